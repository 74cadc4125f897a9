// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/undohistory.h"

#include "base/deliver.h"
#include "common/errorpresenter.h"
#include "common/wording.h"
#include "domain/employeename.h"
#include "wire/editablefields.h"
#include "wire/keys.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

namespace EvalTrack {

namespace {

// A key waits no longer than this for its answer.
constexpr qint64 SendingMilliseconds = 8;

QJsonObject activeFlag(bool isActive)
{
    return {{Wire::Key::isActive, isActive}};
}

QJsonObject only(const QJsonObject &fields, const QJsonObject &wanted)
{
    QJsonObject some;
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        some.insert(it.key(), fields.value(it.key()));
    }
    return some;
}

} // namespace

struct UndoHistory::Going
{
    bool isUndo = true;
    Step step;
    QSet<QUuid> events;                   ///< Whose attendances are to be read.
    QHash<QUuid, Attendance> attendances; ///< Of these.
    qsizetype toRead = 0;
    qsizetype next = 0;      ///< Of `step`, to be prepared.
    QList<Command> commands; ///< Prepared and not submitted yet, with `prepared`.
    Step prepared;
    Step moved; ///< Of `step`, what goes.
    QStringList changedSince;
    int missing = 0;
    qsizetype toAnswer = 0;
    std::optional<Error> error;
};

UndoHistory::UndoHistory(const Desk &around, QObject *parent)
    : CommandSink(parent)
    , m_sink(around.commands)
    , m_desk(before(around, *this))
{}

Desk UndoHistory::before(const Desk &desk, CommandSink &sink)
{
    return {.connection = desk.connection,
            .session = desk.session,
            .sync = desk.sync,
            .people = desk.people,
            .events = desk.events,
            .attendances = desk.attendances,
            .evaluations = desk.evaluations,
            .dashboard = desk.dashboard,
            .history = desk.history,
            .commands = sink,
            .tray = desk.tray,
            .captures = desk.captures,
            .accounts = desk.accounts,
            .activity = desk.activity,
            .reports = desk.reports,
            .imports = desk.imports,
            .reviews = desk.reviews,
            .devices = desk.devices,
            .documents = desk.documents,
            .legacy = desk.legacy,
            .station = desk.station,
            .checkIn = desk.checkIn,
            .views = desk.views,
            .system = desk.system,
            .backups = desk.backups,
            .clock = desk.clock};
}

QFuture<Result<CommandUuid>> UndoHistory::submit(const Command &command)
{
    Q_EMIT submitting(command);
    // The record is looked at before it changes.
    const std::optional<Edit> edit = noted(command);
    const auto future = m_sink.submit(command);
    if (!edit) {
        return future;
    }
    if (!m_isTurnOpen && !m_isTogether) {
        m_isTurnOpen = true;
        ++m_turn;
        QTimer::singleShot(0, this, [this] { m_isTurnOpen = false; });
    }
    deliver(future, this, [this, edit, turn = m_turn](const Result<CommandUuid> &result) {
        if (result) {
            add(*edit, turn);
        }
    });
    return future;
}

void UndoHistory::beginTogether()
{
    m_sink.beginTogether();
    m_isTogether = true;
    ++m_turn;
}

void UndoHistory::endTogether()
{
    m_sink.endTogether();
    m_isTogether = false;
    ++m_turn; // What comes next is another step.
}

