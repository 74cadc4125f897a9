// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacyreport.h"

#include <QDateTime>
#include <QDir>

namespace EvalTrack::Server {

namespace {

const QString Bom = QString(QChar(0xFEFF)); // Spreadsheets take the file for another encoding.

QString htmlRow(const QStringList &cells, const QString &tag = QStringLiteral("td"))
{
    QString row = QStringLiteral("<tr>");
    for (const QString &cell : cells) {
        row += u'<' + tag + u'>' + cell.toHtmlEscaped() + QStringLiteral("</") + tag + u'>';
    }
    return row + QStringLiteral("</tr>\n");
}

std::unexpected<Error> cannotWrite(const QString &what)
{
    return failure(ErrorCode::Storage, QStringLiteral("The report cannot be written: ") + what +
                                           QStringLiteral(". Name another folder with --report"));
}

} // namespace

QString csvLine(const QStringList &cells)
{
    QStringList quoted;
    for (QString cell : cells) {
        if (!cell.isEmpty() && QStringLiteral("=+-@\t").contains(cell.at(0))) {
            cell.prepend(u'\'');
        }
        quoted.append(u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"');
    }
    return quoted.join(u',') + QStringLiteral("\r\n");
}

Result<void> LegacyReport::open(QFile &file, const QString &name)
{
    file.setFileName(m_folder + u'/' + name);
    file.remove();
    if (!file.open(QIODevice::WriteOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        return cannotWrite(file.fileName());
    }
    return {};
}

Result<void> LegacyReport::begin()
{
    if (!QDir().mkpath(m_folder)) {
        return cannotWrite(m_folder);
    }
    if (const auto opened = open(m_findingsFile, QStringLiteral("findings.csv")); !opened) {
        return opened;
    }
    if (const auto opened = open(m_trayFile, QStringLiteral("tray.csv")); !opened) {
        return opened;
    }
    m_findings.setDevice(&m_findingsFile);
    m_tray.setDevice(&m_trayFile);
    m_findings << Bom
               << csvLine({QStringLiteral("table"), QStringLiteral("id"), QStringLiteral("rule"),
                           QStringLiteral("column"), QStringLiteral("before"),
                           QStringLiteral("after"), QStringLiteral("what was done")});
    m_tray << Bom
           << csvLine({QStringLiteral("table"), QStringLiteral("id"), QStringLiteral("reason"),
                       QStringLiteral("what it means"), QStringLiteral("row")});
    return {};
}

void LegacyReport::add(const LegacyFinding &finding)
{
    m_findings << csvLine({QString::fromLatin1(tableOf(finding.source)),
                           QString::number(finding.row), QString::fromLatin1(idOf(finding.rule)),
                           QString::fromLatin1(finding.field), finding.before, finding.after,
                           QString::fromUtf8(textOf(finding.rule).done)});
    ++m_counts[finding.rule];
    LegacyFindings &shown = m_shown[finding.rule];
    if (shown.size() < ShownOfEachRule) {
        shown.append(finding);
    }
}

void LegacyReport::add(const LegacyStore::TrayItem &item)
{
    const auto rule = legacyRuleNamed(item.reason);
    m_tray << csvLine({QString::fromLatin1(item.source), QString::number(item.row),
                       QString::fromLatin1(item.reason),
                       rule ? QString::fromUtf8(textOf(*rule).what) : QString(),
                       QString::fromUtf8(item.content)});
    ++m_waiting;
    if (m_shownTray.size() < ShownOfEachRule) {
        m_shownTray.append(item);
    }
}

Result<void> LegacyReport::write(const LegacyStore &store, const LegacyImport::Summary &summary)
{
    if (const auto begun = begin(); !begun) {
        return begun;
    }
    const auto found = store.eachFinding([this](const LegacyFinding &each) { add(each); });
    if (!found) {
        return found;
    }
    const auto waits = store.eachTrayItem([this](const auto &each) { add(each); });
    return waits ? finish(summary, false) : waits;
}

Result<void> LegacyReport::write(const LegacyImport::Summary &summary)
{
    if (const auto begun = begin(); !begun) {
        return begun;
    }
    for (const LegacyFinding &each : summary.findings) {
        add(each);
    }
    for (const auto &each : summary.tray) {
        add(each);
    }
    return finish(summary, true);
}

Result<void> LegacyReport::finish(const LegacyImport::Summary &summary, bool isDryRun)
{
    QFile file;
    if (const auto opened = open(file, QStringLiteral("report.html")); !opened) {
        return opened;
    }
    QTextStream html(&file);
    html
        << "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>EvalTrack: the move "
           "from v1</title>\n<style>body{font:15px sans-serif;margin:2em;max-width:80em}"
           "table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid #999;padding:.3em "
           ".6em;text-align:left;vertical-align:top;overflow-wrap:anywhere}</style>\n"
        << "<h1>The move from v1" << (isDryRun ? ": what it would do" : "") << "</h1>\n<p>"
        << QDateTime::currentDateTime().toString(Qt::ISODate)
        << ". Every row that a rule touched is in <a href=\"findings.csv\">findings.csv</a>, every "
           "row that waits for a decision in <a href=\"tray.csv\">tray.csv</a>; this page shows "
           "the first "
        << ShownOfEachRule << " of each. It holds personal data.</p>\n<h2>Rows</h2>\n<table>";
    html << htmlRow({QStringLiteral("table"), QStringLiteral("read"), QStringLiteral("written"),
                     QStringLiteral("as before"), QStringLiteral("merged"),
                     QStringLiteral("waiting"), QStringLiteral("gone")},
                    QStringLiteral("th"));
    for (const LegacySource source : LegacySources) {
        const LegacyImport::Tally tally = summary.tallies.value(source);
        html << htmlRow({QString::fromLatin1(tableOf(source)), QString::number(tally.read),
                         QString::number(tally.written), QString::number(tally.unchanged),
                         QString::number(tally.merged), QString::number(tally.waiting),
                         QString::number(tally.gone)});
    }
    html << "</table>\n<h2>Rules</h2>\n<table>"
         << htmlRow({QStringLiteral("rule"), QStringLiteral("rows"), QStringLiteral("what v1 has"),
                     QStringLiteral("what becomes of it")},
                    QStringLiteral("th"));
    for (const LegacyRuleText &rule : legacyRules()) {
        if (const qint64 count = m_counts.value(rule.rule)) {
            html << htmlRow({QString::fromLatin1(rule.id), QString::number(count),
                             QString::fromUtf8(rule.what), QString::fromUtf8(rule.done)});
        }
    }
    html << "</table>\n<h2>Waiting for a decision: " << m_waiting << "</h2>\n<table>"
         << htmlRow({QStringLiteral("table"), QStringLiteral("id"), QStringLiteral("reason"),
                     QStringLiteral("row")},
                    QStringLiteral("th"));
    for (const auto &item : std::as_const(m_shownTray)) {
        html << htmlRow({QString::fromLatin1(item.source), QString::number(item.row),
                         QString::fromLatin1(item.reason), QString::fromUtf8(item.content)});
    }
    html << "</table>\n";
    for (const LegacyRuleText &rule : legacyRules()) {
        const LegacyFindings shown = m_shown.value(rule.rule);
        if (shown.isEmpty()) {
            continue;
        }
        html << "<h3>" << rule.id << "</h3>\n<table>"
             << htmlRow({QStringLiteral("table"), QStringLiteral("id"), QStringLiteral("column"),
                         QStringLiteral("before"), QStringLiteral("after")},
                        QStringLiteral("th"));
        for (const LegacyFinding &each : shown) {
            html << htmlRow({QString::fromLatin1(tableOf(each.source)), QString::number(each.row),
                             QString::fromLatin1(each.field), each.before, each.after});
        }
        html << "</table>\n";
    }
    html << "</html>\n";
    html.flush();
    m_findings.flush();
    m_tray.flush();
    for (QFile *each : {&file, &m_findingsFile, &m_trayFile}) {
        if (!each->flush() || each->error() != QFileDevice::NoError) {
            return cannotWrite(each->fileName());
        }
        each->close();
    }
    return {};
}

} // namespace EvalTrack::Server
