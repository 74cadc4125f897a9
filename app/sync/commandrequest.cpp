// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/commandrequest.h"

#include "wire/editablefields.h"
#include "wire/keys.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace EvalTrack {

namespace Key = Wire::Key;

namespace {

const QByteArray Post = QByteArrayLiteral("POST");
const QByteArray Patch = QByteArrayLiteral("PATCH");
const QByteArray Delete = QByteArrayLiteral("DELETE");

QString path(const QString &collection, qint64 id, const QString &rest = {})
{
    return collection % u'/' % QString::number(id) % rest;
}

ApiRequest request(const QByteArray &verb, const QString &path, const QJsonObject &body = {})
{
    ApiRequest wanted;
    wanted.verb = verb;
    wanted.path = path;
    if (verb != Delete) {
        wanted.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    }
    return wanted;
}

} // namespace

CommandRequest::CommandRequest(EntityTables &entities, const LocalReader &reader,
                               const OutboxTable &outbox)
    : m_entities(entities)
    , m_reader(reader)
    , m_outbox(outbox)
{}

template <typename Id>
CommandRequest::Found<Id> CommandRequest::judged(Id id, const QUuid &uuid) const
{
    if (!id.isNull()) {
        return {id, CommandPlan::Kind::Send};
    }
    const QList<PendingCommand> commands = m_outbox.about(uuid);
    const bool isToCome = std::ranges::any_of(
        commands, [](const PendingCommand &pending) { return isCreation(pending.command); });
    return {id, isToCome ? CommandPlan::Kind::Hold : CommandPlan::Kind::Vanished};
}

Result<CommandRequest::Found<UserId>> CommandRequest::person(UserUuid uuid) const
{
    const auto found = m_entities.find(uuid);
    if (!found) {
        return std::unexpected(found.error());
    }
    return judged(*found ? (*found)->id : UserId(), uuid.value());
}

CommandRequest::Found<EventId> CommandRequest::event(EventUuid uuid) const
{
    const auto found = m_reader.serverEvent(uuid);
    return judged(found ? found->id : EventId(), uuid.value());
}

CommandRequest::Found<DepartmentId> CommandRequest::department(DepartmentUuid uuid) const
{
    const auto found = m_reader.serverDepartment(uuid);
    return judged(found ? found->id : DepartmentId(), uuid.value());
}

Result<CommandRequest::Found<AttendanceId>> CommandRequest::attendance(AttendanceUuid uuid) const
{
    const auto found = m_entities.find(uuid);
    if (!found) {
        return std::unexpected(found.error());
    }
    const auto known = judged(*found ? (*found)->id : AttendanceId(), uuid.value());
    if (known.kind != CommandPlan::Kind::Vanished) {
        return known;
    }
    const auto isToCome = m_reader.isToBeCaptured(uuid);
    if (!isToCome) {
        return std::unexpected(isToCome.error());
    }
    return *isToCome ? Found<AttendanceId>{{}, CommandPlan::Kind::Hold} : known;
}

Result<CommandRequest::Found<EvaluationId>> CommandRequest::evaluation(EvaluationUuid uuid) const
{
    const auto found = m_entities.find(uuid);
    if (!found) {
        return std::unexpected(found.error());
    }
    return judged(*found ? (*found)->id : EvaluationId(), uuid.value());
}

