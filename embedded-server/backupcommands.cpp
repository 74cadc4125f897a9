// SPDX-License-Identifier: GPL-3.0-or-later
#include "servercommands.h"

#include "commandwords.h"
#include "postgres/clusterbackup.h"
#include "postgres/privatecluster.h"
#include "wire/isotime.h"

#include <QFileInfo>

namespace EvalTrack::Server {

namespace {

constexpr int Done = 0;

/// The private cluster, running, and what works on it.
struct BackupBench
{
    ServerProcess::Connection connection;
    ClusterBackup backup;
};

/// The desktop program's data lies one folder deeper than a server's, and is named by itself.
Result<ServerConfiguration> withClusterNamed(Result<ServerConfiguration> configured)
{
    if (!configured) {
        return configured;
    }
    const QString named = QFileInfo(configured->dataFolder).path();
    if (!QFileInfo::exists(configured->clusterFolder()) &&
        QFileInfo::exists(named + u"/postgres/access.json"_qs)) {
        configured->dataFolder = named;
    }
    return configured;
}

Result<BackupBench> openBackupBench(const ServerConfiguration &configuration)
{
    if (configuration.database) {
        return failure(ErrorCode::Validation,
                       u"DATABASE_URL: backup and restore are for the private database of a "
                       u"computer; a PostgreSQL of its own has pgbackrest (packaging/backup)"_qs);
    }
    auto connection = ServerProcess::connectDatabase(configuration);
    if (!connection) {
        return std::unexpected(connection.error());
    }
    auto tools = ClusterTools::of(configuration.clusterFolder());
    if (!tools) {
        return std::unexpected(tools.error());
    }
    return BackupBench{*std::move(connection), ClusterBackup(*std::move(tools))};
}

} // namespace

int ServerCommands::backUp()
{
    const auto configured = withClusterNamed(configuration());
    if (!configured) {
        return failed(configured.error());
    }
    const auto bench = openBackupBench(*configured);
    if (!bench) {
        return failed(bench.error());
    }
    const BackupFolder folder(m_flags.value(u"to"_qs, configured->dataFolder + u"/backups"_qs));
    if (const auto prepared = folder.prepare(BackupFolder::WhenMissing::Make); !prepared) {
        return failed(prepared.error());
    }
    const auto made = bench->backup.backUp(folder, SystemClock().now());
    if (!made) {
        return failed(made.error());
    }
    sayLine(u"Backed up to %1 (%2 bytes)"_qs.arg(made->path).arg(made->manifest.size));
    return Done;
}

/// The file is looked at before the database is, so that nothing is started for a wrong one.
int ServerCommands::restore()
{
    const bool isUndo = m_flags.contains(u"undo"_qs);
    if (isUndo != m_operand.isEmpty()) {
        return failed(
            {ErrorCode::Validation, u"restore: say which file, or --undo, and not both"_qs, {}});
    }
    const auto configured = withClusterNamed(configuration());
    if (!configured) {
        return failed(configured.error());
    }
    if (!isUndo) {
        if (const auto file = BackupFolder::open(m_operand); !file) {
            return failed(file.error());
        }
    }
    const auto bench = openBackupBench(*configured);
    if (!bench) {
        return failed(bench.error());
    }
    if (!bench->connection.cluster->isOurs()) {
        return failed({ErrorCode::Conflict,
                       u"Another EvalTrack works with %1. Close it first, or restore from within "
                       u"it."_qs.arg(configured->dataFolder),
                       {}});
    }
    Result<void> filled;
    if (isUndo) {
        filled = bench->backup.fillFromAside();
    } else {
        const auto checked = bench->backup.check(m_operand);
        filled =
            checked ? bench->backup.fill(*checked) : Result<void>(std::unexpected(checked.error()));
    }
    if (!filled) {
        return failed(filled.error());
    }
    const auto exchange = bench->backup.swapIn(
        isUndo ? ClusterBackup::Source::Aside : ClusterBackup::Source::Filled, SystemClock().now());
    if (!exchange) {
        return failed(exchange.error());
    }
    if (const auto settled = bench->backup.settle(*exchange); !settled) {
        return failed(settled.error());
    }
    sayLine(isUndo ? u"What the last restore had set aside is back"_qs
                   : u"Restored %1"_qs.arg(m_operand));
    sayLine(u"What was there before is kept as %1; `restore --undo` brings it back"_qs.arg(
        exchange->aside));
    return Done;
}

} // namespace EvalTrack::Server
