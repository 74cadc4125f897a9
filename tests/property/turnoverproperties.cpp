// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever comes and goes, and whenever: the turnover report adds up.
#include "domain/report.h"
#include "property/generators.h"

#include <gtest/gtest.h>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

const QDate FirstDay(2025, 1, 1);
constexpr Timestamp Now{std::chrono::milliseconds{1'796'000'000'000}}; // 30 November 2026

Employee anybody(int number)
{
    Employee person;
    person.uuid = UserUuid(QUuid(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, static_cast<uchar>(number)));
    if (const int department = *rc::gen::inRange(0, 4); department > 0) {
        person.departmentId = DepartmentId(department);
        person.department = QString::number(department);
    }
    if (*rc::gen::inRange(0, 5) > 0) {
        person.hireDate = FirstDay.addDays(*rc::gen::inRange(-400, 800));
    }
    if (*rc::gen::inRange(0, 2) > 0) {
        person.leftOn = person.hireDate.value_or(FirstDay).addDays(*rc::gen::inRange(0, 700));
    }
    person.isActive = *rc::gen::inRange(0, 3) > 0;
    return person;
}

Report reportOf(ReportKind kind, const ReportFilter &filter, const QList<Employee> &people)
{
    ReportBuilder builder(kind, filter, {Now, QStringLiteral("UTC")});
    for (const Employee &person : people) {
        builder.add(person);
    }
    return builder.build({});
}

qint64 count(const QList<ReportCell> &cells, int column)
{
    const auto *number = std::get_if<qint64>(&cells.at(column));
    return number ? *number : -1;
}

enum Column { Start = 1, Joined, Left, End };

} // namespace

RC_GTEST_PROP(TurnoverProperties, ItAddsUpByMonthAndByDepartment, ())
{
    QList<Employee> people;
    for (int i = *rc::gen::inRange(0, 40); i > 0; --i) {
        people.append(anybody(i));
    }
    ReportFilter filter;
    filter.from = FirstDay.addDays(*rc::gen::inRange(0, 690));
    filter.to = filter.from.addDays(*rc::gen::inRange(0, 500));
    const Report months = reportOf(ReportKind::TurnoverByMonth, filter, people);
    const Report departments = reportOf(ReportKind::TurnoverByDepartment, filter, shuffled(people));

    RC_ASSERT(months.totals.mid(1) == departments.totals.mid(1));
    RC_ASSERT(months.leftOut == departments.leftOut);
    for (const Report &report : {months, departments}) {
        QList<qint64> sums{0, 0, 0, 0, 0};
        for (const ReportRow &row : report.rows) {
            RC_ASSERT(count(row.cells, Start) + count(row.cells, Joined) - count(row.cells, Left) ==
                      count(row.cells, End));
            for (const int column : {Start, Joined, Left, End}) {
                RC_ASSERT(count(row.cells, column) >= 0);
                sums[column] += count(row.cells, column);
            }
        }
        RC_ASSERT(sums.at(Joined) == count(report.totals, Joined));
        RC_ASSERT(sums.at(Left) == count(report.totals, Left));
    }
    for (qsizetype i = 1; i < months.rows.size(); ++i) {
        RC_ASSERT(count(months.rows.at(i).cells, Start) == count(months.rows.at(i - 1).cells, End));
    }
    if (!months.rows.isEmpty()) {
        RC_ASSERT(count(months.rows.first().cells, Start) == count(months.totals, Start));
        RC_ASSERT(count(months.rows.last().cells, End) == count(months.totals, End));
    }
}

// Each month is the report of that month alone.
RC_GTEST_PROP(TurnoverProperties, AMonthIsAsIfItWereAskedForAlone, ())
{
    QList<Employee> people;
    for (int i = *rc::gen::inRange(1, 25); i > 0; --i) {
        people.append(anybody(i));
    }
    const ReportFilter year{QDate(2026, 1, 1), QDate(2026, 12, 31), {}};
    const Report months = reportOf(ReportKind::TurnoverByMonth, year, people);
    for (const ReportRow &row : months.rows) {
        const QDate month = std::get<QDate>(row.cells.first());
        const Report alone = reportOf(ReportKind::TurnoverByMonth,
                                      {month, month.addMonths(1).addDays(-1), {}}, people);
        RC_ASSERT(alone.totals.mid(1) == row.cells.mid(1));
    }
}
