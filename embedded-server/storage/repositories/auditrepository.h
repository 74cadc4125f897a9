// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/activity.h"
#include "domain/ids.h"
#include "storage/repositories/repository.h"

namespace EvalTrack::Server {

/// Who did what to which record. Written in the transaction of the deed, never changed.
class AuditRepository : public Repository
{
public:
    using Repository::Repository;

    struct Entry
    {
        const char *action = ""; ///< "event.update"
        const char *entity = "";
        qint64 entityId = 0;
        QUuid entityUuid;
        QByteArray detail; ///< JSON of field names and counts, never of personal values; may be
                           ///< empty.
    };

    [[nodiscard]] Result<void> append(UserId actor, const QByteArray &requestId,
                                      const Entry &entry) const;

    /// Newest first.
    [[nodiscard]] Result<QList<ActivityEntry>>
    page(const ActivityFilter &filter, const std::optional<Position> &after, int limit) const;
    [[nodiscard]] Result<qint64> count(Timestamp since, Timestamp until) const;
    /// What was done to somebody's profile and account, newest first.
    [[nodiscard]] Result<QList<ActivityEntry>>
    pageOfPerson(UserId person, const std::optional<Position> &after, int limit) const;
    [[nodiscard]] Result<qint64> countOfPerson(UserId person) const;
};

} // namespace EvalTrack::Server
