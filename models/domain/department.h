// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ids.h"

#include <QString>

#include <optional>

namespace EvalTrack {

/// A part of the organisation, in another one or at the top.
struct Department
{
    DepartmentId id; ///< Null until the server knows it.
    QString name;
    std::optional<DepartmentId> parentId;
    std::optional<UserId> headId; ///< Who leads it; only those who may see people are told.
    std::optional<int> people;    ///< Who is in it, as the server counts; not in the change feed.
    DepartmentUuid uuid;
    qint64 revision = 0;

    bool operator==(const Department &) const = default;
};

} // namespace EvalTrack
