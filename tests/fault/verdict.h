// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <chrono>

namespace EvalTrack::Fault {

/// What a family of faults did, and what became of the records. All of the second group has to be
/// zero.
struct Verdict
{
    QString family;
    qint64 runs = 0;
    qint64 faults = 0;   ///< Kills, cuts, lost answers, …
    qint64 recorded = 0; ///< What a station told a person to be recorded.
    std::chrono::milliseconds longestHeal{0};
    std::chrono::milliseconds took{0}; ///< From its first run to its last judgement.

    qint64 lost = 0;       ///< Told "recorded" and not in the server.
    qint64 doubled = 0;    ///< A capture that the server has more than once.
    qint64 disordered = 0; ///< Two captures of a device in another order than they were told.
    qint64 unequal = 0;    ///< Stations whose attendances are not the server's after the heal.
    qint64 bent = 0;       ///< Captures that count at another time than they were made, unsaid.
    qint64 damaged = 0;    ///< Stores that do not open or hold what nobody wrote.
    qint64 stuck = 0;      ///< Stations whose queue did not become empty.
    qint64 late = 0;       ///< Queues that took longer than HealBound.

    qint64 untried = 0;  ///< Ways of breaking it that have not had a turn yet.
    QString shortfall;   ///< How much less it did than it has to; empty when it did enough.
    QString leftOut;     ///< Why it was not run at all, empty when it was.
    QStringList remarks; ///< What a person needs to look into a red one.

    /// The queue is empty this soon after everything works again.
    static constexpr std::chrono::seconds HealBound{5};

    /// Nothing is wrong so far.
    [[nodiscard]] bool isNotRed() const
    {
        return lost + doubled + disordered + unequal + bent + damaged + stuck + late == 0;
    }
    [[nodiscard]] bool isGreen() const
    {
        return !leftOut.isEmpty() || (runs > 0 && isNotRed() && shortfall.isEmpty());
    }
};

} // namespace EvalTrack::Fault
