// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/report.h"

#include "domain/localday.h"
#include "domain/validation.h"

#include <QThreadPool>
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
    case ReportKind::AnswersByQuestion:
        return {Event, Question, Date, Asked, Answered, Ratings, AverageRating};
    case ReportKind::Answers:
        return {Event, Question, Answer, Date};
    case ReportKind::HeadCount:
        return {Department, ActivePeople, Hired};
    case ReportKind::TurnoverByMonth:
        return {Month, PeopleAtStart, Joined, Left, PeopleAtEnd, TurnoverRate};
    case ReportKind::TurnoverByDepartment:
        return {Department, PeopleAtStart, Joined, Left, PeopleAtEnd, TurnoverRate};
    }
    return {};
}

bool isTurnover(ReportKind kind)
{
    return kind == ReportKind::TurnoverByMonth || kind == ReportKind::TurnoverByDepartment;
}

QDate firstOfMonth(QDate day)
{
    return {day.year(), day.month(), 1};
}

/// What was answered as a number from 1 to 10, in the notation of any of our languages.
std::optional<double> ratingOf(const QString &response)
{
    bool isNumber = false;
    const double value = QString(response).replace(u',', u'.').toDouble(&isNumber);
    return isNumber && value >= Limits::ScoreMin && value <= Limits::ScoreMax ? std::optional(value)
                                                                              : std::nullopt;
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

/// Fewer are taken apart in less time than it takes to ask another thread.
constexpr qsizetype FewRows = 1000;

void takeApart(const QList<ReportRow> *rows)
{
    if (rows->size() <= FewRows) {
        delete rows;
        return;
    }
    QThreadPool::globalInstance()->start([rows] { delete rows; });
}

} // namespace

ReportRows::ReportRows(QList<ReportRow> rows)
    : m_list(new QList<ReportRow>(std::move(rows)), takeApart)
{}

const QList<ReportRow> &ReportRows::list() const
{
    static const QList<ReportRow> none;
    return m_list ? *m_list : none;
}

bool isOfPeople(ReportKind kind)
{
    return kind == ReportKind::HeadCount || isTurnover(kind);
}