Result<CommandPlan> CommandRequest::plan(const StoredCommand &stored) const
{
    const Command &command = stored.pending.command;
    const QString people = QStringLiteral("/employees");
    const QString events = QStringLiteral("/events");
    const QString attendances = QStringLiteral("/attendances");
    const QString evaluations = QStringLiteral("/evaluations");
    const QString departments = QStringLiteral("/departments");

    CommandPlan plan;
    bool needsRevision = false;
    const auto toRecord = [&plan](const auto &found, auto make) -> Result<void> {
        if constexpr (requires { found->id; }) {
            if (!found) {
                return std::unexpected(found.error());
            }
            plan.kind = found->kind;
            plan.request = make(found->id.value());
        } else {
            plan.kind = found.kind;
            plan.request = make(found.id.value());
        }
        return {};
    };

    Result<void> ok;
    if (const auto *create = std::get_if<CreateEmployee>(&command)) {
        QJsonObject body = EditableFields::withoutBlanks(EditableFields::of(create->after));
        body.remove(Key::department); // The server knows departments by their ids.
        body.insert(Key::uuid, toText(create->after.uuid.value()));
        plan.request = request(Post, people, body);
    } else if (const auto *update = std::get_if<UpdateEmployee>(&command)) {
        QJsonObject body = EditableFields::changed(update->before, update->after);
        body.remove(Key::department);
        needsRevision = true;
        ok = toRecord(person(update->after.uuid),
                      [&](qint64 id) { return request(Patch, path(people, id), body); });
    } else if (const auto *active = std::get_if<SetEmployeeActive>(&command)) {
        ok = toRecord(person(active->employee), [&](qint64 id) {
            return request(Patch, path(people, id), {{Key::isActive, active->isActive}});
        });
    } else if (const auto *newEvent = std::get_if<CreateEvent>(&command)) {
        QJsonObject body = EditableFields::withoutBlanks(EditableFields::of(newEvent->after));
        body.insert(Key::isActive, newEvent->after.isActive);
        body.insert(Key::uuid, toText(newEvent->after.uuid.value()));
        plan.request = request(Post, events, body);
    } else if (const auto *changed = std::get_if<UpdateEvent>(&command)) {
        needsRevision = true;
        ok = toRecord(event(changed->after.uuid), [&](qint64 id) {
            return request(Patch, path(events, id),
                           EditableFields::changed(changed->before, changed->after));
        });
    } else if (const auto *eventActive = std::get_if<SetEventActive>(&command)) {
        // Not toggle-status: a repeated toggle undoes itself.
        ok = toRecord(event(eventActive->event), [&](qint64 id) {
            return request(Patch, path(events, id), {{Key::isActive, eventActive->isActive}});
        });
    } else if (const auto *registration = std::get_if<RegisterSelf>(&command)) {
        ok = toRecord(event(registration->event), [&](qint64 id) {
            QJsonObject body{{Key::eventId, id},
                             {Key::uuid, toText(registration->attendance.value())}};
            if (registration->notes) {
                body.insert(Key::notes, *registration->notes);
            }
            return request(Post, attendances, body);
        });
    } else if (const auto *noted = std::get_if<UpdateAttendance>(&command)) {
        needsRevision = true;
        ok = toRecord(attendance(noted->after.uuid), [&](qint64 id) {
            return request(Patch, path(attendances, id),
                           EditableFields::changed(noted->before, noted->after));
        });
    } else if (const auto *confirm = std::get_if<ConfirmOwnAttendance>(&command)) {
        ok = toRecord(attendance(confirm->attendance), [&](qint64 id) {
            return request(Patch, path(attendances, id, QStringLiteral("/confirm")));
        });
    } else if (const auto *remove = std::get_if<RemoveAttendance>(&command)) {
        ok = toRecord(attendance(remove->attendance),
                      [&](qint64 id) { return request(Delete, path(attendances, id)); });
    } else if (const auto *answers = std::get_if<AnswerEvaluation>(&command)) {
        QJsonArray list;
        for (const QuestionResponse &answer : answers->answers) {
            list.append(QJsonObject{{Key::questionId, answer.questionId.value()},
                                    {Key::response, answer.response}});
        }
        ok = toRecord(evaluation(answers->evaluation), [&](qint64 id) {
            return request(Patch, path(evaluations, id, QStringLiteral("/answer")),
                           {{Key::answers, list}});
        });
    } else if (const auto *grade = std::get_if<GradeEvaluation>(&command)) {
        QJsonObject body{{Key::score, grade->score}};
        if (grade->feedback) {
            body.insert(Key::feedback, *grade->feedback);
        }
        ok = toRecord(evaluation(grade->evaluation), [&](qint64 id) {
            return request(Patch, path(evaluations, id, QStringLiteral("/grade")), body);
        });
    } else if (const auto *comment = std::get_if<CommentEvaluation>(&command)) {
        ok = toRecord(evaluation(comment->evaluation), [&](qint64 id) {
            return request(Patch, path(evaluations, id), {{Key::feedback, comment->feedback}});
        });
    } else if (const auto *founded = std::get_if<CreateDepartment>(&command)) {
        QJsonObject body = EditableFields::withoutBlanks(EditableFields::of(founded->after));
        body.insert(Key::uuid, toText(founded->after.uuid.value()));
        plan.request = request(Post, departments, body);
    } else if (const auto *reshaped = std::get_if<UpdateDepartment>(&command)) {
        needsRevision = true;
        ok = toRecord(department(reshaped->after.uuid), [&](qint64 id) {
            return request(Patch, path(departments, id),
                           EditableFields::changed(reshaped->before, reshaped->after));
        });
    } else if (const auto *removal = std::get_if<RemoveDepartment>(&command)) {
        ok = toRecord(department(removal->department), [&](qint64 id) {
            ApiRequest wanted = request(Delete, path(departments, id));
            if (removal->moveTo) {
                wanted.query.addQueryItem(Key::moveTo, QString::number(removal->moveTo->value()));
            }
            return wanted;
        });
    }
    if (!ok) {
        return std::unexpected(ok.error());
    }
    plan.request.setIdempotencyKey(stored.pending.uuid.value());
    if (needsRevision && stored.baseRevision > 0) {
        plan.request.setIfMatch(stored.baseRevision);
    }
    return plan;
}

} // namespace EvalTrack
