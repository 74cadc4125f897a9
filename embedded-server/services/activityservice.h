// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/activity.h"
#include "http/request.h"
#include "storage/repositories/auditrepository.h"

namespace EvalTrack::Server {

/// Who did what: the audit log for administrators to read. The dashboard's activity counts the same
/// entries.
class ActivityService
{
public:
    explicit ActivityService(Database &database);

    /// Newest first.
    [[nodiscard]] Result<QList<ActivityEntry>>
    page(const ActivityFilter &filter, const std::optional<Position> &after, int limit) const;
    [[nodiscard]] Result<qint64> count(Timestamp since, Timestamp until) const;
    /// What was done to somebody's profile and account, newest first; NotFound without a profile.
    [[nodiscard]] Result<QList<ActivityEntry>> pageOfPerson(const Caller &caller, UserId person,
                                                            const std::optional<Position> &after,
                                                            int limit) const;
    [[nodiscard]] Result<qint64> countOfPerson(UserId person) const;

private:
    Database &m_database;
    AuditRepository m_audit;
};

} // namespace EvalTrack::Server
