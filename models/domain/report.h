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
    HeadCount, ///< By department, today; hired within the period.
};

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

/// A finished report: the same rows and totals go to the screen, the chart, paper and files.
struct Report
{
    ReportKind kind = ReportKind::AttendanceByEvent;
    ReportFilter filter;
    QString departmentName; ///< Of the filter; empty: all.
    QString zone; ///< IANA name of the zone whose days were counted where an event has none.
    Timestamp asOf;
    QList<ReportField> fields;
    QList<ReportRow> rows;
    QList<ReportCell> totals; ///< One a field; nothing where a total has no sense.

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
    [[nodiscard]] bool wantsPeople() const { return m_kind == ReportKind::HeadCount; }

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
        QSet<QUuid> events;

        void operator+=(const Group &other);
    };

    [[nodiscard]] bool isInPeriod(const Event &event) const;
    [[nodiscard]] QDate dayOf(const Event &event) const;
    [[nodiscard]] bool isWanted(const std::optional<DepartmentId> &department) const;
    [[nodiscard]] Group &groupOf(const Event &event, const Person &person);
    [[nodiscard]] ReportRow rowOf(const Event &event, const Person &person) const;
    [[nodiscard]] ReportCell cell(const Group &group, qsizetype column) const;

    ReportKind m_kind;
    ReportFilter m_filter;
    Place m_place;
    QList<ReportField> m_fields;
    QHash<QByteArray, Group> m_groups;
};

} // namespace EvalTrack
