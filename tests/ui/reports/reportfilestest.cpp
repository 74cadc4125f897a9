// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a report says, the screen, a CSV file, a workbook and paper say the same.
#include "export/csvwriter.h"
#include "export/xlsxwriter.h"
#include "items/reporttablemodel.h"
#include "reports/reportpaper.h"
#include "reports/reportwords.h"
#include "support/printers.h"
#include "support/sheetreader.h"

#include <gtest/gtest.h>
// After GoogleTest, which it uses and does not include.
#include <rapidcheck/gtest.h>

#include <QBuffer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace EvalTrack::Test {

namespace {

constexpr int MostRows = 90; ///< More than a page has.

const QStringList Texts{QStringLiteral("Ana Pérez"),
                        QStringLiteral("=1+1"),
                        QStringLiteral("+58 212 555"),
                        QStringLiteral("-5"),
                        QStringLiteral("@x"),
                        QStringLiteral("dijo \"sí\"; luego, no"),
                        QStringLiteral("dos\nlíneas"),
                        QStringLiteral("日本語 👩‍🏫 ñandú"),
                        QStringLiteral("مرحبا"),
                        QStringLiteral("<b>&amp;</b>"),
                        QString(300, u'x')};

ReportCell anyCell(ReportFormat format)
{
    if (*rc::gen::inRange(0, 8) == 0) {
        return {};
    }
    switch (format) {
    case ReportFormat::Text:
        return Texts.at(*rc::gen::inRange<int>(0, static_cast<int>(Texts.size())));
    case ReportFormat::Date:
        return QDate(2025, 1, 1).addDays(*rc::gen::inRange(0, 900));
    case ReportFormat::Month:
        return QDate(2025, 1, 1).addMonths(*rc::gen::inRange(0, 30));
    case ReportFormat::Count:
        return qint64{*rc::gen::inRange(0, 2'000'000)};
    case ReportFormat::Percent:
        return *rc::gen::inRange(0, 1001) / 1000.0;
    case ReportFormat::Score:
        return *rc::gen::inRange(100, 1001) / 100.0;
    }
    return {};
}

Report anyReport()
{
    const auto kind = ReportWords::Kinds.at(static_cast<size_t>(
        *rc::gen::inRange<int>(0, static_cast<int>(ReportWords::Kinds.size()))));
    Report report = ReportBuilder(kind, {QDate(2026, 1, 1), QDate(2026, 12, 31), {}},
                                  {Timestamp(std::chrono::hours(500'000)), QStringLiteral("UTC")})
                        .build({});
    QList<ReportRow> rows(*rc::gen::inRange(0, MostRows));
    for (ReportRow &made : rows) {
        for (const ReportField field : report.fields) {
            made.cells.append(anyCell(formatOf(field)));
        }
    }
    report.rows = rows;
    report.totals.clear();
    for (const ReportField field : report.fields) {
        const ReportFormat format = formatOf(field);
        const bool isNumber = format == ReportFormat::Count || format == ReportFormat::Percent ||
                              format == ReportFormat::Score;
        report.totals.append(isNumber ? anyCell(format) : ReportCell());
    }
    return report;
}

/// RFC 4180, as a spreadsheet reads it.
QList<QStringList> parsedCsv(const QByteArray &bytes, char separator)
{
    QList<QStringList> lines{QStringList()};
    QByteArray field;
    bool isQuoted = false;
    const auto endField = [&] {
        lines.last().append(QString::fromUtf8(field));
        field.clear();
    };
    for (qsizetype i = bytes.startsWith("\xEF\xBB\xBF") ? 3 : 0; i < bytes.size(); ++i) {
        const char c = bytes.at(i);
        if (isQuoted && c == '"' && i + 1 < bytes.size() && bytes.at(i + 1) == '"') {
            field += '"';
            ++i;
        } else if (c == '"') {
            isQuoted = !isQuoted;
        } else if (!isQuoted && c == separator) {
            endField();
        } else if (!isQuoted && c == '\n') {
            endField();
            lines.append(QStringList());
        } else if (isQuoted || c != '\r') {
            field += c;
        }
    }
    lines.removeLast();
    return lines;
}

void expectCsv(const ReportCell &cell, ReportFormat format, QString field)
{
    if (const auto *text = std::get_if<QString>(&cell)) {
        if (field.startsWith(u'\'')) {
            field.remove(0, 1);
        }
        RC_ASSERT(field == *text);
    } else if (const auto *day = std::get_if<QDate>(&cell)) {
        RC_ASSERT(
            QDate::fromString(format == ReportFormat::Month ? field + QStringLiteral("-01") : field,
                              Qt::ISODate) == *day);
    } else if (const auto *number = std::get_if<qint64>(&cell)) {
        RC_ASSERT(field.toLongLong() == *number);
    } else if (const auto *value = std::get_if<double>(&cell)) {
        RC_ASSERT(std::abs(field.replace(u',', u'.').toDouble() - *value) < 0.00006);
    } else {
        RC_ASSERT(field.isEmpty());
    }
}

void expectSheet(const ReportCell &cell, const SheetCell &shown)
{
    RC_ASSERT(!shown.isFormula);
    RC_ASSERT(shown.isText == std::holds_alternative<QString>(cell));
    if (const auto *text = std::get_if<QString>(&cell)) {
        RC_ASSERT(shown.text == *text);
    } else if (const auto *day = std::get_if<QDate>(&cell)) {
        RC_ASSERT(QDate(1899, 12, 30).addDays(shown.text.toInt()) == *day);
    } else if (const auto *number = std::get_if<qint64>(&cell)) {
        RC_ASSERT(shown.text.toLongLong() == *number);
    } else if (const auto *value = std::get_if<double>(&cell)) {
        RC_ASSERT(std::abs(shown.text.toDouble() - *value) < 1e-9);
    } else {
        RC_ASSERT(shown.text.isEmpty());
    }
}

QString comparable(const QString &text)
{
    return text.normalized(QString::NormalizationForm_KC).simplified();
}

QStringList linesOfPdf(const QString &file)
{
    QProcess poppler;
    poppler.start(QStringLiteral("pdftotext"),
                  {QStringLiteral("-layout"), file, QStringLiteral("-")});
    EXPECT_TRUE(poppler.waitForFinished()) << "pdftotext (poppler-utils) is needed";
    QStringList lines = QString::fromUtf8(poppler.readAllStandardOutput()).split(u'\n');
    for (QString &line : lines) {
        line = comparable(line); // Fonts write two letters as one.
    }
    return lines;
}

/// What paper shows of a row beside its texts, which may be cut.
QString figuresOf(const QList<ReportCell> &cells, const QList<ReportFormat> &formats)
{
    QStringList figures;
    for (qsizetype column = 0; column < cells.size(); ++column) {
        if (formats.at(column) != ReportFormat::Text) {
            figures.append(ReportWords::cell(cells.at(column), formats.at(column)));
        }
    }
    return comparable(figures.join(u' '));
}

} // namespace

RC_GTEST_PROP(ReportFilesTest, TheScreenSaysWhatTheReportSays, ())
{
    const Report report = anyReport();
    ReportTableModel model;
    model.setWords({[](const ReportCell &cell, ReportFormat format) {
                        return ReportWords::cell(cell, format);
                    },
                    QStringLiteral("Total")});
    model.setReport(report);
    model.sort(*rc::gen::inRange<int>(0, static_cast<int>(report.fields.size())),
               *rc::gen::element(Qt::AscendingOrder, Qt::DescendingOrder));

    RC_ASSERT(model.rowCount() == (report.rows.isEmpty() ? 0 : report.rows.size() + 1));
    QList<QList<ReportCell>> left;
    for (const ReportRow &row : report.rows) {
        left.append(row.cells);
    }
    for (int row = 0; row + 1 < model.rowCount(); ++row) {
        RC_ASSERT(left.removeOne(model.report().rows.at(row).cells));
    }
    if (model.rowCount() > 0) {
        const int last = model.rowCount() - 1;
        for (int column = 1; column < model.columnCount(); ++column) {
            RC_ASSERT(
                model.index(last, column).data().toString() ==
                ReportWords::cell(report.totals.at(column), formatOf(report.fields.at(column))));
        }
    }
}

RC_GTEST_PROP(ReportFilesTest, ACsvFileSaysWhatTheReportSays, ())
{
    const ReportDocument document = ReportWords::document(anyReport());
    const CsvWriter::Dialect dialect =
        *rc::gen::element(CsvWriter::Dialect{',', '.'}, CsvWriter::Dialect{';', ','});
    QBuffer out;
    RC_ASSERT(out.open(QIODevice::WriteOnly));
    RC_ASSERT(CsvWriter::write(document, dialect, out));

    const QList<QStringList> lines = parsedCsv(out.data(), dialect.separator);

    RC_ASSERT(lines.size() == document.rows.size() + 4 + document.stamp.size());
    RC_ASSERT(lines.first() == document.headings);
    for (qsizetype row = 0; row < document.rows.size(); ++row) {
        RC_ASSERT(lines.at(row + 1).size() == document.headings.size());
        for (qsizetype column = 0; column < document.headings.size(); ++column) {
            expectCsv(document.rows.at(row).at(column), document.formats.at(column),
                      lines.at(row + 1).at(column));
        }
    }
    for (qsizetype column = 1; column < document.headings.size(); ++column) {
        expectCsv(document.totals.at(column), document.formats.at(column),
                  lines.at(document.rows.size() + 1).at(column));
    }
}

RC_GTEST_PROP(ReportFilesTest, AWorkbookSaysWhatTheReportSays, ())
{
    const ReportDocument document = ReportWords::document(anyReport());
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("informe.xlsx"));
    RC_ASSERT(XlsxWriter::write(document, file).has_value());

    QList<QList<SheetCell>> sheet = readSheet(file);

    const qsizetype head = document.stamp.size() + 2;
    sheet.resize(head + document.rows.size() + 2);
    RC_ASSERT(sheet.first().first().text == document.title);
    const auto cellAt = [&sheet](qsizetype row, qsizetype column) {
        return sheet.at(row).value(column);
    };
    for (qsizetype column = 0; column < document.headings.size(); ++column) {
        RC_ASSERT(cellAt(head, column).text == document.headings.at(column));
        for (qsizetype row = 0; row < document.rows.size(); ++row) {
            expectSheet(document.rows.at(row).at(column), cellAt(head + 1 + row, column));
        }
        if (column > 0) {
            expectSheet(document.totals.at(column),
                        cellAt(head + 1 + document.rows.size(), column));
        }
    }
}

RC_GTEST_PROP(ReportFilesTest, PaperSaysWhatTheReportSays, ())
{
    const ReportDocument document = ReportWords::document(anyReport());
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("informe.pdf"));
    RC_ASSERT(ReportPaper::writePdf(document, file).has_value());

    const QStringList lines = linesOfPdf(file);

    RC_ASSERT(lines.contains(document.title));
    for (const QString &line : document.stamp) {
        if (!lines.contains(comparable(line))) {
            RC_LOG() << "missing: " << line.toStdString() << " in\n"
                     << lines.join(u'\n').toStdString() << '\n';
            RC_FAIL("a line of the stamp is not on paper");
        }
    }
    qsizetype line = 0;
    const auto comesNext = [&](const QString &figures) {
        while (line < lines.size() && !lines.at(line).endsWith(figures)) {
            ++line;
        }
        return line++ < lines.size();
    };
    for (const QList<ReportCell> &row : document.rows) {
        if (!comesNext(figuresOf(row, document.formats))) {
            RC_LOG() << "missing: " << figuresOf(row, document.formats).toStdString() << " in\n"
                     << lines.join(u'\n').toStdString() << '\n';
            RC_FAIL("a row is not on paper");
        }
    }
    RC_ASSERT(comesNext(figuresOf(document.totals, document.formats)));
}

} // namespace EvalTrack::Test
