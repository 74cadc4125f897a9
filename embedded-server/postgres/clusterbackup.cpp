// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres/clusterbackup.h"

#include "base/failpoint.h"
#include "storage/database.h"
#include "storage/migrator.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace EvalTrack::Server {

namespace {

// Names of databases take no bound values; all of these are ours and need no quotes.
const QString Served = QStringLiteral("evaltrack");
const QString Filled = QStringLiteral("evaltrack_restoring");
const QString AsidePrefix = QStringLiteral("evaltrack_before_");
const QString AsideTime = QStringLiteral("yyyyMMdd't'HHmmss'z'");

QString asideName(Timestamp now)
{
    return AsidePrefix + QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC)
                             .toString(AsideTime);
}

std::optional<Timestamp> timeOfAside(const QString &name)
{
    QDateTime time = QDateTime::fromString(name.mid(AsidePrefix.size()), AsideTime);
    time.setTimeSpec(Qt::UTC);
    return time.isValid()
               ? std::optional(Timestamp(std::chrono::milliseconds(time.toMSecsSinceEpoch())))
               : std::nullopt;
}

Error inSentence(const Error &error, const QString &sentence)
{
    return {error.code, sentence + u": "_qs + error.detail, error.fieldErrors};
}

/// The line that says why; what stands around it may repeat rows.
QString reasonIn(const QString &words)
{
    for (const QString &line : words.split(u'\n')) {
        if (line.contains(u"error:") || line.contains(u"FATAL:")) {
            return line.trimmed();
        }
    }
    return words.trimmed().section(u'\n', 0, 0);
}

/// One transaction: whoever looks, also after a crash, sees the one or the other.
QByteArray exchangeScript(const QString &outgoingTo, const QString &incoming)
{
    const QByteArray served = Served.toLatin1();
    return "select pg_terminate_backend(pid) from pg_stat_activity where datname in ('" + served +
           "', '" + incoming.toLatin1() + "'); begin; alter database " + served + " rename to " +
           outgoingTo.toLatin1() + "; alter database " + incoming.toLatin1() + " rename to " +
           served + "; commit;";
}

QByteArray dropScript(const QString &database)
{
    return "drop database if exists " + database.toLatin1() + " with (force)";
}

/// What is counted when a backup is made and again when it is restored.
Result<QMap<QString, qint64>> countRows(Database &database)
{
    const auto rows = database.runText(QByteArrayLiteral(
        "select 'users', count(*) from users union all select 'events', count(*) from events "
        "union all select 'attendances', count(*) from attendances "
        "union all select 'captures', count(*) from attendance_captures "
        "union all select 'evaluations', count(*) from evaluations"));
    if (!rows) {
        return std::unexpected(rows.error());
    }
    QMap<QString, qint64> counts;
    for (const Row row : *rows) {
        counts.insert(row.text(0), row.integer(1));
    }
    return counts;
}

} // namespace

ClusterBackup::ClusterBackup(ClusterTools tools, const std::atomic<bool> *isCancelled)
    : m_tools(std::move(tools))
    , m_isCancelled(isCancelled)
{}

Result<std::unique_ptr<Database>> ClusterBackup::open(const QString &name) const
{
    ConnectionSettings settings = m_tools.access.settings();
    settings.database = name;
    DatabaseOptions options;
    options.applicationName = u"evaltrack-backup"_qs;
    options.statementTimeout = {};
    return Database::open(settings, options);
}

Result<std::unique_ptr<Database>> ClusterBackup::openAsOwner() const
{
    DatabaseOptions options;
    options.applicationName = u"evaltrack-backup"_qs;
    options.statementTimeout = {};
    return Database::open(m_tools.access.ownerSettings(), options);
}

Result<QString> ClusterBackup::cluster() const
{
    auto owner = openAsOwner();
    if (!owner) {
        return std::unexpected(owner.error());
    }
    const auto rows = (*owner)->runText(
        QByteArrayLiteral("select system_identifier::text from pg_control_system()"));
    if (!rows) {
        return std::unexpected(rows.error());
    }
    return rows->at(0).text(0);
}

