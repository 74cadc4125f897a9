// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QList>

#include <optional>

namespace EvalTrack::Server {

/// Which backups are kept and when the next one is due. Pure.
struct BackupRetention
{
    static constexpr int Days = 7;
    static constexpr int Weeks = 4;
    static constexpr int Months = 3;
    static constexpr auto Interval = std::chrono::hours(24);
    static constexpr auto RetryInterval = std::chrono::hours(1);

    /// Those of good backups that may go: not the newest of each of the last 7 days, 4 weeks and 3
    /// months (of UTC) that have one, none of the last 24 hours, and never the newest. What is from
    /// the future was made while the clock was wrong: it neither goes nor takes another's place.
    [[nodiscard]] static QList<Timestamp> whichToDelete(const QList<Timestamp> &backups,
                                                        Timestamp now);

    /// When the next is made: a day after the last good one, an hour after a failure, and not
    /// before `earliest` (the start of the program takes the disk for itself).
    [[nodiscard]] static Timestamp nextAt(const std::optional<Timestamp> &lastGood,
                                          const std::optional<Timestamp> &lastFailure,
                                          Timestamp earliest, Timestamp now);
};

} // namespace EvalTrack::Server
