// SPDX-License-Identifier: GPL-3.0-or-later
#include "observability/activeusers.h"

namespace EvalTrack::Server {

void ActiveUsers::note(UserId id, Role role, std::chrono::milliseconds now)
{
    const QMutexLocker locker(&m_lock);
    m_seen.insert(id, {role, now});
}

QHash<Role, int> ActiveUsers::count(std::chrono::milliseconds now)
{
    const QMutexLocker locker(&m_lock);
    m_seen.removeIf([now](const auto &entry) { return now - entry.value().at > Window; });
    QHash<Role, int> counts;
    for (const Seen &seen : std::as_const(m_seen)) {
        ++counts[seen.role];
    }
    return counts;
}

} // namespace EvalTrack::Server
