// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/activityservice.h"

#include "services/employeeservice.h"

namespace EvalTrack::Server {

ActivityService::ActivityService(Database &database)
    : m_database(database)
    , m_audit(database)
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

Result<QList<ActivityEntry>> ActivityService::pageOfPerson(const Caller &caller, UserId person,
                                                           const std::optional<Position> &after,
                                                           int limit) const
{
    const auto employee = EmployeeService(m_database).byId(caller, person);
    return employee ? m_audit.pageOfPerson(person, after, limit)
                    : std::unexpected(employee.error());
}

Result<qint64> ActivityService::countOfPerson(UserId person) const
{
    return m_audit.countOfPerson(person);
}

} // namespace EvalTrack::Server
