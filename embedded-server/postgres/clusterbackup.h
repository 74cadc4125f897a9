// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "postgres/backupfolder.h"
#include "postgres/clustertools.h"

#include <functional>

namespace EvalTrack::Server {

class Database;

/// Backups of a private cluster's database, and the way back to one. The cluster has to run. All
/// calls block, most for as long as the data is large; people can work meanwhile, but for swapIn().
/// Use from one thread; `isCancelled` may be set by another.
///
///     evaltrack ── backUp() ──▶ file ── fill() ──▶ evaltrack_restoring
///     evaltrack ◀── swapIn() ── evaltrack_restoring       evaltrack ── swapIn() ──▶
///     evaltrack_before_…
///
/// Whatever ends it before swapIn() leaves the old database as it was: what is half made is
/// dropped by the next one. Errors are those of LocalBackups; detail is a sentence.
class ClusterBackup
{
public:
    explicit ClusterBackup(ClusterTools tools, const std::atomic<bool> *isCancelled = nullptr);

    /// By pg_dump, as of one moment. Old ones go only after the new one is durable.
    [[nodiscard]] Result<BackupFile> backUp(const BackupFolder &folder, Timestamp now) const;
    /// The system identifier of PostgreSQL.
    [[nodiscard]] Result<QString> cluster() const;

    /// Whether a file can be restored by this program: ours, whole, and no newer than we are.
    [[nodiscard]] Result<BackupFile> check(const QString &file) const;
    /// Restores a checked file beside the database, in one transaction, brings its schema up to
    /// date and counts what is in it. Clients will read everything anew.
    [[nodiscard]] Result<void> fill(const BackupFile &backup) const;
    /// The same for what the last restore set aside. NotFound when there is nothing.
    [[nodiscard]] Result<void> fillFromAside() const;
    enum class Source { Filled, Aside };
    /// Which names an exchange gave.
    struct Exchange
    {
        QString incoming; ///< The name before of what is served now.
        QString aside;    ///< The name now of what was served before.
    };
    /// Puts what was filled in the place of the database, at once or not at all, and the database
    /// aside. Nobody may be connected to either.
    [[nodiscard]] Result<Exchange> swapIn(Source source, Timestamp now) const;
    /// Takes it back, for when nothing can be served from what came in.
    [[nodiscard]] Result<void> swapBack(const Exchange &exchange) const;
    /// It serves: of what was set aside earlier nothing stays.
    [[nodiscard]] Result<void> settle(const Exchange &exchange) const;
    /// When what is set aside was; nothing when there is none.
    [[nodiscard]] Result<std::optional<Timestamp>> setAsideAt() const;
    /// Drops what an interrupted restore left.
    [[nodiscard]] Result<void> dropUnfinished() const;

private:
    [[nodiscard]] Result<std::unique_ptr<Database>> open(const QString &database) const;
    [[nodiscard]] Result<std::unique_ptr<Database>> openAsOwner() const;
    [[nodiscard]] Result<void> bringUpToDate(Database &filled) const;
    [[nodiscard]] Result<QStringList> asides(Database &owner) const;

    ClusterTools m_tools;
    const std::atomic<bool> *m_isCancelled;
};

} // namespace EvalTrack::Server
