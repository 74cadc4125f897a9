// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/localreader.h"

#include <QCollator>

#include <algorithm>
#include <vector>

namespace EvalTrack {

LocalReader::LocalReader(EntityTables &entities, const OutboxTable &outbox, CaptureTable &captures)
    : m_entities(entities)
    , m_outbox(outbox)
    , m_captures(captures)
{}

// Events ---------------------------------------------------------------------------------------

Result<void> LocalReader::loadEvents()
{
    m_events.clear();
    const auto events = m_entities.events();
    if (!events) {
        return std::unexpected(events.error());
    }
    for (const Event &event : *events) {
        m_events.insert(event.uuid, event);
    }
    return {};
}

void LocalReader::putEvent(const Event &event)
{
    const auto known = m_events.constFind(event.uuid);
    if (known == m_events.constEnd() || known->revision <= event.revision) {
        m_events.insert(event.uuid, event);
    }
}

void LocalReader::removeEvent(EventUuid uuid)
{
    m_events.remove(uuid);
}

void LocalReader::clearEvents()
{
    m_events.clear();
}

void LocalReader::forgetCounts(EventUuid event)
{
    m_staleCounts.insert(event);
}

void LocalReader::forgetCounts()
{
    m_areCountsKnown = false;
}

void LocalReader::takeCounts(const QList<EntityTables::Count> &counts)
{
    for (const EntityTables::Count &count : counts) {
        if (count.status == AttendanceStatus::Cancelled) {
            continue;
        }
        Counts &known = m_counts[count.event];
        known.registered += count.people;
        known.confirmed += count.status == AttendanceStatus::Confirmed ? count.people : 0;
        known.left += count.left;
    }
}

Result<void> LocalReader::refreshCounts()
{
    if (!m_areCountsKnown) {
        const auto all = m_entities.attendanceCounts();
        if (!all) {
            return std::unexpected(all.error());
        }
        m_counts.clear();
        takeCounts(*all);
        m_staleCounts.clear();
        m_areCountsKnown = true;
        return {};
    }
    for (const EventUuid event : std::as_const(m_staleCounts)) {
        const auto counts = m_entities.attendanceCounts(event);
        if (!counts) {
            return std::unexpected(counts.error());
        }
        m_counts.remove(event);
        takeCounts(*counts);
    }
    m_staleCounts.clear();
    return {};
}

std::optional<Event> LocalReader::serverEvent(EventUuid uuid) const
{
    const auto found = m_events.constFind(uuid);
    return found == m_events.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<Event> LocalReader::event(EventUuid uuid) const
{
    std::optional<Event> event = serverEvent(uuid);
    for (const PendingCommand &pending : m_outbox.about(uuid.value())) {
        layOver(event, pending);
    }
    return event;
}

Result<QList<EventSummary>> LocalReader::eventSummaries()
{
    QHash<EventUuid, EventSummary> summaries;
    for (const Event &event : std::as_const(m_events)) {
        summaries[event.uuid].event = event;
    }
    for (const QUuid &uuid : m_outbox.subjects(CommandSubject::Event)) {
        if (const auto changed = event(EventUuid(uuid))) {
            summaries[changed->uuid].event = *changed;
        }
    }
    if (auto ok = refreshCounts(); !ok) {
        return std::unexpected(ok.error());
    }
    for (EventSummary &summary : summaries) {
        const Counts counts = m_counts.value(summary.event.uuid);
        summary.registered = counts.registered;
        summary.confirmed = counts.confirmed;
        summary.left = counts.left;
    }
    // Where a command of ours is laid over the attendances, they are counted one by one.
    QSet<EventUuid> touched;
    for (const QUuid &uuid : m_outbox.subjects(CommandSubject::Attendance)) {
        const auto changed = m_entities.find(AttendanceUuid(uuid));
        const auto shown = attendance(AttendanceUuid(uuid));
        if (changed && *changed) {
            touched.insert((*changed)->eventUuid);
        } else if (shown && *shown) {
            touched.insert((*shown)->eventUuid);
        }
    }
    for (const EventUuid uuid : std::as_const(touched)) {
        const auto summary = summaries.find(uuid);
        const auto rows =
            summary == summaries.end() ? Result<QList<Attendance>>() : bareAttendancesOf(uuid);
        if (!rows) {
            return std::unexpected(rows.error());
        }
        if (summary == summaries.end()) {
            continue;
        }
        summary->registered = 0;
        summary->confirmed = 0;
        summary->left = 0;
        for (const Attendance &row : *rows) {
            summary->registered += row.status == AttendanceStatus::Cancelled ? 0 : 1;
            summary->confirmed += row.status == AttendanceStatus::Confirmed ? 1 : 0;
            summary->left += row.leftAt ? 1 : 0;
        }
    }
    QList<EventSummary> sorted = summaries.values();
    std::ranges::sort(sorted, [](const EventSummary &a, const EventSummary &b) {
        return a.event.date != b.event.date ? a.event.date < b.event.date
                                            : a.event.uuid < b.event.uuid;
    });
    return sorted;
}

// Departments ----------------------------------------------------------------------------------

Result<void> LocalReader::loadDepartments()
{
    m_departments.clear();
    const auto departments = m_entities.departments();
    if (!departments) {
        return std::unexpected(departments.error());
    }
    for (const Department &department : *departments) {
        m_departments.insert(department.uuid, department);
    }
    return {};
}

void LocalReader::putDepartment(const Department &department)
{
    const auto known = m_departments.constFind(department.uuid);
    if (known == m_departments.constEnd() || known->revision <= department.revision) {
        m_departments.insert(department.uuid, department);
    }
}

void LocalReader::removeDepartment(DepartmentUuid uuid)
{
    m_departments.remove(uuid);
}

void LocalReader::clearDepartments()
{
    m_departments.clear();
}

std::optional<Department> LocalReader::serverDepartment(DepartmentUuid uuid) const
{
    const auto found = m_departments.constFind(uuid);
    return found == m_departments.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<Department> LocalReader::department(DepartmentUuid uuid) const
{
    std::optional<Department> department = serverDepartment(uuid);
    for (const PendingCommand &pending : m_outbox.about(uuid.value())) {
        layOver(department, pending);
    }
    return department;
}

QList<Department> LocalReader::departments() const
{
    QHash<DepartmentUuid, Department> shown = m_departments;
    QHash<DepartmentId, std::optional<DepartmentId>> gone;
    for (const QUuid &uuid : m_outbox.subjects(CommandSubject::Department)) {
        const DepartmentUuid changed(uuid);
        if (const auto mine = department(changed)) {
            shown.insert(changed, *mine);
        } else if (const auto server = serverDepartment(changed)) {
            gone.insert(server->id, server->parentId);
            shown.remove(changed);
        }
    }
    QList<Department> sorted = shown.values();
    for (Department &each : sorted) {
        // What is below one that is taken away comes to where that was.
        while (each.parentId && gone.contains(*each.parentId)) {
            each.parentId = gone.value(*each.parentId);
        }
    }
    std::ranges::sort(sorted, [](const Department &a, const Department &b) {
        const int order = QString::localeAwareCompare(a.name, b.name);
        return order != 0 ? order < 0 : a.uuid < b.uuid;
    });
    return sorted;
}

// A profile carries the name of its department; one that is taken away hands its people on.
void LocalReader::layDepartments(Employee &person)
{
    for (const QUuid &uuid : m_outbox.subjects(CommandSubject::Department)) {
        const auto server = serverDepartment(DepartmentUuid(uuid));
        if (!server || person.departmentId != server->id) {
            continue;
        }
        if (const auto mine = department(server->uuid)) {
            person.department = mine->name;
            continue;
        }
        for (const PendingCommand &pending : m_outbox.about(uuid)) {
            const auto *removal = std::get_if<RemoveDepartment>(&pending.command);
            if (removal == nullptr || !removal->moveTo) {
                continue;
            }
            const auto target = std::ranges::find(m_departments, *removal->moveTo, &Department::id);
            person.departmentId = removal->moveTo;
            person.department =
                target == m_departments.end() ? person.department : std::optional(target->name);
            m_moved.insert(person.uuid);
        }
    }
}

// Single records -------------------------------------------------------------------------------

Result<std::optional<Employee>> LocalReader::person(UserUuid uuid)
{
    auto person = m_entities.find(uuid);
    if (person) {
        for (const PendingCommand &pending : m_outbox.about(uuid.value())) {
            layOver(*person, pending);
        }
        if (*person && (*person)->departmentId) {
            layDepartments(**person);
        }
    }
    return person;
}

Result<std::optional<Attendance>> LocalReader::attendance(AttendanceUuid uuid)
{
    auto attendance = m_entities.find(uuid);
    if (attendance) {
        for (const PendingCommand &pending : m_outbox.about(uuid.value())) {
            layOver(*attendance, pending, m_me);
        }
        if (*attendance && (*attendance)->eventId.isNull()) {
            if (const auto its = event((*attendance)->eventUuid)) {
                (*attendance)->eventId = its->id;
            }
        }
    }
    return attendance;
}

Result<std::optional<Evaluation>> LocalReader::evaluation(EvaluationUuid uuid)
{
    auto evaluation = m_entities.find(uuid);
    if (evaluation && *evaluation) {
        const auto its = event((*evaluation)->eventUuid);
        for (const PendingCommand &pending : m_outbox.about(uuid.value())) {
            layOver(*evaluation, pending, m_me, its);
        }
    }
    return evaluation;
}

// Attendances ----------------------------------------------------------------------------------

QList<AttendanceRow> LocalReader::rowsOf(const QList<Shown> &shown) const
{
    // Of one event there may be a hundred thousand.
    QHash<EventUuid, std::optional<Event>> events;
    QList<AttendanceRow> rows;
    rows.reserve(shown.size());
    for (const Shown &each : shown) {
        AttendanceRow row;
        row.attendance = each.attendance;
        row.isPendingSync = each.isPending;
        const UserUuid person = each.attendance.userUuid;
        const qsizetype index = m_people->indexOf(person);
        if (index >= 0) {
            row.personName = m_people->text(index, PeopleSnapshot::Text::Name);
            row.personEmail = m_people->text(index, PeopleSnapshot::Text::Email);
            row.department = m_people->text(index, PeopleSnapshot::Text::Department);
        } else if (person == m_me.uuid) {
            row.personName = m_me.name;
            row.personEmail = m_me.email;
        }
        auto its = events.constFind(each.attendance.eventUuid);
        if (its == events.constEnd()) {
            its = events.insert(each.attendance.eventUuid, event(each.attendance.eventUuid));
        }
        if (*its) {
            row.eventTitle = (*its)->title;
            row.eventDate = (*its)->date;
            row.eventZone = (*its)->zone;
        }
        rows.append(row);
    }
    return rows;
}

// Who was captured without being registered, as the server will have it.
Attendance LocalReader::walkIn(const CaptureTable::Laid &capture) const
{
    Attendance walkIn;
    const qsizetype index = m_people->indexOf(capture.person);
    walkIn.userId = index >= 0 ? m_people->idAt(index) : UserId();
    // Without the person's number the server's name for it is not known yet.
    walkIn.uuid = walkIn.userId.isNull() ? AttendanceUuid(capture.capture)
                                         : capturedAttendanceUuid(capture.event, walkIn.userId);
    walkIn.eventUuid = capture.event;
    walkIn.userUuid = capture.person;
    walkIn.status = AttendanceStatus::Confirmed;
    walkIn.attendedAt = capture.at;
    walkIn.createdAt = capture.at;
    walkIn.updatedAt = capture.at;
    return walkIn;
}

std::optional<LocalReader::Shown> LocalReader::shownWalkIn(const CaptureTable::Laid &capture) const
{
    std::optional<Attendance> attendance = walkIn(capture);
    const QUuid uuid = attendance->uuid.value();
    for (const PendingCommand &pending : m_outbox.about(uuid)) {
        if (pending.createdAt >= capture.at) {
            layOver(attendance, pending, m_me);
        }
    }
    return attendance ? std::optional(
                            Shown{*attendance, !capture.isAcknowledged || m_outbox.isWaiting(uuid)})
                      : std::nullopt;
}

// Whether somebody here changed the attendance after that capture: the later word counts, as it
// does on the server.
bool LocalReader::isOverruled(AttendanceUuid uuid, Timestamp capturedAt) const
{
    return std::ranges::any_of(
        m_outbox.about(uuid.value()), [capturedAt](const PendingCommand &pending) {
            const auto *update = std::get_if<UpdateAttendance>(&pending.command);
            return update != nullptr && pending.createdAt >= capturedAt &&
                   update->after.status != update->before.status;
        });
}

Result<bool> LocalReader::isToBeCaptured(AttendanceUuid uuid) const
{
    const auto captures = m_captures.ofKnownPeople();
    if (!captures) {
        return std::unexpected(captures.error());
    }
    return std::ranges::any_of(*captures, [&](const CaptureTable::Laid &capture) {
        return uuid.value() == capture.capture || walkIn(capture).uuid == uuid;
    });
}

Result<QList<LocalReader::Shown>>
LocalReader::laidOver(QList<Attendance> attendances, const QList<CaptureTable::Laid> &captures,
                      const std::function<bool(const Attendance &)> &belongs)
{
    const QSet<QUuid> changed = m_outbox.subjects(CommandSubject::Attendance);
    if (!changed.isEmpty()) {
        attendances.removeIf([&changed](const Attendance &attendance) {
            return changed.contains(attendance.uuid.value());
        });
        for (const QUuid &uuid : changed) {
            const auto mine = attendance(AttendanceUuid(uuid));
            if (!mine) {
                return std::unexpected(mine.error());
            }
            if (*mine && belongs(**mine)) {
                attendances.append(**mine);
            }
        }
    }
    using Pair = std::pair<EventUuid, UserUuid>;
    QHash<Pair, qsizetype> byPair;
    QList<Shown> shown;
    shown.reserve(attendances.size());
    for (const Attendance &attendance : std::as_const(attendances)) {
        if (!captures.isEmpty()) {
            byPair.insert({attendance.eventUuid, attendance.userUuid}, shown.size());
        }
        const QUuid uuid = attendance.uuid.value();
        shown.append({attendance, changed.contains(uuid) && m_outbox.isWaiting(uuid)});
    }
    for (const CaptureTable::Laid &capture : captures) {
        const auto known = byPair.constFind({capture.event, capture.person});
        if (capture.isLeaving) {
            if (known != byPair.constEnd()) {
                layDeparture(shown[*known], capture);
            }
            continue;
        }
        if (known == byPair.constEnd()) {
            if (const auto walkIn = shownWalkIn(capture)) {
                byPair.insert({capture.event, capture.person}, shown.size());
                shown.append(*walkIn);
            }
            continue;
        }
        Shown &each = shown[*known];
        if (each.attendance.status != AttendanceStatus::Confirmed &&
            !isOverruled(each.attendance.uuid, capture.at)) {
            each.attendance.status = AttendanceStatus::Confirmed;
            each.attendance.attendedAt = capture.at;
            each.isPending = each.isPending || !capture.isAcknowledged;
        } else if (each.attendance.leftAt && capture.at > *each.attendance.leftAt) {
            each.attendance.leftAt.reset();
            each.isPending = each.isPending || !capture.isAcknowledged;
        }
    }
    return shown;
}

// As derivePresence() of the server will say, once it has the captures.
void LocalReader::layDeparture(Shown &shown, const CaptureTable::Laid &capture)
{
    Attendance &attendance = shown.attendance;
    const bool isLast = !attendance.leftAt || capture.at > *attendance.leftAt;
    if (attendance.status == AttendanceStatus::Confirmed && attendance.attendedAt && isLast &&
        capture.at >= *attendance.attendedAt) {
        attendance.leftAt = capture.at;
        shown.isPending = shown.isPending || !capture.isAcknowledged;
    }
}

Result<QList<LocalReader::Shown>> LocalReader::shownOf(EventUuid event)
{
    const auto attendances = m_entities.attendancesOf(event);
    const auto captures = m_captures.ofEvent(event);
    if (!attendances || !captures) {
        return std::unexpected(!attendances ? attendances.error() : captures.error());
    }
    return laidOver(*attendances, *captures, [event](const Attendance &attendance) {
        return attendance.eventUuid == event;
    });
}

Result<QList<Attendance>> LocalReader::bareAttendancesOf(EventUuid event)
{
    const auto shown = shownOf(event);
    if (!shown) {
        return std::unexpected(shown.error());
    }
    QList<Attendance> attendances;
    attendances.reserve(shown->size());
    for (const Shown &each : *shown) {
        attendances.append(each.attendance);
    }
    return attendances;
}

Result<QList<AttendanceRow>> LocalReader::attendancesOf(EventUuid event)
{
    const auto shown = shownOf(event);
    if (!shown) {
        return std::unexpected(shown.error());
    }
    const QList<AttendanceRow> rows = rowsOf(*shown);
    // Comparing by the rules of a language costs more than anything else here: once a name, not
    // once a comparison.
    const QCollator collator;
    std::vector<std::pair<QCollatorSortKey, qsizetype>> order;
    order.reserve(static_cast<size_t>(rows.size()));
    for (qsizetype i = 0; i < rows.size(); ++i) {
        order.emplace_back(collator.sortKey(rows.at(i).personName), i);
    }
    std::ranges::stable_sort(
        order, [](const auto &a, const auto &b) { return a.first.compare(b.first) < 0; });
    QList<AttendanceRow> sorted;
    sorted.reserve(rows.size());
    for (const auto &[key, index] : order) {
        sorted.append(rows.at(index));
    }
    return sorted;
}

Result<QList<AttendanceRow>> LocalReader::attendancesOf(UserUuid person)
{
    const auto attendances = m_entities.attendancesOf(person);
    const auto captures = m_captures.ofPerson(person);
    if (!attendances || !captures) {
        return std::unexpected(!attendances ? attendances.error() : captures.error());
    }
    const auto shown = laidOver(*attendances, *captures, [person](const Attendance &attendance) {
        return attendance.userUuid == person;
    });
    if (!shown) {
        return std::unexpected(shown.error());
    }
    QList<AttendanceRow> rows = rowsOf(*shown);
    std::ranges::stable_sort(rows, [](const AttendanceRow &a, const AttendanceRow &b) {
        return a.eventDate > b.eventDate;
    });
    return rows;
}

// Evaluations ----------------------------------------------------------------------------------

EvaluationRow LocalReader::rowOf(const Evaluation &evaluation) const
{
    EvaluationRow row;
    row.evaluation = evaluation;
    row.isPendingSync = m_outbox.isWaiting(evaluation.uuid.value());
    const qsizetype index = m_people->indexOf(evaluation.userUuid);
    if (index >= 0) {
        row.personName = m_people->text(index, PeopleSnapshot::Text::Name);
        row.department = m_people->text(index, PeopleSnapshot::Text::Department);
    } else if (evaluation.userUuid == m_me.uuid) {
        row.personName = m_me.name;
    }
    if (const auto its = event(evaluation.eventUuid)) {
        row.eventTitle = its->title;
        row.eventDate = its->date;
        row.eventZone = its->zone;
        row.questions = its->questions;
    }
    return row;
}

Result<QList<EvaluationRow>> LocalReader::evaluations(const EvaluationFilter &filter)
{
    auto evaluations = m_entities.evaluations(filter);
    if (!evaluations) {
        return std::unexpected(evaluations.error());
    }
    const QSet<QUuid> changed = m_outbox.subjects(CommandSubject::Evaluation);
    evaluations->removeIf([&changed](const Evaluation &evaluation) {
        return changed.contains(evaluation.uuid.value());
    });
    for (const QUuid &uuid : changed) {
        const auto mine = evaluation(EvaluationUuid(uuid));
        if (!mine) {
            return std::unexpected(mine.error());
        }
        if (*mine) {
            evaluations->append(**mine);
        }
    }
    QList<EvaluationRow> rows;
    for (const Evaluation &evaluation : std::as_const(*evaluations)) {
        const bool isWanted = (!filter.status || evaluation.status == *filter.status) &&
                              (!filter.event || evaluation.eventUuid == *filter.event) &&
                              (!filter.person || evaluation.userUuid == *filter.person);
        if (isWanted) {
            rows.append(rowOf(evaluation));
        }
    }
    std::ranges::stable_sort(rows, [](const EvaluationRow &a, const EvaluationRow &b) {
        return a.evaluation.createdAt > b.evaluation.createdAt;
    });
    return rows;
}

Result<EvaluationRow> LocalReader::evaluationRow(EvaluationUuid uuid)
{
    const auto found = evaluation(uuid);
    if (!found) {
        return std::unexpected(found.error());
    }
    if (!*found) {
        return failure(ErrorCode::NotFound);
    }
    return rowOf(**found);
}

} // namespace EvalTrack