Result<BackupFile> ClusterBackup::backUp(const BackupFolder &folder, Timestamp now) const
{
    BackupManifest manifest;
    manifest.takenAt = now;
    manifest.version = QCoreApplication::applicationVersion();
    const auto identifier = cluster();
    if (!identifier) {
        return std::unexpected(identifier.error());
    }
    manifest.cluster = *identifier;
    auto database = open(Served);
    if (!database) {
        return std::unexpected(database.error());
    }
    // pg_dump sees what this transaction sees, so that the counts are those of the dump.
    auto moment = (*database)->begin(Isolation::RepeatableRead);
    if (!moment) {
        return std::unexpected(moment.error());
    }
    const auto facts = (*database)->runText(QByteArrayLiteral(
        "select pg_export_snapshot(), (select max(number) from schema_migrations)"));
    if (!facts) {
        return std::unexpected(facts.error());
    }
    manifest.schema = facts->at(0).number(1);
    const auto counts = countRows(**database);
    if (!counts) {
        return std::unexpected(counts.error());
    }
    manifest.rows = *counts;

    const auto part = folder.newPart(now);
    if (!part) {
        return std::unexpected(part.error());
    }
    RunUser::Streams streams;
    streams.output = *part;
    streams.isCancelled = m_isCancelled;
    const auto dumped =
        m_tools.run(u"pg_dump"_qs, Served,
                    {u"--format=custom"_qs, u"--no-owner"_qs, u"--no-subscriptions"_qs,
                     u"--snapshot="_qs + facts->at(0).text(0)},
                    streams);
    moment->rollback();
    if (!dumped || dumped->exitCode != 0) {
        const auto error =
            dumped ? folder.failed(reasonIn(dumped->output)) : std::unexpected(dumped.error());
        QFile::remove(*part); // after the look at the disk, which it may have filled
        return error;
    }
    failpoint("backup.dumped");
    RunUser::Streams list;
    list.input = *part;
    const auto listed = m_tools.user.run(m_tools.binaries.program(u"pg_restore"_qs), {u"--list"_qs},
                                         std::chrono::minutes(10), list);
    if (!listed || listed->exitCode != 0) {
        const auto error =
            listed ? folder.failed(reasonIn(listed->output)) : std::unexpected(listed.error());
        QFile::remove(*part);
        return error;
    }
    auto backup = folder.publish(*part, manifest, m_isCancelled);
    if (backup) {
        folder.clean(manifest.cluster, now);
    }
    return backup;
}

Result<BackupFile> ClusterBackup::check(const QString &file) const
{
    auto backup = BackupFolder::open(file);
    if (!backup) {
        return backup;
    }
    const QList<Migration> known = Migrator::compiledIn();
    if (backup->manifest.schema > known.size()) {
        return failure(ErrorCode::ProtocolMismatch,
                       u"%1 was made by EvalTrack %2, which is newer than this one (%3). Install "
                       u"that version to restore it. Nothing was changed."_qs.arg(
                           file, backup->manifest.version, QCoreApplication::applicationVersion()));
    }
    if (const auto whole = backup->verify(m_isCancelled); !whole) {
        return std::unexpected(whole.error());
    }
    return backup;
}

Result<void> ClusterBackup::fill(const BackupFile &backup) const
{
    if (const auto dropped = dropUnfinished(); !dropped) {
        return dropped;
    }
    const auto owner = openAsOwner();
    if (!owner) {
        return std::unexpected(owner.error());
    }
    const auto made = (*owner)->runScript("create database " + Filled.toLatin1() + " owner " +
                                          Served.toLatin1() + " template template0");
    if (!made) {
        return std::unexpected(inSentence(made.error(), u"No room was made for the backup"_qs));
    }
    failpoint("restore.created");
    const auto giveUp = [this](const Error &error) {
        (void)dropUnfinished(); // else the next one does
        return std::unexpected(error);
    };
    RunUser::Streams streams;
    streams.input = backup.path;
    streams.isCancelled = m_isCancelled;
    const auto restored = m_tools.run(u"pg_restore"_qs, Filled,
                                      {u"--single-transaction"_qs, u"--exit-on-error"_qs,
                                       u"--no-owner"_qs, u"--no-subscriptions"_qs},
                                      streams);
    if (!restored) {
        return giveUp(restored.error());
    }
    if (restored->exitCode != 0) {
        const bool isFull = restored->output.contains(u"No space left on device") ||
                            BackupFolder(m_tools.access.root).isFull();
        return giveUp(
            isFull ? Error{ErrorCode::StorageFull,
                           u"The disk with %1 is full: a restore needs room for both databases. "
                           u"Nothing was changed."_qs.arg(m_tools.access.root),
                           {}}
                   : Error{ErrorCode::StorageDamaged,
                           u"%1 cannot be restored, and nothing was changed: %2"_qs.arg(
                               backup.path, reasonIn(restored->output)),
                           {}});
    }
    failpoint("restore.filled");
    auto filled = open(Filled);
    if (!filled) {
        return giveUp(filled.error());
    }
    const auto counts = countRows(**filled);
    if (!counts || *counts != backup.manifest.rows) {
        return giveUp(
            {ErrorCode::StorageDamaged,
             u"%1 does not hold what it held when it was made. Nothing was changed."_qs.arg(
                 backup.path),
             {}});
    }
    if (const auto ready = bringUpToDate(**filled); !ready) {
        return giveUp(ready.error());
    }
    return {};
}

