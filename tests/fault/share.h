// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fault/verdict.h"

#include <QDeadlineTimer>

#include <optional>

namespace EvalTrack::Fault {

/// What a family has to come to, or its verdict says nothing.
struct Least
{
    qint64 runs = 1;
    qint64 faults = 0;
    int shares = 0; ///< Of the time that it may take for that; 0: as many as it needs.
};

/// A family's share of the time, and more where that is too short for the least it has to do.
class Share
{
public:
    /// Without `least` whatever it comes to is enough.
    Share(std::chrono::milliseconds time, const std::optional<Least> &least)
        : m_least(least)
        , m_end(time)
        , m_latest(QDeadlineTimer::Forever)
    {
        if (m_least && m_least->shares > 0) {
            m_latest = QDeadlineTimer(time * m_least->shares);
        }
    }

    /// Whether one more run is to be made.
    [[nodiscard]] bool goesOn(const Verdict &verdict) const
    {
        return verdict.isNotRed() && !end().hasExpired() &&
               (!m_end.hasExpired() || !shortfall(verdict).isEmpty());
    }
    /// When a run that is under way should come to its end.
    [[nodiscard]] QDeadlineTimer end() const { return m_end.hasExpired() ? m_latest : m_end; }
    /// How much less it did than the least, in words; empty when it did enough.
    [[nodiscard]] QString shortfall(const Verdict &verdict) const
    {
        if (!m_least) {
            return {};
        }
        if (verdict.runs < m_least->runs) {
            return QStringLiteral("only %1 runs of %2").arg(verdict.runs).arg(m_least->runs);
        }
        if (verdict.faults < m_least->faults) {
            return QStringLiteral("only %1 faults of %2").arg(verdict.faults).arg(m_least->faults);
        }
        return verdict.untried > 0
                   ? QStringLiteral("%1 ways of breaking it had no turn").arg(verdict.untried)
                   : QString();
    }

private:
    std::optional<Least> m_least;
    QDeadlineTimer m_end;
    QDeadlineTimer m_latest;
};

} // namespace EvalTrack::Fault
