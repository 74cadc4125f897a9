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
    case ReportKind::AnswersByQuestion:
        return tr("Evaluations by question");
    case ReportKind::Answers:
        return tr("Answers to the questions");
    case ReportKind::TurnoverByMonth:
        return tr("Turnover by month");
    case ReportKind::TurnoverByDepartment:
        return tr("Turnover by department");
    }
    return {};
}

QString ReportWords::heading(ReportField field, ReportKind kind)
{
    const bool isOfPerson = kind == ReportKind::AttendanceByPerson;
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
        return isOfPerson ? tr("Registrations") : tr("Registered");
    case ReportField::Came:
        return isOfPerson ? tr("Attended") : tr("Came");
    case ReportField::Absent:
        return isOfPerson ? tr("Missed") : tr("Absent");
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
        return tr("Of these hired in the period");
    case ReportField::Question:
        return tr("Question");
    case ReportField::Answer:
        return tr("Answer");
    case ReportField::Asked:
        return tr("Asked");
    case ReportField::Ratings:
        return tr("In numbers");
    case ReportField::AverageRating:
        return tr("Average (1–10)");
    case ReportField::PeopleAtStart:
        return tr("At the start");
    case ReportField::Joined:
        return tr("Joined");
    case ReportField::Left:
        return tr("Left", "people who left the company");
    case ReportField::PeopleAtEnd:
        return tr("At the end");
    case ReportField::TurnoverRate:
        return tr("Turnover");
    }
    return {};
}

QString ReportWords::cell(const ReportCell &cell, ReportFormat format)
{
    return std::visit(Overloaded{[format](std::monostate) {
                                     // Nothing to reckon with is not zero.
                                     return format == ReportFormat::Percent ||
                                                    format == ReportFormat::Score
                                                ? u"—"_qs
                                                : QString();
                                 },
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

QString ReportWords::totalsLine(const Report &report)
{
    QStringList parts;
    for (qsizetype column = 0; column < report.totals.size(); ++column) {
        if (!report.rows.isEmpty() &&
            !std::holds_alternative<std::monostate>(report.totals.at(column))) {
            parts.append(heading(report.fields.at(column), report.kind) % u' ' %
                         cell(report.totals.at(column), formatOf(report.fields.at(column))));
        }
    }
    return parts.join(u" · ");
}

QStringList ReportWords::stamp(const Report &report)
{
    const bool isOfScores =
        report.kind == ReportKind::ScoresByEvent || report.kind == ReportKind::ScoresByDepartment ||
        report.kind == ReportKind::AnswersByQuestion || report.kind == ReportKind::Answers;
    const bool isTurnover = report.fields.contains(ReportField::TurnoverRate);
    const QString period =
        tr("%1 to %2").arg(Formats::date(report.filter.from), Formats::date(report.filter.to));
    QStringList lines{
        report.kind == ReportKind::HeadCount
            ? tr("Active people as of today; hired: %1").arg(period)
        : isTurnover ? tr("People from %1; days ahead are not counted").arg(period)
        : isOfScores ? tr("Evaluations of the events of %1 that you can see").arg(period)
                     : tr("Events of %1 that are over").arg(period),
        report.departmentName.isEmpty() ? tr("All departments")
                                        : tr("Department: %1").arg(report.departmentName),
        tr("As of %1, time zone %2").arg(Formats::dateTime(report.asOf), report.zone),
        tr("%n row(s)", nullptr, static_cast<int>(report.rows.size()))
            .replace(QString::number(report.rows.size()), Formats::number(report.rows.size())),
    };
    if (report.fields.contains(ReportField::Absent) || report.kind == ReportKind::Absences) {
        lines.insert(1, tr("Whoever was not confirmed counts as absent"));
    }
    if (isTurnover) {
        lines.insert(1, tr("Turnover: who left, of the mean of start and end; by today's "
                           "departments"));
    }
    if (report.leftOut > 0) {
        lines.insert(2, tr("%n inactive person(s) without a leaving date left out", nullptr,
                           static_cast<int>(report.leftOut)));
    }
    if (report.fields.contains(ReportField::AverageRating)) {
        lines.insert(
            1, tr("No average of fewer than %1 answers").arg(Formats::number(FewestForAverage)));
    }
    return lines;
}

ReportDocument ReportWords::document(const Report &report)
{
    ReportDocument document;
    document.title = title(report.kind);
    document.stamp = stamp(report);
    for (const ReportField field : report.fields) {
        document.headings.append(heading(field, report.kind));
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
    case ReportKind::TurnoverByMonth:
        return Chart{ChartKind::Line, ValueFormat::Percent, ReportField::TurnoverRate};
    case ReportKind::TurnoverByDepartment:
        return Chart{ChartKind::HorizontalBars, ValueFormat::Percent, ReportField::TurnoverRate};
    case ReportKind::AnswersByQuestion:
    case ReportKind::Answers:
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