std::optional<UndoHistory::Edit> UndoHistory::noted(const Command &command) const
{
    Edit edit;
    edit.kind = kindOf(command);
    if (const auto *update = std::get_if<UpdateEmployee>(&command)) {
        edit.subject = update->after.uuid.value();
        edit.name = update->after.name;
        edit.to =
            EditableFields::changed(update->before, withNameOfParts(update->after, update->before));
        edit.from = only(EditableFields::of(update->before), edit.to);
    } else if (const auto *change = std::get_if<UpdateEvent>(&command)) {
        edit.subject = change->after.uuid.value();
        edit.name = change->after.title;
        edit.to = EditableFields::changed(change->before, change->after);
        edit.from = only(EditableFields::of(change->before), edit.to);
    } else if (const auto *attendance = std::get_if<UpdateAttendance>(&command)) {
        edit.subject = attendance->after.uuid.value();
        edit.event = attendance->after.eventUuid.value();
        const auto who = person(attendance->after.userUuid.value());
        edit.name = who ? who->name : QString();
        edit.to = EditableFields::changed(attendance->before, attendance->after);
        edit.from = only(EditableFields::of(attendance->before), edit.to);
    } else if (const auto *active = std::get_if<SetEmployeeActive>(&command)) {
        const auto who = person(active->employee.value());
        edit.subject = active->employee.value();
        edit.name = who ? who->name : QString();
        edit.to = activeFlag(active->isActive);
        edit.from = activeFlag(who ? who->isActive : !active->isActive);
    } else if (const auto *flag = std::get_if<SetEventActive>(&command)) {
        const auto of = event(flag->event.value());
        edit.subject = flag->event.value();
        edit.name = of ? of->title : QString();
        edit.to = activeFlag(flag->isActive);
        edit.from = activeFlag(of ? of->isActive : !flag->isActive);
    } else if (const auto *somebody = std::get_if<CreateEmployee>(&command)) {
        edit.name = somebody->after.name;
    } else if (const auto *something = std::get_if<CreateEvent>(&command)) {
        edit.name = something->after.title;
    }
    return canGoBack(edit) && edit.from == edit.to ? std::nullopt : std::optional(edit);
}

bool UndoHistory::canGoBack(const Edit &edit)
{
    return !edit.subject.isNull();
}

void UndoHistory::add(const Edit &edit, int turn)
{
    m_redo.clear();
    if (turn == m_lastTurn && !m_undo.isEmpty() && canGoBack(edit)) {
        m_undo.last().append(edit);
    } else {
        // Drafts are saved again and again: one of them is enough to be told of.
        const bool isAgain = !canGoBack(edit) && !m_undo.isEmpty() &&
                             m_undo.last().first().kind == edit.kind &&
                             m_undo.last().first().name == edit.name;
        if (!isAgain) {
            push(m_undo, {edit});
        }
        m_lastTurn = turn;
    }
    collapse();
    Q_EMIT changed();
}

void UndoHistory::push(QList<Step> &stack, const Step &step)
{
    stack.append(step);
    if (stack.size() > MostSteps) {
        stack.removeFirst();
    }
}

// "Undo" in passing is an edit like any other; the step that it took back is gone then.
void UndoHistory::collapse()
{
    if (m_undo.size() >= 2 && isInverse(m_undo.last(), m_undo.at(m_undo.size() - 2))) {
        m_undo.removeLast();
        push(m_redo, m_undo.takeLast());
        m_lastTurn = 0;
    }
}

bool UndoHistory::isInverse(const Step &one, const Step &other)
{
    if (one.size() != other.size()) {
        return false;
    }
    QMultiHash<QUuid, const Edit *> bySubject;
    for (const Edit &each : other) {
        bySubject.insert(each.subject, &each);
    }
    return std::ranges::all_of(one, [&bySubject](const Edit &edit) {
        const auto [first, last] = bySubject.equal_range(edit.subject);
        return canGoBack(edit) && std::any_of(first, last, [&edit](const Edit *each) {
                   return each->kind == edit.kind && each->from == edit.to && each->to == edit.from;
               });
    });
}

QString UndoHistory::undoTitle() const
{
    return m_undo.isEmpty() ? QString() : titleOf(m_undo.last());
}

QString UndoHistory::redoTitle() const
{
    return m_redo.isEmpty() ? QString() : titleOf(m_redo.last());
}

QString UndoHistory::titleOf(const Step &step)
{
    if (step.size() > 1) {
        return tr("%n change(s) at once", nullptr, static_cast<int>(step.size()));
    }
    const Edit &edit = step.first();
    // Whoever is deactivated may be given a leaving date with it.
    if (edit.to.contains(Wire::Key::isActive)) {
        return edit.to.value(Wire::Key::isActive).toBool()
                   ? tr("activation of %1").arg(edit.name)
                   : tr("deactivation of %1").arg(edit.name);
    }
    switch (edit.kind) {
    case CommandKind::UpdateEmployee:
    case CommandKind::UpdateEvent:
        return tr("change of %1").arg(edit.name);
    case CommandKind::UpdateAttendance:
        return tr("attendance of %1").arg(edit.name);
    case CommandKind::CreateEmployee:
    case CommandKind::CreateEvent:
        return tr("addition of %1").arg(edit.name);
    default: {
        OutboxItem item;
        item.command = edit.kind;
        return Wording::command(item);
    }
    }
}

