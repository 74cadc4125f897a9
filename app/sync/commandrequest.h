// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apirequest.h"
#include "store/localreader.h"
#include "store/outboxtable.h"

namespace EvalTrack {

/// What is to be done with a command when its turn comes.
struct CommandPlan
{
    enum class Kind {
        Send,     ///< `request` says what.
        Hold,     ///< The record it is about is not on the server yet; its turn comes later.
        Vanished, ///< The record is not known (any more).
    };

    Kind kind = Kind::Send;
    ApiRequest request;
};

/// Turns a command into the request of the REST contract: verb, path with the integer ids as they
/// are known by now, a body with only the fields that differ, the command's UUID as
/// Idempotency-Key, and If-Match where a field could be overwritten. Runs in the store thread,
/// because ids of records that were made offline are known only once their creation was
/// acknowledged.
class CommandRequest
{
public:
    CommandRequest(EntityTables &entities, const LocalReader &reader, const OutboxTable &outbox);

    [[nodiscard]] Result<CommandPlan> plan(const StoredCommand &stored) const;

private:
    template <typename Id>
    struct Found
    {
        Id id;
        CommandPlan::Kind kind = CommandPlan::Kind::Send;
    };

    [[nodiscard]] Result<Found<UserId>> person(UserUuid uuid) const;
    [[nodiscard]] Found<EventId> event(EventUuid uuid) const;
    [[nodiscard]] Found<DepartmentId> department(DepartmentUuid uuid) const;
    [[nodiscard]] Result<Found<AttendanceId>> attendance(AttendanceUuid uuid) const;
    [[nodiscard]] Result<Found<EvaluationId>> evaluation(EvaluationUuid uuid) const;
    template <typename Id>
    [[nodiscard]] Found<Id> judged(Id id, const QUuid &uuid) const;

    EntityTables &m_entities;
    const LocalReader &m_reader;
    const OutboxTable &m_outbox;
};

} // namespace EvalTrack
