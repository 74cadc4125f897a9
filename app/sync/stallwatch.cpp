// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/stallwatch.h"

namespace EvalTrack {

void StallWatch::note(const std::optional<QUuid> &next, bool isOnline,
                      std::chrono::milliseconds now)
{
    const bool isWatched = next && isOnline;
    const bool hasMoved = next != m_next;
    m_next = next;
    m_isStalled = m_isStalled && isWatched && !hasMoved;
    if (!isWatched) {
        m_since.reset();
    } else if (hasMoved || !m_since) {
        m_since = now;
    }
}

bool StallWatch::isOver(std::chrono::milliseconds now)
{
    if (!m_since || now - *m_since < Patience) {
        return false;
    }
    m_since = now;
    m_isStalled = true;
    return true;
}

} // namespace EvalTrack
