// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "postgres/clusteraccess.h"
#include "postgres/postgresbinaries.h"
#include "postgres/runuser.h"
#include "storage/connectionsettings.h"

#include <QLockFile>
#include <QString>

#include <memory>
#include <optional>

namespace EvalTrack::Server {

enum class Durability {
    Full,    ///< What was committed survives a power cut.
    TestOnly ///< No fsync: for tests, which throw the data away.
};

/// A PostgreSQL cluster of our own in a data folder: made on first use (scram passwords, a private
/// socket or loopback only), started, restarted when it died, and stopped by who started it. Not
/// for databases named by DATABASE_URL, and not responsible for what is in the database beyond its
/// existence.
///
///     no data ── create ──▶ stopped ── start ──▶ running ── stop() / destructor ──▶ stopped
///                              ▲                    │
///                              └── ensureRunning() ─┘ killed, crashed
///
/// A cluster that a crashed program left running is taken over. Of two programs on one folder the
/// second uses the cluster of the first and does not stop it. All calls block (a first start takes
/// some seconds), so keep it off event loops that serve; use from one thread.
class PrivateCluster
{
public:
    struct Options
    {
        QString folder; ///< Made when missing.
        Durability durability = Durability::Full;
        std::optional<QStringList>
            binaryFolders; ///< Where to look for PostgreSQL instead of everywhere.
    };

    /// Unavailable: programs missing, another major version, or an account that may not;
    /// StorageFull: no room; Storage: the folder is not ours or is damaged. detail is a sentence
    /// for whoever started the program.
    [[nodiscard]] static Result<std::unique_ptr<PrivateCluster>> start(const Options &options);
    ~PrivateCluster();
    PrivateCluster(const PrivateCluster &) = delete;
    PrivateCluster &operator=(const PrivateCluster &) = delete;

    [[nodiscard]] const ClusterAccess &access() const { return m_access; }
    [[nodiscard]] ConnectionSettings settings() const { return m_access.settings(); }
    [[nodiscard]] QString connectionString() const { return settings().toUrl(); }
    /// How to reach the cluster of a folder, whether or not it runs; NotFound when the folder has
    /// none.
    [[nodiscard]] static Result<ConnectionSettings> settingsOf(const QString &folder);

    /// Whether this program started it or took it over, and so will stop it.
    [[nodiscard]] bool isOurs() const { return m_lock != nullptr; }
    [[nodiscard]] bool isRunning() const;
    /// Starts it again when it died. Also takes over from another program that stopped it.
    [[nodiscard]] Result<void> ensureRunning();
    /// A fast shutdown: open transactions are rolled back. Nothing when it is not ours.
    void stop();
    [[nodiscard]] qint64 postmasterPid() const;

private:
    PrivateCluster(Options options, RunUser user);

    [[nodiscard]] Result<void> open();
    [[nodiscard]] bool tryLock();
    [[nodiscard]] Result<void> useRunning();
    [[nodiscard]] Result<void> loadAccess();
    [[nodiscard]] Result<void> chooseRoot();
    [[nodiscard]] Result<void> chooseBinaries();
    [[nodiscard]] Result<void> create();
    [[nodiscard]] Result<void> chooseAddress();
    [[nodiscard]] Result<void> writeConfiguration() const;
    [[nodiscard]] Result<void> launch();
    [[nodiscard]] Result<void> ensureDatabase() const;
    void dropStalePid() const;
    [[nodiscard]] bool answers() const;

    Options m_options;
    RunUser m_user;
    ClusterAccess m_access;
    PostgresBinaries m_binaries;
    std::unique_ptr<QLockFile> m_lock; // held while the cluster is ours
    QLockFile::LockError m_lockError = QLockFile::NoError;
};

} // namespace EvalTrack::Server
