// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/commandsettlement.h"

#include "net/erroranswer.h"
#include "wire/editablefields.h"
#include "wire/entitycodec.h"
#include "wire/fieldreader.h"
#include "wire/keys.h"
#include "wire/messages.h"

#include <QJsonDocument>

namespace EvalTrack {

namespace Key = Wire::Key;

namespace {

/// The pair of records of a command that changes fields, whatever the entity.
struct FieldChange
{
    QJsonObject before;
    QJsonObject after;
};

std::optional<FieldChange> fieldChangeOf(const Command &command)
{
    const auto of = [](const auto &update) {
        return FieldChange{EditableFields::of(update.before), EditableFields::of(update.after)};
    };
    if (const auto *employee = std::get_if<UpdateEmployee>(&command)) {
        return of(*employee);
    }
    if (const auto *event = std::get_if<UpdateEvent>(&command)) {
        return of(*event);
    }
    if (const auto *attendance = std::get_if<UpdateAttendance>(&command)) {
        return of(*attendance);
    }
    if (const auto *department = std::get_if<UpdateDepartment>(&command)) {
        return of(*department);
    }
    return std::nullopt;
}

/// The same change upon another state of the record: what a merge sends.
struct Rebased
{
    Command command;
    QJsonObject theirs; ///< Editable fields.
    qint64 revision = 0;
};

template <typename Update, typename Entity>
Rebased rebased(const Update &update, const Entity &theirs, const QJsonObject &send)
{
    Update next = update;
    next.before = theirs;
    next.after = theirs;
    EditableFields::apply(next.after, send);
    return {next, EditableFields::of(theirs), theirs.revision};
}

/// Answers of single routes do not name the other records by UUID; what is known stays.
Attendance completed(Attendance attendance, const std::optional<Attendance> &known)
{
    if (known && attendance.eventUuid.isNull()) {
        attendance.eventUuid = known->eventUuid;
    }
    if (known && attendance.userUuid.isNull()) {
        attendance.userUuid = known->userUuid;
    }
    return attendance;
}

Result<Rebased> rebasedOn(const Command &command, const QJsonObject &theirs,
                          const QJsonObject &send)
{
    if (const auto *employee = std::get_if<UpdateEmployee>(&command)) {
        const auto record = Wire::parseEmployee(theirs);
        return record ? Result<Rebased>(rebased(*employee, *record, send))
                      : std::unexpected(record.error());
    }
    if (const auto *event = std::get_if<UpdateEvent>(&command)) {
        const auto record = Wire::parseEvent(theirs);
        return record ? Result<Rebased>(rebased(*event, *record, send))
                      : std::unexpected(record.error());
    }
    if (const auto *attendance = std::get_if<UpdateAttendance>(&command)) {
        const auto record = Wire::parseAttendance(theirs);
        return record ? Result<Rebased>(
                            rebased(*attendance, completed(*record, attendance->before), send))
                      : std::unexpected(record.error());
    }
    if (const auto *department = std::get_if<UpdateDepartment>(&command)) {
        const auto record = Wire::parseDepartment(theirs);
        return record ? Result<Rebased>(rebased(*department, *record, send))
                      : std::unexpected(record.error());
    }
    return failure(ErrorCode::Internal, QStringLiteral("this command changes no fields"));
}

bool isOfOurs(const HttpAnswer &answer)
{
    return answer.status < 300 || answer.status >= 400;
}

/// Whether the refusal means that what was wanted is so already.
bool isDoneAlready(const Command &command, const HttpAnswer &answer)
{
    // 409 also means that the event is full, 404 that there is no such route.
    if (answer.status == 409 && std::holds_alternative<ConfirmOwnAttendance>(command)) {
        return errorOf(answer).detail == Wire::Message::AlreadyConfirmed;
    }
    if (answer.status == 404 && std::holds_alternative<RemoveDepartment>(command)) {
        return errorOf(answer).detail.startsWith(Wire::Message::DepartmentNotFoundStart);
    }
    return answer.status == 404 && std::holds_alternative<RemoveAttendance>(command) &&
           errorOf(answer).detail.startsWith(Wire::Message::AttendanceNotFoundStart);
}

} // namespace

CommandSettlement::CommandSettlement(LocalStore &store)
    : m_store(store)
{}

void CommandSettlement::touch(const StoredCommand &stored)
{
    m_store.touchSubject(subjectOf(stored.pending.command), subjectUuidOf(stored.pending.command));
    m_store.touch(StorePart::Outbox);
}

Result<void> CommandSettlement::settle(const CommandUuid &uuid, const Result<HttpAnswer> &answer)
{
    const StoredCommand *found = m_store.outbox().find(uuid.value());
    if (found == nullptr) {
        return {}; // Given up meanwhile.
    }
    const StoredCommand stored = *found;
    touch(stored);
    if (!answer) {
        return keepForLater(stored, answer.error());
    }
    if (answer->status == 412) {
        const auto theirs = Wire::parseObject(answer->body);
        return theirs
                   ? mergeStale(stored, *theirs)
                   : keepForLater(stored, {ErrorCode::ProtocolMismatch, theirs.error().detail, {}});
    }
    if (isDoneAlready(stored.pending.command, *answer)) {
        return acknowledge(stored, {});
    }
    if (!isOfOurs(*answer)) {
        return keepForLater(stored, {ErrorCode::ProtocolMismatch,
                                     QStringLiteral("HTTP status %1").arg(answer->status),
                                     {}});
    }
    const auto object = objectOf(answer);
    if (object) {
        return acknowledge(stored, *object);
    }
    return isTransient(object.error().code) ? keepForLater(stored, object.error())
                                            : reject(stored, object.error());
}

Result<void> CommandSettlement::keepForLater(StoredCommand stored, const Error &reason)
{
    stored.state = OutboxState::Queued;
    stored.outcome.reason = reason;
    auto ok = m_store.outbox().update(stored);
    return ok ? std::unexpected(reason) : ok;
}

Result<void> CommandSettlement::reject(const StoredCommand &stored, const Error &reason)
{
    StoredCommand rejected = stored;
    rejected.state = OutboxState::Rejected;
    rejected.outcome.reason = reason;
    touch(stored);
    return m_store.outbox().update(rejected);
}

// Acknowledged ---------------------------------------------------------------------------------

Result<void> CommandSettlement::acknowledge(StoredCommand stored, const QJsonObject &answer)
{
    const auto settled = m_store.database().inTransaction([&]() -> Result<void> {
        if (std::holds_alternative<RemoveAttendance>(stored.pending.command)) {
            auto ok = takeRemoved(stored.pending.command);
            return ok ? m_store.outbox().remove(stored.pending.uuid.value()) : ok;
        }
        const auto revision = takeAnswer(stored.pending.command, answer);
        if (!revision) {
            return std::unexpected(revision.error());
        }
        if (*revision > 0) {
            auto ok = rebaseFollowers(stored, *revision);
            return ok ? m_store.outbox().remove(stored.pending.uuid.value()) : ok;
        }
        // It stays laid over the record until the change feed shows what became of it.
        stored.state = OutboxState::Acknowledged;
        stored.acknowledgedAt = m_store.clock().now();
        stored.outcome = {};
        return m_store.outbox().update(stored);
    });
    if (!settled && settled.error().code == ErrorCode::ProtocolMismatch) {
        return keepForLater(stored, settled.error());
    }
    return settled;
}

// The record as the answer shows it, into the store; its revision, 0 when it does not show it.
Result<qint64> CommandSettlement::takeAnswer(const Command &command, const QJsonObject &answer)
{
    if (!answer.contains(Key::revision)) {
        return 0;
    }
    const auto mismatch = [](const Error &error) {
        return failure(ErrorCode::ProtocolMismatch, error.detail);
    };
    const auto taken = [this](const auto &record) -> Result<qint64> {
        auto ok = m_store.take(record);
        return ok ? Result<qint64>(record.revision) : std::unexpected(ok.error());
    };
    switch (subjectOf(command)) {
    case CommandSubject::Person: {
        const auto employee = Wire::parseEmployee(answer);
        return employee ? taken(*employee) : mismatch(employee.error());
    }
    case CommandSubject::Event: {
        if (!answer.contains(Key::questions)) {
            return 0; // Without its questions it is not the whole event.
        }
        const auto event = Wire::parseEvent(answer);
        return event ? taken(*event) : mismatch(event.error());
    }
    case CommandSubject::Attendance: {
        const auto attendance = Wire::parseAttendance(answer);
        if (!attendance) {
            return mismatch(attendance.error());
        }
        const auto known = m_store.reader().attendance(AttendanceUuid(subjectUuidOf(command)));
        if (!known) {
            return std::unexpected(known.error());
        }
        const Attendance whole = completed(*attendance, *known);
        return whole.eventUuid.isNull() || whole.userUuid.isNull() ? Result<qint64>(0)
                                                                   : taken(whole);
    }
    case CommandSubject::Department: {
        const auto department = Wire::parseDepartment(answer);
        return department ? taken(*department) : mismatch(department.error());
    }
    case CommandSubject::Evaluation: {
        auto evaluation = Wire::parseEvaluation(answer);
        if (!evaluation) {
            return mismatch(evaluation.error());
        }
        const auto known = m_store.reader().evaluation(EvaluationUuid(subjectUuidOf(command)));
        if (!known) {
            return std::unexpected(known.error());
        }
        if (!*known) {
            return 0;
        }
        evaluation->eventUuid = (*known)->eventUuid;
        evaluation->userUuid = (*known)->userUuid;
        if (!answer.contains(Key::answers)) {
            evaluation->answers = (*known)->answers;
        }
        return taken(*evaluation);
    }
    }
    return 0;
}

Result<void> CommandSettlement::takeRemoved(const Command &command)
{
    const AttendanceUuid uuid(subjectUuidOf(command));
    m_store.touchSubject(CommandSubject::Attendance, uuid.value());
    return m_store.entities().remove(uuid);
}

// Commands that were made upon this one know the record as it made it.
Result<void> CommandSettlement::rebaseFollowers(const StoredCommand &done, qint64 revision)
{
    const QUuid subject = subjectUuidOf(done.pending.command);
    const QList<StoredCommand> commands = m_store.outbox().commands();
    for (StoredCommand follower : commands) {
        const bool isFollower =
            follower.pending.uuid != done.pending.uuid && follower.state == OutboxState::Queued &&
            subjectUuidOf(follower.pending.command) == subject &&
            follower.baseRevision == done.baseRevision && fieldChangeOf(follower.pending.command);
        if (!isFollower) {
            continue;
        }
        follower.baseRevision = revision;
        if (auto ok = m_store.outbox().update(follower); !ok) {
            return ok;
        }
    }
    return {};
}

// Somebody was faster --------------------------------------------------------------------------

Result<void> CommandSettlement::mergeStale(StoredCommand stored, const QJsonObject &theirs)
{
    const auto change = fieldChangeOf(stored.pending.command);
    const auto now =
        change ? rebasedOn(stored.pending.command, theirs, {}) : failure(ErrorCode::Internal);
    if (!now) {
        return reject(stored, {ErrorCode::Stale, {}, {}});
    }
    const auto outcome = ConflictResolver::resolve(change->before, change->after, now->theirs);
    return m_store.database().inTransaction([&]() -> Result<void> {
        if (auto taken = takeAnswer(stored.pending.command, theirs); !taken) {
            return std::unexpected(taken.error());
        }
        if (!outcome.isMerged()) {
            stored.state = OutboxState::Conflict;
            stored.outcome.reason = Error{ErrorCode::Stale, {}, {}};
            stored.outcome.conflicts = outcome.conflicts;
            stored.outcome.theirs = QJsonDocument(theirs).toJson(QJsonDocument::Compact);
            return m_store.outbox().update(stored);
        }
        if (outcome.mine.isEmpty()) {
            return m_store.outbox().remove(stored.pending.uuid.value()); // It is as we wanted it.
        }
        const auto merged = rebasedOn(stored.pending.command, theirs, outcome.mine);
        stored.pending.command = merged->command;
        stored.baseRevision = merged->revision;
        stored.state = OutboxState::Queued;
        return m_store.outbox().update(stored);
    });
}

Result<void> CommandSettlement::decide(const QUuid &uuid,
                                       const QHash<QString, OutboxTray::Side> &choices)
{
    const StoredCommand *found = m_store.outbox().find(uuid);
    const auto change = found == nullptr ? std::nullopt : fieldChangeOf(found->pending.command);
    if (!change || found->state != OutboxState::Conflict) {
        return failure(ErrorCode::NotFound, QStringLiteral("there is no such conflict"));
    }
    StoredCommand stored = *found;
    const QJsonObject theirs = QJsonDocument::fromJson(stored.outcome.theirs).object();
    const auto now = rebasedOn(stored.pending.command, theirs, {});
    if (!now) {
        return std::unexpected(now.error());
    }
    const auto outcome = ConflictResolver::resolve(change->before, change->after, now->theirs);
    const QJsonObject send = ConflictResolver::decided(outcome, change->after, choices);
    touch(stored);
    if (send.isEmpty()) {
        return m_store.outbox().remove(uuid);
    }
    const auto merged = rebasedOn(stored.pending.command, theirs, send);
    stored.pending.command = merged->command;
    stored.baseRevision = merged->revision;
    stored.state = OutboxState::Queued;
    stored.outcome = {};
    return m_store.outbox().update(stored);
}

} // namespace EvalTrack