QString UndoHistory::whyFinal(const Edit &edit)
{
    switch (edit.kind) {
    case CommandKind::CreateEmployee:
    case CommandKind::CreateEvent:
        return tr("The addition of %1 cannot be undone: others may work with it already. "
                  "Deactivate it instead.")
            .arg(edit.name);
    case CommandKind::AnswerEvaluation:
    case CommandKind::GradeEvaluation:
    case CommandKind::CommentEvaluation:
        return tr("What was written or graded in an evaluation cannot be undone: the other side "
                  "may have read it already.");
    default:
        return tr("Registering for an event, confirming and removing an attendance cannot be "
                  "undone. Change it where attendances are listed.");
    }
}

void UndoHistory::undo()
{
    go(m_undo, true);
}

void UndoHistory::redo()
{
    go(m_redo, false);
}

void UndoHistory::go(QList<Step> &from, bool isUndo)
{
    if (m_isGoing || from.isEmpty()) {
        return;
    }
    m_lastTurn = 0; // What comes now is another step.
    if (const Edit &first = from.last().first(); !canGoBack(first)) {
        const QString why = whyFinal(first);
        from.removeLast(); // Told once; the next one goes back behind it.
        Q_EMIT changed();
        Q_EMIT refused(why);
        return;
    }
    m_isGoing = true;
    const auto going = std::make_shared<Going>();
    going->isUndo = isUndo;
    going->step = from.takeLast();
    Q_EMIT changed();
    for (const Edit &edit : std::as_const(going->step)) {
        if (edit.kind == CommandKind::UpdateAttendance) {
            going->events.insert(edit.event);
        }
    }
    going->toRead = going->events.size();
    if (going->toRead == 0) {
        send(going);
        return;
    }
    for (const QUuid &uuid : std::as_const(going->events)) {
        deliver(m_desk.attendances.ofEvent(EventUuid(uuid)), this,
                [this, going](const Result<QList<AttendanceRow>> &rows) {
                    if (rows) {
                        for (const AttendanceRow &row : *rows) {
                            going->attendances.insert(row.attendance.uuid.value(), row.attendance);
                        }
                    } else {
                        going->error = rows.error();
                    }
                    if (--going->toRead == 0) {
                        send(going);
                    }
                });
    }
}

void UndoHistory::send(const std::shared_ptr<Going> &going)
{
    QElapsedTimer time;
    time.start();
    while (!going->error && going->next < going->step.size() &&
           time.elapsed() < SendingMilliseconds) {
        prepare(going, going->step.at(going->next++));
        submitPrepared(going);
    }
    const bool isSent = going->error || going->next >= going->step.size();
    if (!isSent) {
        QTimer::singleShot(0, this, [this, going] { send(going); });
        return;
    }
    going->next = going->step.size();
    if (going->toAnswer == 0) {
        finish(going);
    }
}

void UndoHistory::submitPrepared(const std::shared_ptr<Going> &going)
{
    const Step prepared = std::exchange(going->prepared, {});
    const QList<Command> commands = std::exchange(going->commands, {});
    for (qsizetype i = 0; i < prepared.size(); ++i) {
        ++going->toAnswer;
        deliver(m_sink.submit(commands.at(i)), this,
                [this, going, edit = prepared.at(i)](const Result<CommandUuid> &result) {
                    if (result) {
                        going->moved.append(edit);
                    } else {
                        going->error = result.error();
                    }
                    if (--going->toAnswer == 0 && going->next >= going->step.size()) {
                        finish(going);
                    }
                });
    }
}

