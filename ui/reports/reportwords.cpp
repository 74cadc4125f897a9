// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/reportwords.h"

#include "base/overloaded.h"
#include "common/formats.h"

#include <limits>

namespace EvalTrack {

namespace {

constexpr qsizetype MostBars = 16;

} // namespace

QString ReportWords::title(ReportKind kind)
{
    switch (kind) {
    case ReportKind::AttendanceByEvent:
        return tr("Attendance by event");
    case ReportKind::AttendanceByPerson:
        return tr("Attendance by person");
    case ReportKind::AttendanceByDepartment:
        return tr("Attendance by department");
    case ReportKind::AttendanceByMonth:
        return tr("Attendance by month");
    case ReportKind::Absences:
        return tr("Absences");
    case ReportKind::ScoresByEvent:
        return tr("Evaluations by event");
    case ReportKind::ScoresByDepartment:
        return tr("Evaluations by department");
    case ReportKind::HeadCount:
        return tr("Head count by department");
    }
    return {};
}

QString ReportWords::heading(ReportField field)
{
    switch (field) {
    case ReportField::Event:
        return tr("Event");
    case ReportField::Date:
        return tr("Date");
    case ReportField::Person:
        return tr("Person");
    case ReportField::NationalId:
        return tr("National ID");
    case ReportField::Department:
        return tr("Department");
    case ReportField::Month:
        return tr("Month");
    case ReportField::Events:
        return tr("Events");
    case ReportField::Registered:
        return tr("Registered");
    case ReportField::Came:
        return tr("Came");
    case ReportField::Absent:
        return tr("Absent");
    case ReportField::AttendanceRate:
        return tr("Attendance");
    case ReportField::Evaluations:
        return tr("Evaluations");
    case ReportField::Answered:
        return tr("Answered");
    case ReportField::Graded:
        return tr("Graded");
    case ReportField::AverageScore:
        return tr("Average score");
    case ReportField::ActivePeople:
        return tr("Active people");
    case ReportField::Hired:
        return tr("Hired in the period");
    }
    return {};
}

QString ReportWords::cell(const ReportCell &cell, ReportFormat format)
{
    return std::visit(Overloaded{[](std::monostate) { return QString(); },
                                 [](const QString &text) { return text; },
                                 [format](QDate day) {
                                     return format == ReportFormat::Month
                                                ? Formats::month(day.toString(u"yyyy-MM"_qs))
                                                : Formats::date(day);
                                 },
                                 [](qint64 number) { return Formats::number(number); },
                                 [format](double value) {
                                     return format == ReportFormat::Percent
                                                ? Formats::percent(value)
                                                : Formats::decimal(value);
                                 }},
                      cell);
}

QString ReportWords::totals()
{
    return tr("Total");
}

QStringList ReportWords::stamp(const Report &report)
{
    const bool isOfScores =
        report.kind == ReportKind::ScoresByEvent || report.kind == ReportKind::ScoresByDepartment;
    const QString period =
        tr("%1 to %2").arg(Formats::date(report.filter.from), Formats::date(report.filter.to));
    return {
        report.kind == ReportKind::HeadCount
            ? tr("Active people as of today; hired: %1").arg(period)
        : isOfScores ? tr("Evaluations of the events of %1 that you can see").arg(period)
                     : tr("Events of %1 that are over").arg(period),
        report.departmentName.isEmpty() ? tr("All departments")
                                        : tr("Department: %1").arg(report.departmentName),
        tr("As of %1, time zone %2").arg(Formats::dateTime(report.asOf), report.zone),
        tr("%n row(s)", nullptr, static_cast<int>(report.rows.size()))
            .replace(QString::number(report.rows.size()), Formats::number(report.rows.size())),
    };
}

ReportDocument ReportWords::document(const Report &report)
{
    ReportDocument document;
    document.title = title(report.kind);
    document.stamp = stamp(report);
    for (const ReportField field : report.fields) {
        document.headings.append(heading(field));
        document.formats.append(formatOf(field));
    }
    document.rows.reserve(report.rows.size());
    for (const ReportRow &row : report.rows) {
        document.rows.append(row.cells);
    }
    document.totals = report.totals;
    document.totalsHeading = totals();
    return document;
}

QString ReportWords::fileName(const Report &report)
{
    QString name = title(report.kind).toLower();
    name.replace(u' ', u'-');
    return name % u'-' % Formats::toLocal(report.asOf).date().toString(Qt::ISODate);
}

std::optional<ReportWords::Chart> ReportWords::chart(ReportKind kind)
{
    switch (kind) {
    case ReportKind::AttendanceByEvent:
    case ReportKind::AttendanceByDepartment:
        return Chart{};
    case ReportKind::AttendanceByMonth:
        return Chart{ChartKind::Line, ValueFormat::Percent, ReportField::AttendanceRate};
    case ReportKind::ScoresByEvent:
    case ReportKind::ScoresByDepartment:
        return Chart{ChartKind::HorizontalBars, ValueFormat::Score, ReportField::AverageScore};
    case ReportKind::HeadCount:
        return Chart{ChartKind::HorizontalBars, ValueFormat::Count, ReportField::ActivePeople};
    case ReportKind::AttendanceByPerson:
    case ReportKind::Absences:
        break;
    }
    return std::nullopt;
}

QList<SeriesPoint> ReportWords::points(const Report &report, const Chart &chart)
{
    const qsizetype column = report.fields.indexOf(chart.value);
    QList<SeriesPoint> points;
    for (qsizetype row = 0; row < report.rows.size() && points.size() < MostBars; ++row) {
        const QList<ReportCell> &cells = report.rows.at(row).cells;
        const double value =
            std::visit(Overloaded{[](qint64 number) { return static_cast<double>(number); },
                                  [](double number) { return number; },
                                  [](const auto &) {
                                      return std::numeric_limits<double>::quiet_NaN();
                                  }},
                       cells.at(column));
        points.append(
            {QString::number(row), cell(cells.first(), formatOf(report.fields.first())), value, 0});
    }
    return points;
}

} // namespace EvalTrack
