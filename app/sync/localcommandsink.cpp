// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/localcommandsink.h"

#include "base/deliver.h"
#include "domain/employeename.h"
#include "domain/validation.h"
#include "sync/correction.h"
#include "wire/editablefields.h"
#include "wire/fieldreader.h"
#include "wire/keys.h"

namespace EvalTrack {

namespace Key = Wire::Key;

namespace {

/// Collects broken rules in the words and with the field names of the server.
class Checks
{
public:
    void employee(const Employee &employee)
    {
        check(Key::name, checkName(employee.name), Limits::NameMin, Limits::NameMax);
        if (!employee.email.isEmpty()) {
            check(Key::email, checkEmail(employee.email));
        }
        text(Key::firstName, employee.firstName, Limits::NameMax);
        text(Key::lastName, employee.lastName, Limits::NameMax);
        text(Key::nationalId, employee.nationalId, Limits::CodeMax);
        text(Key::badgeCode, employee.badgeCode, Limits::CodeMax);
        text(Key::phone, employee.phone, Limits::ShortTextMax);
        text(Key::jobTitle, employee.jobTitle, Limits::ShortTextMax);
    }
    void event(const Event &event)
    {
        check(Key::title, checkTitle(event.title), 1, Limits::TitleMax);
        check(Key::duration, checkDurationMinutes(static_cast<int>(event.duration.count())),
              Limits::DurationMin, Limits::DurationMax);
        if (event.maxAttendees) {
            check(Key::maxAttendees, checkMaxAttendees(*event.maxAttendees), 1);
        }
        text(Key::description, event.description, Limits::TextMax);
        text(Key::location, event.location, Limits::ShortTextMax);
        text(Key::type, event.type, Limits::ShortTextMax);
        // Which names there are is the server's to say: its list may be newer.
        text(Key::zone, event.zone, Limits::ShortTextMax);
        for (const Question &question : event.questions) {
            text(Key::preguntas, question.text, Limits::TextMax);
        }
    }
    void department(const Department &department)
    {
        check(Key::name, checkName(department.name), Limits::NameMin, Limits::NameMax);
    }
    void text(QLatin1StringView key, const std::optional<QString> &value, int maximum)
    {
        if (value) {
            check(key, checkText(*value, maximum), 0, maximum);
        }
    }
    void check(QLatin1StringView key, std::optional<RuleBroken> broken, qint64 minimum = 0,
               qint64 maximum = 0)
    {
        m_reader.check(key, broken, minimum, maximum);
    }
    [[nodiscard]] Result<void> finish() const { return m_reader.finish(); }

private:
    Wire::FieldReader m_reader{QJsonObject()};
};

Command completed(Command command)
{
    if (auto *create = std::get_if<CreateEmployee>(&command)) {
        create->after = withNameOfParts(create->after, Employee{});
    } else if (auto *update = std::get_if<UpdateEmployee>(&command)) {
        update->after = withNameOfParts(update->after, update->before);
    }
    return command;
}

qint64 baseRevisionOf(const Command &command)
{
    return std::visit(
        [](const auto &c) -> qint64 {
            if constexpr (requires { c.before; }) {
                return c.before.revision;
            } else {
                return 0;
            }
        },
        command);
}

bool changesNothing(const Command &command)
{
    return std::visit(
        [](const auto &c) {
            if constexpr (requires { c.before; }) {
                return EditableFields::changed(EditableFields::of(c.before),
                                               EditableFields::of(c.after))
                    .isEmpty();
            } else {
                return false;
            }
        },
        command);
}

// In the store thread. A refused command that this one puts right goes; its changes go with this.
Result<void> append(LocalStore &store, StoredCommand stored)
{
    OutboxTable &outbox = store.outbox();
    return store.database().inTransaction([&]() -> Result<void> {
        const QList<StoredCommand> before = outbox.commands();
        // Newest first: an edit may put an edit right that was made upon a refused creation.
        for (auto each = before.crbegin(); each != before.crend(); ++each) {
            const auto corrected = each->state == OutboxState::Rejected
                                       ? correctedBy(each->pending.command, stored.pending.command)
                                       : std::nullopt;
            if (!corrected) {
                continue;
            }
            stored.pending.command = *corrected;
            stored.baseRevision = each->baseRevision;
            if (auto ok = outbox.remove(each->pending.uuid.value()); !ok) {
                return ok;
            }
        }
        return changesNothing(stored.pending.command) ? Result<void>() : outbox.append(stored);
    });
}

} // namespace

Result<void> checkCommand(const Command &command)
{
    Checks checks;
    if (const auto *create = std::get_if<CreateEmployee>(&command)) {
        checks.employee(create->after);
    } else if (const auto *update = std::get_if<UpdateEmployee>(&command)) {
        checks.employee(update->after);
    } else if (const auto *event = std::get_if<CreateEvent>(&command)) {
        checks.event(event->after);
    } else if (const auto *changed = std::get_if<UpdateEvent>(&command)) {
        checks.event(changed->after);
    } else if (const auto *attendance = std::get_if<UpdateAttendance>(&command)) {
        checks.text(Key::notes, attendance->after.notes, Limits::TextMax);
    } else if (const auto *registration = std::get_if<RegisterSelf>(&command)) {
        checks.text(Key::notes, registration->notes, Limits::TextMax);
    } else if (const auto *answers = std::get_if<AnswerEvaluation>(&command)) {
        for (const QuestionResponse &answer : answers->answers) {
            checks.text(Key::answers, answer.response, Limits::TextMax);
        }
    } else if (const auto *grade = std::get_if<GradeEvaluation>(&command)) {
        checks.check(Key::score, checkScore(grade->score), Limits::ScoreMin, Limits::ScoreMax);
        checks.text(Key::feedback, grade->feedback, Limits::TextMax);
    } else if (const auto *comment = std::get_if<CommentEvaluation>(&command)) {
        checks.text(Key::feedback, comment->feedback, Limits::TextMax);
    } else if (const auto *founded = std::get_if<CreateDepartment>(&command)) {
        checks.department(founded->after);
    } else if (const auto *reshaped = std::get_if<UpdateDepartment>(&command)) {
        checks.department(reshaped->after);
    }
    return checks.finish();
}

LocalCommandSink::LocalCommandSink(StoreHost &host, QObject *parent)
    : CommandSink(parent)
    , m_host(host)
{}

QFuture<Result<CommandUuid>> LocalCommandSink::submit(const Command &command)
{
    const Command whole = completed(command);
    const CommandUuid uuid(makeUuidV7());
    if (auto ok = checkCommand(whole); !ok) {
        return readyFuture<Result<CommandUuid>>(std::unexpected(ok.error()));
    }
    if (changesNothing(whole)) {
        return readyFuture<Result<CommandUuid>>(uuid);
    }
    StoredCommand stored;
    stored.pending = {uuid, whole, m_host.clock().now()};
    stored.baseRevision = baseRevisionOf(whole);
    const auto record = [stored](LocalStore &store) -> Result<CommandUuid> {
        if (auto ok = append(store, stored); !ok) {
            return std::unexpected(ok.error());
        }
        store.touchSubject(subjectOf(stored.pending.command),
                           subjectUuidOf(stored.pending.command));
        store.touch(StorePart::Outbox);
        return stored.pending.uuid;
    };
    const auto future = m_host.run(StoreHost::Priority::Normal, record);
    m_host.hurry();
    deliver(future, this, [this](const Result<CommandUuid> &appended) {
        if (appended) {
            Q_EMIT submitted();
        }
    });
    return future;
}

} // namespace EvalTrack
