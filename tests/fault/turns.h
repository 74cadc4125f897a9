// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fault/random.h"

#include <QList>

namespace EvalTrack::Fault {

/// Ways of breaking something: each has its turn before one has its second, in another order each
/// time, so that no way is the one that a short run never comes to.
template <typename Way>
class Turns
{
public:
    explicit Turns(const QList<Way> &ways)
        : m_ways(ways)
        , m_next(ways.size())
        , m_untried(ways.size())
    {}

    [[nodiscard]] Way next(Random &random)
    {
        if (m_next == m_ways.size()) {
            random.shuffle(m_ways);
            m_next = 0;
        }
        m_untried -= m_untried > 0 ? 1 : 0;
        return m_ways.at(m_next++);
    }
    /// How many have not had any.
    [[nodiscard]] qint64 untried() const { return m_untried; }

private:
    QList<Way> m_ways;
    qsizetype m_next;
    qsizetype m_untried;
};

} // namespace EvalTrack::Fault
