// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of evaltrack-server that put old years away, and look after what was put away.
#include "archive/archivefolder.h"
#include "archive/archiverun.h"
#include "archive/archiveverification.h"
#include "commandwords.h"
#include "postgres/privatecluster.h"
#include "servercommands.h"
#include "storage/database.h"
#include "wire/isotime.h"

#include <QCoreApplication>
#include <QLocale>

namespace EvalTrack::Server {

namespace {

constexpr int MostYears = 100;

/// "2023: 12 events, 480 attendances …".
QString contentOf(const ArchiveManifest &manifest)
{
    QStringList parts;
    for (const ArchiveKind &kind : ArchiveKinds) {
        const QString rows = QLocale(QLocale::English).toString(manifest.rowsOf(kind));
        parts.append(kind.name == QLatin1StringView("audit")
                         ? QStringLiteral("%1 entries of the audit").arg(rows)
                         : rows + u' ' + kind.name);
    }
    return parts.join(QStringLiteral(", "));
}

void tellOf(const ArchiveRun::Outcome &outcome)
{
    using State = ArchiveRun::Outcome::State;
    const QString name = outcome.year.name();
    const QString why =
        outcome.isCorrection
            ? QStringLiteral(" (the year was changed after it had been archived; what was archived "
                             "before stays beside it)")
            : QString();
    switch (outcome.state) {
    case State::Written:
        sayLine(QStringLiteral("%1: archived and read back: %2%3")
                    .arg(name, contentOf(outcome.manifest), why));
        break;
    case State::AlreadyThere:
        sayLine(QStringLiteral("%1: already there, and whole: %2")
                    .arg(name, contentOf(outcome.manifest)));
        break;
    case State::Wanted:
        sayLine(QStringLiteral("%1: would be archived: %2%3")
                    .arg(name, contentOf(outcome.manifest), why));
        break;
    case State::Damaged:
        for (const QString &finding : outcome.findings) {
            sayLine(QStringLiteral("Damaged: ") + finding);
        }
        sayLine(
            QStringLiteral("%1: left as it is. Bring it back from a copy, or move it away and run "
                           "this again")
                .arg(name));
        break;
    }
}

} // namespace

/// Exit code 1 also for a year that was archived once and is damaged now.
int ServerCommands::archive()
{
    ArchiveRun::Options options;
    options.folder = m_flags.value(QStringLiteral("to"));
    if (options.folder.isEmpty()) {
        return failed({ErrorCode::Validation,
                       QStringLiteral("--to: name the folder that the archive goes into"),
                       {}});
    }
    bool isNumber = true;
    options.olderThanYears =
        m_flags.value(QStringLiteral("older-than"), QStringLiteral("2")).toInt(&isNumber);
    if (!isNumber || options.olderThanYears < 1 || options.olderThanYears > MostYears) {
        return failed(
            {ErrorCode::Validation,
             QStringLiteral("--older-than must be a number of years from 1 to %1").arg(MostYears),
             {}});
    }
    options.isDryRun = m_flags.contains(QStringLiteral("dry-run"));
    options.program = u"evaltrack-server "_qs + QCoreApplication::applicationVersion();

    const auto configured = configuration();
    if (!configured) {
        return failed(configured.error());
    }
    const auto connection = ServerProcess::connectDatabase(*configured);
    if (!connection) {
        return failed(connection.error());
    }
    DatabaseOptions patient;
    patient.applicationName = QStringLiteral("evaltrack-archive");
    patient.statementTimeout = {};
    const auto database = Database::open(connection->settings, patient);
    if (!database) {
        return failed(database.error());
    }
    int years = 0;
    bool isWhole = true;
    const auto done = ArchiveRun(**database, options).run([&](const ArchiveRun::Outcome &outcome) {
        ++years;
        isWhole = isWhole && outcome.state != ArchiveRun::Outcome::State::Damaged;
        tellOf(outcome);
    });
    if (!done) {
        return failed(done.error());
    }
    if (years == 0) {
        sayLine(QStringLiteral("Nothing is that old: years are archived when they are over for %1 "
                               "years")
                    .arg(options.olderThanYears));
    }
    return isWhole ? 0 : 1;
}

/// Exit code 1 for an archive that is not whole, as for one that cannot be read.
int ServerCommands::verifyArchive()
{
    if (m_operand.isEmpty()) {
        return failed({ErrorCode::Validation,
                       QStringLiteral("verify-archive: name the folder of the archive"),
                       {}});
    }
    const auto folder = ArchiveFolder::openForReading(m_operand);
    if (!folder) {
        return failed(folder.error());
    }
    const QList<ArchivedYear> years = folder->years();
    bool isWhole = !years.isEmpty();
    for (const ArchivedYear &year : years) {
        auto report = ArchiveVerification::verify(folder->path(), year);
        if (report.manifest && report.manifest->server != folder->server()) {
            report.findings.append(year.name() + QStringLiteral(" is of another server"));
        }
        for (const QString &finding : std::as_const(report.findings)) {
            sayLine(QStringLiteral("Damaged: ") + finding);
        }
        if (report.isWhole()) {
            sayLine(QStringLiteral("%1: whole, as of %2: %3")
                        .arg(year.name(), QLatin1StringView(Wire::toIso(report.manifest->asOf)),
                             contentOf(*report.manifest)));
        }
        isWhole = isWhole && report.isWhole();
    }
    const QStringList unfinished = folder->unfinished();
    for (const QString &name : unfinished) {
        sayLine(QStringLiteral("%1 was never finished and does not count; the next run removes it")
                    .arg(name));
    }
    const QStringList strangers = folder->strangers();
    for (const QString &name : strangers) {
        sayLine(QStringLiteral("%1 does not belong to the archive").arg(name));
    }
    sayLine(years.isEmpty() ? QStringLiteral("There is no archived year in %1").arg(folder->path())
            : isWhole       ? QStringLiteral("The archive is whole")
                            : QStringLiteral("The archive is not whole"));
    return isWhole ? 0 : 1;
}

} // namespace EvalTrack::Server
