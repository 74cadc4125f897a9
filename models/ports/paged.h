// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace EvalTrack {

/// A page of a list that the server keeps, as contract section 6 has it.
template <typename T>
struct Paged
{
    QList<T> items;
    QString nextCursor; ///< Empty at the end.
    std::optional<qint64> total;
};

} // namespace EvalTrack
