// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "legacy/legacyimport.h"

#include <QFile>
#include <QHash>
#include <QString>
#include <QTextStream>

namespace EvalTrack::Server {

/// What a migration did to the rows that could not come as they were: `findings.csv` and
/// `tray.csv` have every one of them, `report.html` the counts, the rules and the first of each.
/// It holds personal data, so the files are for their owner alone. One report at a time in a
/// folder; an older one is replaced.
class LegacyReport
{
public:
    explicit LegacyReport(QString folder)
        : m_folder(std::move(folder))
    {}

    /// Of all that is in the database, whichever run found it.
    [[nodiscard]] Result<void> write(const LegacyStore &store,
                                     const LegacyImport::Summary &summary);
    /// Of what a dry run would do.
    [[nodiscard]] Result<void> write(const LegacyImport::Summary &summary);

    [[nodiscard]] QString page() const { return m_folder + QStringLiteral("/report.html"); }

    /// How many findings of one rule the page shows.
    static constexpr int ShownOfEachRule = 200;

private:
    [[nodiscard]] Result<void> begin();
    void add(const LegacyFinding &finding);
    void add(const LegacyStore::TrayItem &item);
    [[nodiscard]] Result<void> finish(const LegacyImport::Summary &summary, bool isDryRun);
    [[nodiscard]] Result<void> open(QFile &file, const QString &name);

    QString m_folder;
    QFile m_findingsFile;
    QFile m_trayFile;
    QTextStream m_findings;
    QTextStream m_tray;
    QHash<LegacyRule, qint64> m_counts;
    QHash<LegacyRule, LegacyFindings> m_shown;
    QList<LegacyStore::TrayItem> m_shownTray;
    qint64 m_waiting = 0;
};

/// A line of CSV, quoted; texts that a spreadsheet would take for formulas are texts.
[[nodiscard]] QString csvLine(const QStringList &cells);

} // namespace EvalTrack::Server
