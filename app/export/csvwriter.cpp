// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/csvwriter.h"

#include "base/overloaded.h"

#include <QLocale>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int FractionDigits = 4;

QByteArray quoted(QString text, const CsvWriter::Dialect &dialect)
{
    if (!text.isEmpty() && QStringView(u"=+-@\t\r").contains(text.front())) {
        text.prepend(u'\'');
    }
    QByteArray utf8 = text.toUtf8();
    const bool isPlain = std::none_of(utf8.begin(), utf8.end(), [&dialect](char c) {
        return c == dialect.separator || c == '"' || c == '\n' || c == '\r';
    });
    return isPlain ? utf8 : '"' + utf8.replace('"', "\"\"") + '"';
}

QByteArray fractionOf(double value, const CsvWriter::Dialect &dialect)
{
    QByteArray text = QByteArray::number(value, 'f', FractionDigits);
    while (text.endsWith('0')) {
        text.chop(1);
    }
    if (text.endsWith('.')) {
        text.chop(1);
    }
    return text.replace('.', dialect.decimalPoint);
}

} // namespace

CsvWriter::Dialect CsvWriter::Dialect::ofLocale()
{
    return QLocale().decimalPoint() == u"," ? Dialect{';', ','} : Dialect{};
}

QByteArray CsvWriter::field(const ReportCell &cell, ReportFormat format, const Dialect &dialect)
{
    return std::visit(Overloaded{[](std::monostate) { return QByteArray(); },
                                 [&](const QString &text) { return quoted(text, dialect); },
                                 [format](QDate day) {
                                     return day
                                         .toString(format == ReportFormat::Month
                                                       ? QStringLiteral("yyyy-MM")
                                                       : QStringLiteral("yyyy-MM-dd"))
                                         .toLatin1();
                                 },
                                 [](qint64 number) { return QByteArray::number(number); },
                                 [&](double value) {
                                     return fractionOf(value, dialect);
                                 }},
                      cell);
}

bool CsvWriter::write(const ReportDocument &document, const Dialect &dialect, QIODevice &out)
{
    const auto writeLine = [&](const QList<QByteArray> &fields) {
        const QByteArray line = fields.join(dialect.separator) + "\r\n";
        return out.write(line) == line.size();
    };
    const auto fieldsOf = [&](const QList<ReportCell> &cells) {
        QList<QByteArray> fields;
        for (qsizetype column = 0; column < cells.size(); ++column) {
            fields.append(field(cells.at(column), document.formats.value(column), dialect));
        }
        return fields;
    };
    // The mark by which spreadsheets know UTF-8.
    bool isGood = out.write("\xEF\xBB\xBF") == 3;
    QList<QByteArray> headings;
    for (const QString &heading : document.headings) {
        headings.append(quoted(heading, dialect));
    }
    isGood = isGood && writeLine(headings);
    for (const QList<ReportCell> &row : document.rows) {
        isGood = isGood && writeLine(fieldsOf(row));
    }
    if (document.title.isEmpty()) {
        return isGood;
    }
    QList<QByteArray> totals = fieldsOf(document.totals);
    if (!totals.isEmpty()) {
        totals[0] = quoted(document.totalsHeading, dialect);
    }
    isGood = isGood && writeLine(totals) && writeLine({}) &&
             writeLine({quoted(document.title, dialect)});
    for (const QString &line : document.stamp) {
        isGood = isGood && writeLine({quoted(line, dialect)});
    }
    return isGood;
}

} // namespace EvalTrack
