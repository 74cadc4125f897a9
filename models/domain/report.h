// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance.h"
#include "domain/employee.h"
#include "domain/evaluation.h"
#include "domain/event.h"

#include <QDate>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QUuid>

#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace EvalTrack {

/// What a report is about. Attendance is that of active events that are over, as the dashboard
/// counts it: who is registered and did not come was absent. Evaluations count whatever became of
/// the event, as they do there.
enum class ReportKind {
    AttendanceByEvent,
    AttendanceByPerson,
    AttendanceByDepartment,
    AttendanceByMonth,
    Absences, ///< Who did not come to what.
    ScoresByEvent,
    ScoresByDepartment,
    AnswersByQuestion, ///< How many answered what; what is a number from 1 to 10 is averaged.
    Answers,           ///< What was answered, without names.
    HeadCount,         ///< By department, today; hired within the period.
    TurnoverByMonth,   ///< Who joined and left, of how many; days ahead are not counted.
    TurnoverByDepartment,
};

/// Whether it is made of profiles and of no events.
[[nodiscard]] bool isOfPeople(ReportKind kind);

/// An average of fewer says what each of them said.
constexpr int FewestForAverage = 4;

/// What a column of a report says. The words are the screen's.
enum class ReportField {
    Event,
    Date,
    Person,
    NationalId,
    Department,
    Month,
    Events,
    Registered,
    Came,
    Absent,
    AttendanceRate,
    Evaluations,
    Answered,
    Graded,
    AverageScore,
    ActivePeople,
    Hired,
    Question,
    Answer,
    Asked, ///< Of how many people.
    Ratings,
    AverageRating, ///< Nothing for fewer than FewestForAverage.
    PeopleAtStart, ///< When the first day begins.
    Joined,
    Left,         ///< The leaving date is in the period.
    PeopleAtEnd,  ///< When the last day is over: those of the start, with who joined, without who
                  ///< left.
    TurnoverRate, ///< Who left, of the mean of start and end.
};

enum class ReportFormat { Text, Date, Month, Count, Percent, Score };
[[nodiscard]] ReportFormat formatOf(ReportField field);

struct ReportFilter
{
    QDate from; ///< Days at the place of an event, both included.
    QDate to;
    std::optional<DepartmentId> department;

    bool operator==(const ReportFilter &) const = default;
};

/// Text, a day (of a month: its first), a number, or nothing. Percentages are fractions of one.
using ReportCell = std::variant<std::monostate, QString, QDate, qint64, double>;

struct ReportRow
{
    QList<ReportCell> cells; ///< One a field.
    QUuid subject;           ///< Of the event or person that it is of; null for others.

    bool operator==(const ReportRow &) const = default;
};

/// The rows of a finished report: shared by all that have the report, and never changed. Whoever
/// lets go of the last of many, a window too, does not wait: they are taken apart in a thread of
/// the pool, for the cells of a hundred thousand rows take longer than a window may stand still.
class ReportRows
{
public:
    using const_iterator = QList<ReportRow>::const_iterator;

    ReportRows() = default;
    ReportRows(QList<ReportRow> rows);

    [[nodiscard]] const QList<ReportRow> &list() const;
    [[nodiscard]] qsizetype size() const { return list().size(); }
    [[nodiscard]] bool isEmpty() const { return list().isEmpty(); }
    [[nodiscard]] const ReportRow &at(qsizetype row) const { return list().at(row); }
    [[nodiscard]] const ReportRow &first() const { return list().first(); }
    [[nodiscard]] const ReportRow &last() const { return list().last(); }
    [[nodiscard]] const_iterator begin() const { return list().cbegin(); }
    [[nodiscard]] const_iterator end() const { return list().cend(); }

    bool operator==(const ReportRows &other) const { return list() == other.list(); }

private:
    std::shared_ptr<const QList<ReportRow>> m_list;
};

/// A finished report: the same rows and totals go to the screen, the chart, paper and files.
struct Report
{
    ReportKind kind = ReportKind::AttendanceByEvent;
    ReportFilter filter;
    QString departmentName; ///< Of the filter; empty: all.
    QString zone; ///< IANA name of the zone whose days were counted where an event has none.
    Timestamp asOf;
    QList<ReportField> fields;
    ReportRows rows;
    QList<ReportCell> totals; ///< One a field; nothing where a total has no sense.
    qint64 leftOut = 0;       ///< Inactive people of whom nobody said when they left.

    bool operator==(const Report &) const = default;
};

/// Builds a report out of the records that are added to it, in any order. A pure value: it reads
/// nothing. Not thread-safe; used where the records are read.
class ReportBuilder
{
public:
    struct Place
    {
        Timestamp now;
        QString zone; ///< IANA name of this computer's.
    };
    ReportBuilder(ReportKind kind, ReportFilter filter, Place place);

    /// Whether attendances, or evaluations, of this event belong to the report.
    [[nodiscard]] bool wantsAttendancesOf(const Event &event) const;
    [[nodiscard]] bool wantsEvaluationsOf(const Event &event) const;
    [[nodiscard]] bool wantsPeople() const { return isOfPeople(m_kind); }

    /// As much of somebody as is read for each record; the whole only where a row begins.
    struct Person
    {
        UserUuid uuid;
        std::optional<DepartmentId> department;
        std::function<Employee()> whole;
    };
    void add(const Event &event, const Person &person, const Attendance &attendance);
    void add(const Event &event, const Person &person, const Evaluation &evaluation);
    void add(const Employee &person);

    [[nodiscard]] Report build(const QString &departmentName) const;

private:
    struct Group
    {
        ReportRow row; ///< Its texts and days; the rest is counted.
        qint64 registered = 0;
        qint64 came = 0;
        qint64 evaluations = 0;
        qint64 answered = 0;
        qint64 graded = 0;
        qint64 scores = 0; ///< Sum.
        qint64 people = 0;
        qint64 hired = 0;
        qint64 asked = 0;
        qint64 ratings = 0;
        qint64 averaged = 0; ///< Ratings that the average is of.
        double ratingSum = 0;
        qint64 atStart = 0;
        qint64 joined = 0;
        qint64 left = 0;
        QSet<QUuid> events;

        [[nodiscard]] qint64 atEnd() const { return atStart + joined - left; }
        void operator+=(const Group &other);
    };

    [[nodiscard]] bool isInPeriod(const Event &event) const;
    [[nodiscard]] QDate dayOf(const Event &event) const;
    [[nodiscard]] bool isWanted(const std::optional<DepartmentId> &department) const;
    [[nodiscard]] Group &groupOf(const Event &event, const Person &person,
                                 const QByteArray &part = {});
    [[nodiscard]] ReportRow rowOf(const Event &event, const Person &person) const;
    [[nodiscard]] bool isAboutAnswers() const;
    void addAnswers(const Event &event, const Person &person, const Evaluation &evaluation);
    void addToTurnover(const Employee &person);
    [[nodiscard]] Group &monthOf(QDate day);
    /// The last day that is counted: none that is still to come.
    [[nodiscard]] QDate lastDay() const;
    /// The months in their order, each beginning with who was there when the one before ended.
    [[nodiscard]] QList<Group> months() const;
    [[nodiscard]] ReportCell cell(const Group &group, qsizetype column) const;

    ReportKind m_kind;
    ReportFilter m_filter;
    Place m_place;
    QList<ReportField> m_fields;
    QHash<QByteArray, Group> m_groups;
    QList<Group> m_months; ///< Of the period, for a turnover by month.
    Group m_whole;         ///< Of the whole period, for a turnover.
    qint64 m_leftOut = 0;
};

} // namespace EvalTrack
