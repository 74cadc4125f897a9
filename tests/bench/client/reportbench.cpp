// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/reportbench.h"

#include "base/deliver.h"
#include "base/overloaded.h"
#include "client/figures.h"
#include "reports/reportpaper.h"
#include "reports/reportwords.h"
#include "support/waitfor.h"

#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <xlsxwriter.h>

namespace EvalTrack::Bench {

namespace {

using namespace std::chrono_literals;

constexpr qsizetype RowsOnPaper = 10'000;

/// The same cells with nothing but the library: no types of ours, no looks, nothing read again.
bool writeBare(const ReportDocument &document, const QString &file)
{
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    lxw_workbook *workbook = workbook_new_opt(QFile::encodeName(file).constData(), &options);
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, nullptr);
    lxw_row_t at = 0;
    for (const QList<ReportCell> &row : document.rows) {
        for (lxw_col_t column = 0; column < row.size(); ++column) {
            std::visit(Overloaded{[](std::monostate) {}, [](QDate) {},
                                  [&](const QString &text) {
                                      worksheet_write_string(sheet, at, column,
                                                             text.toUtf8().constData(), nullptr);
                                  },
                                  [&](qint64 number) {
                                      worksheet_write_number(sheet, at, column,
                                                             static_cast<double>(number), nullptr);
                                  },
                                  [&](double value) {
                                      worksheet_write_number(sheet, at, column, value, nullptr);
                                  }},
                       row.at(column));
        }
        ++at;
    }
    return workbook_close(workbook) == LXW_NO_ERROR;
}

bool measureFiles(BenchClient &client, ReportDocument document)
{
    const QTemporaryDir folder;
    const auto pathOf = [&folder](const QString &name) {
        return folder.filePath(name);
    };
    Samples ours;
    Samples bare;
    for (int round = 0; round < 3; ++round) {
        bool isWritten = false;
        bare.add(timed([&] { isWritten = writeBare(document, pathOf(u"bare.xlsx"_qs)); }));
        ours.add(timed([&] {
            isWritten = isWritten &&
                        Test::valueOf(client.engine().reports().write(document, ReportFile::Xlsx,
                                                                      pathOf(u"report.xlsx"_qs)),
                                      300s)
                            .has_value();
        }));
        if (!isWritten) {
            return failed(u"a workbook was not written"_qs);
        }
    }
    Figures::below(u"writing it as a workbook, and reading that again"_qs, ours.median(), 5s);
    Figures::duration(u"the same cells by libxlsxwriter alone"_qs, bare.median());
    Figures::ratio(u"our workbook / libxlsxwriter alone"_qs, ours.median() / bare.median());
    Figures::duration(u"writing it as CSV"_qs, timed([&] {
                          static_cast<void>(Test::valueOf(
                              client.engine().reports().write(document, ReportFile::Csv,
                                                              pathOf(u"report.csv"_qs)),
                              300s));
                      }));
    document.rows.resize(std::min(document.rows.size(), RowsOnPaper));
    Figures::duration(u"its first %1 rows as PDF"_qs.arg(document.rows.size()), timed([&] {
                          static_cast<void>(
                              ReportPaper::writePdf(document, pathOf(u"report.pdf"_qs)));
                      }));
    return true;
}

} // namespace

bool measureReports(BenchClient &client)
{
    const QDate today = QDate::currentDate();
    const ReportFilter year{today.addMonths(-12), today.addDays(1), {}};
    std::optional<Report> report;
    QEventLoop loop;
    // Whoever works on while it is put together notices nothing longer than this.
    Clock::duration stall{0};
    Clock::time_point lastTurn = Clock::now();
    QTimer turns;
    QObject::connect(&turns, &QTimer::timeout, &loop, [&] {
        const Clock::time_point now = Clock::now();
        stall = std::max(stall, now - lastTurn);
        lastTurn = now;
    });
    turns.start(1ms);
    const Clock::time_point start = Clock::now();
    deliver(client.engine().reports().build(ReportKind::AttendanceByPerson, year), &loop,
            [&](const Result<Report> &built) {
                if (built) {
                    report = *built;
                }
                loop.quit();
            });
    loop.exec();
    Figures::duration(u"a report of a year by person"_qs, Clock::now() - start);
    if (!report || report->rows.isEmpty()) {
        return failed(u"there is no report, or it has no rows"_qs);
    }
    const qsizetype registered = report->fields.indexOf(ReportField::Registered);
    Figures::plain(u"attendances read for it"_qs,
                   QString::number(std::get<qint64>(report->totals.at(registered))));
    Figures::plain(u"rows"_qs, QString::number(report->rows.size()));
    Figures::below(u"the window's longest pause meanwhile"_qs, stall, 50ms);
    return measureFiles(client, ReportWords::document(*report));
}

} // namespace EvalTrack::Bench
