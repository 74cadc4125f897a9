// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/report.h"

#include "domain/localday.h"

#include <QTimeZone>

#include <algorithm>

namespace EvalTrack {

namespace {

QList<ReportField> fieldsOf(ReportKind kind)
{
    using enum ReportField;
    switch (kind) {
    case ReportKind::AttendanceByEvent:
        return {Event, Date, Registered, Came, Absent, AttendanceRate};
    case ReportKind::AttendanceByPerson:
        return {Person, NationalId, Department, Registered, Came, Absent, AttendanceRate};
    case ReportKind::AttendanceByDepartment:
        return {Department, Registered, Came, Absent, AttendanceRate};
    case ReportKind::AttendanceByMonth:
        return {Month, Events, Registered, Came, Absent, AttendanceRate};
    case ReportKind::Absences:
        return {Person, NationalId, Department, Event, Date};
    case ReportKind::ScoresByEvent:
        return {Event, Date, Evaluations, Answered, Graded, AverageScore};
    case ReportKind::ScoresByDepartment:
        return {Department, Evaluations, Answered, Graded, AverageScore};
    case ReportKind::HeadCount:
        return {Department, ActivePeople, Hired};
    }
    return {};
}

ReportCell textOrNothing(const std::optional<QString> &text)
{
    return text && !text->isEmpty() ? ReportCell(*text) : ReportCell();
}

ReportCell fraction(qint64 part, qint64 whole)
{
    return whole > 0 ? ReportCell(static_cast<double>(part) / static_cast<double>(whole))
                     : ReportCell();
}

} // namespace

ReportFormat formatOf(ReportField field)
{
    switch (field) {
    case ReportField::Event:
    case ReportField::Person:
    case ReportField::NationalId:
    case ReportField::Department:
        return ReportFormat::Text;
    case ReportField::Date:
        return ReportFormat::Date;
    case ReportField::Month:
        return ReportFormat::Month;
    case ReportField::AttendanceRate:
        return ReportFormat::Percent;
    case ReportField::AverageScore:
        return ReportFormat::Score;
    case ReportField::Events:
    case ReportField::Registered:
    case ReportField::Came:
    case ReportField::Absent:
    case ReportField::Evaluations:
    case ReportField::Answered:
    case ReportField::Graded:
    case ReportField::ActivePeople:
    case ReportField::Hired:
        return ReportFormat::Count;
    }
    return ReportFormat::Text;
}

void ReportBuilder::Group::operator+=(const Group &other)
{
    registered += other.registered;
    came += other.came;
    evaluations += other.evaluations;
    answered += other.answered;
    graded += other.graded;
    scores += other.scores;
    people += other.people;
    hired += other.hired;
    events += other.events;
}

ReportBuilder::ReportBuilder(ReportKind kind, ReportFilter filter, Place place)
    : m_kind(kind)
    , m_filter(std::move(filter))
    , m_place(std::move(place))
    , m_fields(fieldsOf(kind))
{}

QDate ReportBuilder::dayOf(const Event &event) const
{
    const auto zone = zoneNamed(event.zone.value_or(m_place.zone));
    return EvalTrack::dayOf(event.date, zone.value_or(QTimeZone::systemTimeZone()));
}

bool ReportBuilder::isInPeriod(const Event &event) const
{
    const QDate day = dayOf(event);
    return day >= m_filter.from && day <= m_filter.to;
}

bool ReportBuilder::wantsAttendancesOf(const Event &event) const
{
    const bool isAbout = m_kind == ReportKind::AttendanceByEvent ||
                         m_kind == ReportKind::AttendanceByPerson ||
                         m_kind == ReportKind::AttendanceByDepartment ||
                         m_kind == ReportKind::AttendanceByMonth || m_kind == ReportKind::Absences;
    return isAbout && event.isActive && event.end() <= m_place.now && isInPeriod(event);
}

bool ReportBuilder::wantsEvaluationsOf(const Event &event) const
{
    const bool isAbout =
        m_kind == ReportKind::ScoresByEvent || m_kind == ReportKind::ScoresByDepartment;
    return isAbout && isInPeriod(event);
}

bool ReportBuilder::isWanted(const std::optional<DepartmentId> &department) const
{
    return !m_filter.department || department == m_filter.department;
}

ReportBuilder::Group &ReportBuilder::groupOf(const Event &event, const Person &person)
{
    QByteArray key;
    switch (m_kind) {
    case ReportKind::AttendanceByEvent:
    case ReportKind::ScoresByEvent:
        key = event.uuid.value().toRfc4122();
        break;
    case ReportKind::AttendanceByPerson:
        key = person.uuid.value().toRfc4122();
        break;
    case ReportKind::AttendanceByMonth:
        key = dayOf(event).toString(QStringLiteral("yyyy-MM")).toLatin1();
        break;
    case ReportKind::Absences:
        key = event.uuid.value().toRfc4122() + person.uuid.value().toRfc4122();
        break;
    case ReportKind::AttendanceByDepartment:
    case ReportKind::ScoresByDepartment:
    case ReportKind::HeadCount:
        key = QByteArray::number(person.department.value_or(DepartmentId()).value());
        break;
    }
    const auto known = m_groups.find(key);
    if (known != m_groups.end()) {
        return *known;
    }
    Group &group = m_groups[key];
    group.row = rowOf(event, person);
    return group;
}

ReportRow ReportBuilder::rowOf(const Event &event, const Person &person) const
{
    const bool isOfPerson =
        m_kind == ReportKind::AttendanceByPerson || m_kind == ReportKind::Absences;
    const bool isOfEvent =
        m_kind == ReportKind::AttendanceByEvent || m_kind == ReportKind::ScoresByEvent;
    const Employee whole = person.whole();
    ReportRow row;
    row.subject = isOfPerson ? person.uuid.value() : isOfEvent ? event.uuid.value() : QUuid();
    for (const ReportField field : m_fields) {
        switch (field) {
        case ReportField::Event:
            row.cells.append(textOrNothing(event.title));
            break;
        case ReportField::Date:
            row.cells.append(dayOf(event));
            break;
        case ReportField::Person:
            row.cells.append(textOrNothing(whole.name));
            break;
        case ReportField::NationalId:
            row.cells.append(textOrNothing(whole.nationalId));
            break;
        case ReportField::Department:
            row.cells.append(textOrNothing(whole.department));
            break;
        case ReportField::Month:
            row.cells.append(QDate(dayOf(event).year(), dayOf(event).month(), 1));
            break;
        default: // Counted.
            row.cells.append(ReportCell());
            break;
        }
    }
    return row;
}

void ReportBuilder::add(const Event &event, const Person &person, const Attendance &attendance)
{
    if (attendance.status == AttendanceStatus::Cancelled || !isWanted(person.department)) {
        return;
    }
    const bool isThere = attendance.status == AttendanceStatus::Confirmed;
    if (m_kind == ReportKind::Absences && isThere) {
        return;
    }
    Group &group = groupOf(event, person);
    ++group.registered;
    group.came += isThere ? 1 : 0;
    if (m_kind == ReportKind::AttendanceByMonth) {
        group.events.insert(event.uuid.value());
    }
}

void ReportBuilder::add(const Event &event, const Person &person, const Evaluation &evaluation)
{
    if (!isWanted(person.department)) {
        return;
    }
    Group &group = groupOf(event, person);
    ++group.evaluations;
    group.answered += evaluation.status == EvaluationStatus::Pending ? 0 : 1;
    if (evaluation.status == EvaluationStatus::Graded && evaluation.score) {
        ++group.graded;
        group.scores += *evaluation.score;
    }
}

void ReportBuilder::add(const Employee &person)
{
    if (!person.isActive || !isWanted(person.departmentId)) {
        return;
    }
    Group &group = groupOf({}, {person.uuid, person.departmentId, [&person] {
                                    return person;
                                }});
    ++group.people;
    const bool isNew =
        person.hireDate && *person.hireDate >= m_filter.from && *person.hireDate <= m_filter.to;
    group.hired += isNew ? 1 : 0;
}

ReportCell ReportBuilder::cell(const Group &group, qsizetype column) const
{
    switch (m_fields.at(column)) {
    case ReportField::Events:
        return qint64{group.events.size()};
    case ReportField::Registered:
        return group.registered;
    case ReportField::Came:
        return group.came;
    case ReportField::Absent:
        return group.registered - group.came;
    case ReportField::AttendanceRate:
        return fraction(group.came, group.registered);
    case ReportField::Evaluations:
        return group.evaluations;
    case ReportField::Answered:
        return group.answered;
    case ReportField::Graded:
        return group.graded;
    case ReportField::AverageScore:
        return fraction(group.scores, group.graded);
    case ReportField::ActivePeople:
        return group.people;
    case ReportField::Hired:
        return group.hired;
    case ReportField::Event:
    case ReportField::Date:
    case ReportField::Person:
    case ReportField::NationalId:
    case ReportField::Department:
    case ReportField::Month:
        break;
    }
    return group.row.cells.value(column);
}

Report ReportBuilder::build(const QString &departmentName) const
{
    Report report;
    report.kind = m_kind;
    report.filter = m_filter;
    report.departmentName = departmentName;
    report.zone = m_place.zone;
    report.asOf = m_place.now;
    report.fields = m_fields;
    Group all;
    for (const Group &group : m_groups) {
        ReportRow row = group.row;
        for (qsizetype column = 0; column < m_fields.size(); ++column) {
            row.cells[column] = cell(group, column);
        }
        report.rows.append(row);
        all += group;
    }
    // Whatever order the records came in; the screen sorts as people read.
    std::stable_sort(report.rows.begin(), report.rows.end(),
                     [](const ReportRow &a, const ReportRow &b) {
                         return std::tie(a.cells, a.subject) < std::tie(b.cells, b.subject);
                     });
    all.row.cells.fill(ReportCell(), m_fields.size());
    for (qsizetype column = 0; column < m_fields.size(); ++column) {
        report.totals.append(cell(all, column));
    }
    return report;
}

} // namespace EvalTrack
