// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/activityservice.h"

namespace EvalTrack::Server {

ActivityService::ActivityService(Database &database)
    : m_audit(database)
{}

Result<QList<ActivityEntry>> ActivityService::page(const ActivityFilter &filter,
                                                   const std::optional<Position> &after,
                                                   int limit) const
{
    return m_audit.page(filter, after, limit);
}

Result<qint64> ActivityService::count(Timestamp since, Timestamp until) const
{
    return m_audit.count(since, until);
}

} // namespace EvalTrack::Server