ReportFormat formatOf(ReportField field)
{
    switch (field) {
    case ReportField::Event:
    case ReportField::Person:
    case ReportField::NationalId:
    case ReportField::Department:
    case ReportField::Question:
    case ReportField::Answer:
        return ReportFormat::Text;
    case ReportField::Date:
        return ReportFormat::Date;
    case ReportField::Month:
        return ReportFormat::Month;
    case ReportField::AttendanceRate:
    case ReportField::TurnoverRate:
        return ReportFormat::Percent;
    case ReportField::AverageScore:
    case ReportField::AverageRating:
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
    case ReportField::Asked:
    case ReportField::Ratings:
    case ReportField::PeopleAtStart:
    case ReportField::Joined:
    case ReportField::Left:
    case ReportField::PeopleAtEnd:
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
    asked += other.asked;
    ratings += other.ratings;
    // What is not shown of some does not follow from what is shown of all.
    if (other.averaged >= FewestForAverage) {
        averaged += other.averaged;
        ratingSum += other.ratingSum;
    }
    atStart += other.atStart;
    joined += other.joined;
    left += other.left;
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
    return (isAbout || (isAboutAnswers() && !event.questions.isEmpty())) && isInPeriod(event);
}

bool ReportBuilder::isAboutAnswers() const
{
    return m_kind == ReportKind::AnswersByQuestion || m_kind == ReportKind::Answers;
}

bool ReportBuilder::isWanted(const std::optional<DepartmentId> &department) const
{
    return !m_filter.department || department == m_filter.department;
}

ReportBuilder::Group &ReportBuilder::groupOf(const Event &event, const Person &person,
                                             const QByteArray &part)
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
    case ReportKind::AnswersByQuestion:
    case ReportKind::Answers:
        key = event.uuid.value().toRfc4122() + part;
        break;
    case ReportKind::TurnoverByMonth: // Has months instead.
        break;
    case ReportKind::AttendanceByDepartment:
    case ReportKind::ScoresByDepartment:
    case ReportKind::HeadCount:
    case ReportKind::TurnoverByDepartment:
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
    const bool isOfEvent = m_kind == ReportKind::AttendanceByEvent ||
                           m_kind == ReportKind::ScoresByEvent || isAboutAnswers();
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
            row.cells.append(firstOfMonth(dayOf(event)));
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
    if (isAboutAnswers()) {
        addAnswers(event, person, evaluation);
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

void ReportBuilder::addAnswers(const Event &event, const Person &person,
                               const Evaluation &evaluation)
{
    const auto groupAt = [&](const QByteArray &part, const Question &question) -> Group & {
        Group &group = groupOf(event, person, part);
        group.row.cells[m_fields.indexOf(ReportField::Question)] = textOrNothing(question.text);
        return group;
    };
    for (const Question &question : event.questions) {
        const QByteArray part = QByteArray::number(question.id.value());
        const auto answer = std::ranges::find(evaluation.answers, question.id, &Answer::questionId);
        const QString said =
            answer == evaluation.answers.end() ? QString() : answer->response.trimmed();
        if (m_kind == ReportKind::Answers) {
            if (!said.isEmpty()) {
                Group &group = groupAt(part + '/' + person.uuid.value().toRfc4122(), question);
                group.row.cells[m_fields.indexOf(ReportField::Answer)] = said;
            }
            continue;
        }
        Group &group = groupAt(part, question);
        ++group.asked;
        group.answered += said.isEmpty() ? 0 : 1;
        if (const auto rating = ratingOf(said)) {
            ++group.ratings;
            ++group.averaged;
            group.ratingSum += *rating;
        }
    }
}

QDate ReportBuilder::lastDay() const
{
    const auto zone = zoneNamed(m_place.zone);
    return std::min(m_filter.to,
                    EvalTrack::dayOf(m_place.now, zone.value_or(QTimeZone::systemTimeZone())));
}

ReportBuilder::Group &ReportBuilder::monthOf(QDate day)
{
    if (m_months.isEmpty()) {
        const QDate last = lastDay();
        for (QDate month = firstOfMonth(m_filter.from); month <= last; month = month.addMonths(1)) {
            Group group;
            group.row.cells.fill(ReportCell(), m_fields.size());
            group.row.cells.first() = month;
            m_months.append(group);
        }
    }
    const QDate from = m_filter.from;
    return m_months[(day.year() - from.year()) * 12 + day.month() - from.month()];
}

// The leaving date is the last day that somebody is there. Who was hired on an unknown day was
// there before.
void ReportBuilder::addToTurnover(const Employee &person)
{
    if (!isWanted(person.departmentId) || m_filter.from > lastDay()) {
        return;
    }
    if (!person.isActive && !person.leftOn) {
        ++m_leftOut;
        return;
    }
    const auto isCounted = [this](const std::optional<QDate> &day) {
        return day && *day >= m_filter.from && *day <= lastDay();
    };
    const bool isThere = (!person.hireDate || *person.hireDate < m_filter.from) &&
                         (!person.leftOn || *person.leftOn >= m_filter.from);
    const bool isJoining = isCounted(person.hireDate);
    const bool isLeaving = isCounted(person.leftOn);
    if (!isThere && !isJoining && !isLeaving) {
        return;
    }
    const auto count = [&](Group &atStart, Group &joining, Group &leaving) {
        atStart.atStart += isThere ? 1 : 0;
        joining.joined += isJoining ? 1 : 0;
        leaving.left += isLeaving ? 1 : 0;
    };
    count(m_whole, m_whole, m_whole);
    if (m_kind == ReportKind::TurnoverByMonth) {
        count(monthOf(m_filter.from), monthOf(isJoining ? *person.hireDate : m_filter.from),
              monthOf(isLeaving ? *person.leftOn : m_filter.from));
        return;
    }
    Group &group = groupOf({}, {person.uuid, person.departmentId, [&person] {
                                    return person;
                                }});
    count(group, group, group);
}

QList<ReportBuilder::Group> ReportBuilder::months() const
{
    QList<Group> months = m_months;
    for (qsizetype i = 1; i < months.size(); ++i) {
        const Group &before = months.at(i - 1);
        months[i].atStart = before.atStart + before.joined - before.left;
    }
    return months;
}

void ReportBuilder::add(const Employee &person)
{
    if (isTurnover(m_kind)) {
        addToTurnover(person);
        return;
    }
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
    case ReportField::Asked:
        return group.asked;
    case ReportField::Ratings:
        return group.ratings;
    case ReportField::PeopleAtStart:
        return group.atStart;
    case ReportField::Joined:
        return group.joined;
    case ReportField::Left:
        return group.left;
    case ReportField::PeopleAtEnd:
        return group.atEnd();
    case ReportField::TurnoverRate:
        return fraction(group.left * 2, group.atStart + group.atEnd());
    case ReportField::AverageRating:
        return group.averaged < FewestForAverage
                   ? ReportCell()
                   : ReportCell(group.ratingSum / static_cast<double>(group.averaged));
    case ReportField::Event:
    case ReportField::Date:
    case ReportField::Person:
    case ReportField::NationalId:
    case ReportField::Department:
    case ReportField::Month:
    case ReportField::Question:
    case ReportField::Answer:
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
    report.leftOut = m_leftOut;
    QList<ReportRow> rows;
    Group all;
    const QList<Group> groups =
        m_kind == ReportKind::TurnoverByMonth ? months() : m_groups.values();
    for (const Group &group : groups) {
        ReportRow row = group.row;
        for (qsizetype column = 0; column < m_fields.size(); ++column) {
            row.cells[column] = cell(group, column);
        }
        rows.append(row);
        all += group;
    }
    // Whatever order the records came in; the screen sorts as people read.
    std::stable_sort(rows.begin(), rows.end(), [](const ReportRow &a, const ReportRow &b) {
        return std::tie(a.cells, a.subject) < std::tie(b.cells, b.subject);
    });
    report.rows = std::move(rows);
    if (isTurnover(m_kind)) {
        all = m_whole; // Who is there at two starts is not two.
    }
    all.row.cells.fill(ReportCell(), m_fields.size());
    for (qsizetype column = 0; column < m_fields.size(); ++column) {
        report.totals.append(cell(all, column));
    }
    return report;
}

} // namespace EvalTrack
