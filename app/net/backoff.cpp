// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/backoff.h"

#include <algorithm>

namespace EvalTrack {

using std::chrono::milliseconds;

Backoff::Backoff(quint32 seed)
    : m_random(seed)
{}

milliseconds Backoff::next(milliseconds atLeast)
{
    const milliseconds wait(m_random.bounded(static_cast<int>(m_ceiling.count()) + 1));
    m_ceiling = std::min(m_ceiling * 2, Last);
    return std::max(wait, atLeast);
}

void Backoff::reset()
{
    m_ceiling = First;
}

} // namespace EvalTrack
