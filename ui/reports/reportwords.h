// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/chartpanel.h"
#include "ports/reports.h"

#include <QCoreApplication>

namespace EvalTrack {

/// What reports are called and how their cells read; the same on the screen, on paper and in files.
class ReportWords
{
    Q_DECLARE_TR_FUNCTIONS(ReportWords)
public:
    static constexpr std::array Kinds{ReportKind::AttendanceByEvent,
                                      ReportKind::AttendanceByPerson,
                                      ReportKind::AttendanceByDepartment,
                                      ReportKind::AttendanceByMonth,
                                      ReportKind::Absences,
                                      ReportKind::ScoresByEvent,
                                      ReportKind::ScoresByDepartment,
                                      ReportKind::AnswersByQuestion,
                                      ReportKind::Answers,
                                      ReportKind::HeadCount,
                                      ReportKind::TurnoverByMonth,
                                      ReportKind::TurnoverByDepartment};

    [[nodiscard]] static QString title(ReportKind kind);
    /// Of people where a row is an event or a department, of times where it is a person.
    [[nodiscard]] static QString heading(ReportField field, ReportKind kind);
    [[nodiscard]] static QString cell(const ReportCell &cell, ReportFormat format);
    [[nodiscard]] static QString totals();
    /// "Registered 740 · Came 624"; empty where nothing is counted or there is nothing.
    [[nodiscard]] static QString totalsLine(const Report &report);
    /// Period and department, zone, as of when, how many rows: a line each.
    [[nodiscard]] static QStringList stamp(const Report &report);
    /// In the order of the report's rows.
    [[nodiscard]] static ReportDocument document(const Report &report);
    /// "attendance-by-event-2026-11-29", in the language that is spoken.
    [[nodiscard]] static QString fileName(const Report &report);

    /// What a chart shows of it; nothing of lists.
    struct Chart
    {
        ChartKind kind = ChartKind::HorizontalBars;
        ValueFormat format = ValueFormat::Percent;
        ReportField value = ReportField::AttendanceRate;
    };
    [[nodiscard]] static std::optional<Chart> chart(ReportKind kind);
    /// The first rows, as many as a chart can show.
    [[nodiscard]] static QList<SeriesPoint> points(const Report &report, const Chart &chart);
};

} // namespace EvalTrack
