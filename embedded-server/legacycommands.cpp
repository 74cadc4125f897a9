// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of evaltrack-server that move an organisation here from v1.
#include "servercommands.h"

#include "commandwords.h"
#include "legacy/legacyexport.h"
#include "legacy/legacyimport.h"
#include "legacy/legacyreport.h"
#include "legacy/legacyruns.h"
#include "legacy/legacyverification.h"
#include "postgres/privatecluster.h"
#include "storage/database.h"
#include "storage/migrator.h"

#include <QElapsedTimer>
#include <QLocale>

namespace EvalTrack::Server {

namespace {

QString grouped(qint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

void sayTallies(const LegacyImport::Summary &summary)
{
    for (const LegacySource source : LegacySources) {
        const LegacyImport::Tally tally = summary.tallies.value(source);
        sayLine(QStringLiteral("%1: %2 read, %3 written, %4 as before, %5 merged, %6 waiting, %7 "
                               "gone")
                    .arg(QString::fromLatin1(tableOf(source)), grouped(tally.read),
                         grouped(tally.written), grouped(tally.unchanged), grouped(tally.merged),
                         grouped(tally.waiting), grouped(tally.gone)));
    }
}

} // namespace

/// What each of the three works with: the server's own database, and what it was told of v1.
struct ServerCommands::LegacyBench
{
    ServerConfiguration configuration;
    ServerProcess::Connection connection;
    std::unique_ptr<Database> database;
};

LegacySetup::Lookup ServerCommands::legacyLookup() const
{
    return [this](const char *name) {
        const QString key = QString::fromLatin1(name);
        return m_flags.contains(key) ? m_flags.value(key) : qEnvironmentVariable(name);
    };
}

Result<ServerCommands::LegacyBench> ServerCommands::legacyBench(const QString &purpose) const
{
    LegacyBench bench;
    auto configured = configuration();
    if (!configured) {
        return std::unexpected(configured.error());
    }
    bench.configuration = *std::move(configured);
    auto connection = ServerProcess::connectDatabase(bench.configuration);
    if (!connection) {
        return std::unexpected(connection.error());
    }
    bench.connection = *std::move(connection);
    DatabaseOptions patient;
    patient.applicationName = purpose;
    patient.statementTimeout = {};
    auto database = Database::open(bench.connection.settings, patient);
    if (!database) {
        return std::unexpected(database.error());
    }
    bench.database = *std::move(database);
    return bench;
}

/// Exit code 0 when everything was brought or waits in the tray.
int ServerCommands::importV1()
{
    auto setup = LegacySetup::read(legacyLookup());
    if (!setup) {
        return failed(setup.error());
    }
    setup->options.isDryRun = m_flags.contains(QStringLiteral("dry-run"));
    const bool isDryRun = setup->options.isDryRun;
    const auto v1 = setup->open();
    if (!v1) {
        return failed(v1.error());
    }
    // A dry run by the command is in no list of runs, and its lock says nothing of those that are.
    const auto bench = legacyBench(isDryRun ? QStringLiteral("evaltrack-dry-run")
                                            : QStringLiteral("evaltrack-import"));
    if (!bench) {
        return failed(bench.error());
    }
    Database &database = *bench->database;
    if (!isDryRun) {
        if (const auto migrated = Migrator(database).migrate(); !migrated) {
            return failed(migrated.error());
        }
    }
    QElapsedTimer timer;
    timer.start();
    LegacyProgress progress(LegacyProgress::lines(sayLine));
    LegacyImport import(database, **v1, setup->options, progress);
    const auto summary = isDryRun ? import.run() : LegacyRuns::noted(database, import);
    if (!summary) {
        return failed(summary.error());
    }
    sayTallies(*summary);
    LegacyReport report(
        m_flags.value(QStringLiteral("report"), bench->configuration.legacyFolder()));
    const auto written =
        isDryRun ? report.write(*summary) : report.write(LegacyStore(database), *summary);
    if (!written) {
        return failed(written.error());
    }
    sayLine(QStringLiteral("Report: ") + report.page());
    sayLine(isDryRun ? QStringLiteral("Nothing was written: this was a dry run of %1")
                           .arg(LegacyProgress::spoken(timer.elapsed()))
                     : QStringLiteral("Done in %1").arg(LegacyProgress::spoken(timer.elapsed())));
    return 0;
}

int ServerCommands::exportV1()
{
    const auto options = LegacySetup::readOptions(legacyLookup());
    if (!options) {
        return failed(options.error());
    }
    const auto bench = legacyBench(QStringLiteral("evaltrack-export"));
    if (!bench) {
        return failed(bench.error());
    }
    const QString folder = m_flags.value(
        QStringLiteral("report"), bench->configuration.dataFolder + QStringLiteral("/export-v1"));
    const auto summary = LegacyExport(*bench->database, options->zone).write(folder);
    if (!summary) {
        return failed(summary.error());
    }
    sayLine(QStringLiteral("%1 people, %2 events, %3 attendances, %4 evaluations that v1 does not "
                           "have so: %5/accounts.sql and %5/business.sql")
                .arg(grouped(summary->people), grouped(summary->events),
                     grouped(summary->attendances), grouped(summary->evaluations), folder));
    return 0;
}

/// Exit code 1 for a difference, as for what cannot be read.
int ServerCommands::verifyV1()
{
    const auto setup = LegacySetup::read(legacyLookup());
    if (!setup) {
        return failed(setup.error());
    }
    const auto v1 = setup->open();
    if (!v1) {
        return failed(v1.error());
    }
    const auto bench = legacyBench(QStringLiteral("evaltrack-verify"));
    if (!bench) {
        return failed(bench.error());
    }
    LegacyProgress progress(LegacyProgress::lines(sayLine, QStringLiteral("comparing ")));
    const auto outcome =
        LegacyVerification(*bench->database, **v1, setup->options, progress).verify();
    if (!outcome) {
        return failed(outcome.error());
    }
    for (const LegacySource source : LegacySources) {
        const auto side = outcome->sides.value(source);
        sayLine(QStringLiteral("%1: %2 rows; v1 %3, here %4")
                    .arg(QString::fromLatin1(tableOf(source)), grouped(side.rows),
                         side.expected.isEmpty() ? QStringLiteral("-")
                                                 : QString::fromLatin1(side.expected.toHex()),
                         side.found.isEmpty() ? QStringLiteral("-")
                                              : QString::fromLatin1(side.found.toHex())));
    }
    for (const auto &[list, words] :
         {std::pair(&outcome->changed, QStringLiteral("Run import-v1 again: ")),
          std::pair(&outcome->broken, QStringLiteral("Differs: "))}) {
        for (qsizetype i = 0; i < std::min(list->size(), LegacyVerification::Told); ++i) {
            sayLine(words + list->at(i));
        }
        if (list->size() > LegacyVerification::Told) {
            sayLine(QStringLiteral("… and %1 more").arg(list->size() - LegacyVerification::Told));
        }
    }
    if (!outcome->isWhole()) {
        sayLine(QStringLiteral("v1 and this database differ"));
        return 1;
    }
    sayLine(QStringLiteral("All that was brought is as v1 has it"));
    return 0;
}

} // namespace EvalTrack::Server