Result<void> ClusterBackup::fillFromAside() const
{
    if (const auto dropped = dropUnfinished(); !dropped) {
        return dropped;
    }
    const auto owner = openAsOwner();
    if (!owner) {
        return std::unexpected(owner.error());
    }
    const auto names = asides(**owner);
    if (!names) {
        return std::unexpected(names.error());
    }
    if (names->isEmpty()) {
        return failure(ErrorCode::NotFound, u"No restore has set anything aside"_qs);
    }
    auto aside = open(names->first());
    if (!aside) {
        return std::unexpected(aside.error());
    }
    return bringUpToDate(**aside);
}

Result<void> ClusterBackup::bringUpToDate(Database &filled) const
{
    const auto migrated = Migrator(filled).migrate();
    if (!migrated) {
        return std::unexpected(
            inSentence(migrated.error(), u"The restored database cannot be brought up to date"_qs));
    }
    // Another installation to every client, which so reads everything anew. The log of changes goes
    // with it: its transaction numbers may be another cluster's, and ours would seem to lie before.
    const auto renewed = filled.inTransaction([&filled]() -> SqlResult<void> {
        return filled.runScript("update installation set uuid = gen_random_uuid();"
                                "truncate change_log;"
                                "update change_log_floor set xid = '0', seq = 0");
    });
    if (!renewed) {
        return std::unexpected(renewed.error());
    }
    return {};
}

Result<QStringList> ClusterBackup::asides(Database &owner) const
{
    const auto rows = owner.runText(
        QByteArrayLiteral("select datname from pg_database where starts_with(datname, $1) order "
                          "by datname collate \"C\" desc"),
        {AsidePrefix});
    if (!rows) {
        return std::unexpected(rows.error());
    }
    QStringList names;
    for (const Row row : *rows) {
        if (timeOfAside(row.text(0))) {
            names.append(row.text(0));
        }
    }
    return names;
}

Result<ClusterBackup::Exchange> ClusterBackup::swapIn(Source source, Timestamp now) const
{
    const auto owner = openAsOwner();
    if (!owner) {
        return std::unexpected(owner.error());
    }
    const auto before = asides(**owner);
    if (!before) {
        return std::unexpected(before.error());
    }
    if (source == Source::Aside && before->isEmpty()) {
        return failure(ErrorCode::NotFound, u"No restore has set anything aside"_qs);
    }
    Exchange exchange{source == Source::Aside ? before->first() : Filled, asideName(now)};
    while (before->contains(exchange.aside)) {
        now += std::chrono::seconds(1);
        exchange.aside = asideName(now);
    }
    failpoint("restore.swapping");
    const auto swapped = (*owner)->runScript(exchangeScript(exchange.aside, exchange.incoming));
    failpoint("restore.swapped");
    if (!swapped) {
        return std::unexpected(
            inSentence(swapped.error(), u"The databases could not be exchanged"_qs));
    }
    return exchange;
}

Result<void> ClusterBackup::swapBack(const Exchange &exchange) const
{
    const auto owner = openAsOwner();
    if (!owner) {
        return std::unexpected(owner.error());
    }
    const auto swapped = (*owner)->runScript(exchangeScript(exchange.incoming, exchange.aside));
    if (!swapped) {
        return std::unexpected(
            inSentence(swapped.error(), u"The databases could not be exchanged back"_qs));
    }
    return dropUnfinished();
}

Result<void> ClusterBackup::settle(const Exchange &exchange) const
{
    const auto owner = openAsOwner();
    if (!owner) {
        return std::unexpected(owner.error());
    }
    const auto names = asides(**owner);
    if (!names) {
        return std::unexpected(names.error());
    }
    for (const QString &old : *names) {
        if (old == exchange.aside) {
            continue;
        }
        const auto dropped = (*owner)->runScript(dropScript(old));
        if (!dropped) {
            return std::unexpected(dropped.error());
        }
    }
    return {};
}

Result<std::optional<Timestamp>> ClusterBackup::setAsideAt() const
{
    const auto owner = openAsOwner();
    if (!owner) {
        return std::unexpected(owner.error());
    }
    const auto names = asides(**owner);
    if (!names) {
        return std::unexpected(names.error());
    }
    return names->isEmpty() ? std::nullopt : timeOfAside(names->first());
}

Result<void> ClusterBackup::dropUnfinished() const
{
    const auto owner = openAsOwner();
    if (!owner) {
        return std::unexpected(owner.error());
    }
    const auto dropped = (*owner)->runScript(dropScript(Filled));
    return dropped ? Result<void>() : std::unexpected<Error>(dropped.error());
}

} // namespace EvalTrack::Server