void UndoHistory::prepare(const std::shared_ptr<Going> &going, const Edit &edit)
{
    const QJsonObject &expected = going->isUndo ? edit.to : edit.from;
    const QJsonObject &target = going->isUndo ? edit.from : edit.to;
    Edit moved = edit;
    moved.from = {};
    moved.to = {};
    QJsonObject then;
    QJsonObject now;
    // What the record holds already may be what a store shows that has not been read again yet; to
    // put it there once more does no harm.
    const auto choose = [&](const QJsonObject &present) {
        for (auto it = target.begin(); it != target.end(); ++it) {
            const QJsonValue held = present.value(it.key());
            if (held != expected.value(it.key()) && held != it.value()) {
                going->changedSince.append(Wording::field(it.key()));
                continue;
            }
            now.insert(it.key(), expected.value(it.key()));
            then.insert(it.key(), it.value());
            moved.from.insert(it.key(), edit.from.value(it.key()));
            moved.to.insert(it.key(), edit.to.value(it.key()));
        }
        return !then.isEmpty();
    };
    const auto update = [&]<typename Update>(std::type_identity<Update>, const auto &record) {
        if (choose(EditableFields::of(record))) {
            Update command{record, record};
            EditableFields::apply(command.before, now);
            EditableFields::apply(command.after, then);
            going->commands.append(command);
            going->prepared.append(moved);
        }
    };
    const bool isActive = target.value(Wire::Key::isActive).toBool();
    const auto who = person(edit.subject);
    const auto of = event(edit.subject);
    if (edit.kind == CommandKind::UpdateEmployee && who) {
        update(std::type_identity<UpdateEmployee>(), *who);
    } else if (edit.kind == CommandKind::UpdateEvent && of) {
        update(std::type_identity<UpdateEvent>(), *of);
    } else if (edit.kind == CommandKind::SetEmployeeActive && who) {
        going->commands.append(SetEmployeeActive{who->uuid, isActive});
        going->prepared.append(edit);
    } else if (edit.kind == CommandKind::SetEventActive && of) {
        going->commands.append(SetEventActive{of->uuid, isActive});
        going->prepared.append(edit);
    } else if (edit.kind == CommandKind::UpdateAttendance) {
        const auto found = going->attendances.constFind(edit.subject);
        if (found == going->attendances.constEnd()) {
            ++going->missing;
        } else {
            update(std::type_identity<UpdateAttendance>(), *found);
        }
    } else {
        ++going->missing;
    }
}

void UndoHistory::finish(const std::shared_ptr<Going> &going)
{
    m_isGoing = false;
    QList<Step> &source = going->isUndo ? m_undo : m_redo;
    QList<Step> &other = going->isUndo ? m_redo : m_undo;
    QStringList left;
    if (!going->changedSince.isEmpty()) {
        going->changedSince.removeDuplicates();
        left.append(tr("Somebody changed this since, and it stays: %1.")
                        .arg(going->changedSince.join(u", "_qs)));
    }
    if (going->missing > 0) {
        left.append(tr("%n record(s) are not here any more.", nullptr, going->missing));
    }
    if (going->error) {
        left.append(ErrorPresenter::sentence(*going->error));
    }
    const QString title = titleOf(going->step);
    if (!going->moved.isEmpty()) {
        push(other, going->moved);
    } else if (going->error) {
        push(source, going->step); // Nothing happened: to be tried again.
    }
    Q_EMIT changed();
    if (going->moved.isEmpty()) {
        Q_EMIT refused(left.join(u' '));
    } else {
        Q_EMIT done(title, left.join(u' '), going->isUndo);
    }
}

std::optional<Event> UndoHistory::event(const QUuid &uuid) const
{
    const auto events = m_desk.events.events();
    const auto found = std::ranges::find_if(*events, [&uuid](const EventSummary &summary) {
        return summary.event.uuid.value() == uuid;
    });
    return found == events->end() ? std::nullopt : std::optional(found->event);
}

std::optional<Employee> UndoHistory::person(const QUuid &uuid) const
{
    const auto people = m_desk.people.people();
    const qsizetype index = people->indexOf(UserUuid(uuid));
    return index < 0 ? std::nullopt : std::optional(people->at(index));
}

} // namespace EvalTrack
