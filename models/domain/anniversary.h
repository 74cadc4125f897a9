// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>

namespace EvalTrack {

/// A day that comes every year, as it comes next.
struct Anniversary
{
    QDate on;
    int years = 0; ///< Since the first one; 0 when that is still to come.
};

/// When `first` comes back, on `from` or later. What is of 29 February is kept on the 28th where a
/// year has none. Both dates must be valid.
[[nodiscard]] Anniversary nextAnniversary(QDate first, QDate from);

} // namespace EvalTrack
