// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/redacted.h"
#include "demo/demoplan.h"
#include "errorjournal.h"
#include "http/connectionregister.h"
#include "http/corspolicy.h"
#include "http/notificationhub.h"
#include "observability/log.h"
#include "observability/metrics.h"
#include "security/accountcache.h"
#include "security/jwtverifier.h"
#include "security/loginthrottle.h"
#include "security/passwordhasher.h"
#include "security/tokenissuer.h"
#include "serverconfiguration.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace EvalTrack::Server {

class Database;
class EventLoop;
class LedgerCheckpoints;
class LegacyRuns;
struct RequestRecord;
class NotificationListener;
class ServerWatch;
struct ConnectionUse;
class PrivateCluster;

/// The server's composition root: PostgreSQL, schema, demo company when asked for, what the event
/// loops share, and the loops, started in that order and stopped in the reverse. Also looks after
/// them: restarts the private cluster, hears what other servers on the same database changed,
/// throws away what expired. Lives in one thread with an event loop (the main thread of
/// evaltrack-server, a thread of its own in the desktop program), which start() and stop() block.
class ServerProcess final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerProcess)

public:
    struct Options
    {
        ServerConfiguration configuration;
        std::optional<DemoOptions> demo;                 ///< Fills an empty database.
        std::function<void(const QString &)> onProgress; ///< English, one step each.
        QString logFile;                                 ///< Empty: standard error.
        bool takesOverQtMessages = false;
    };

    explicit ServerProcess(Options options, QObject *parent = nullptr);
    ~ServerProcess() override;

    [[nodiscard]] Result<void> start();
    /// Says in /health/ready that it will stop, and ends each connection with its next answer, so
    /// that a balancer has sent everybody elsewhere when stop() is called. Serves on meanwhile.
    void beginDrain();
    [[nodiscard]] bool isDraining() const { return m_isDraining; }
    void stop();
    /// A cluster that runs already, to be used instead of starting one. Before start().
    void takeCluster(std::unique_ptr<PrivateCluster> cluster);
    /// stop(), but the private cluster runs on, in the hands of the caller; null with DATABASE_URL.
    [[nodiscard]] std::unique_ptr<PrivateCluster> stopServing();

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] const ServerConfiguration &configuration() const
    {
        return m_options.configuration;
    }
    /// Whether the database holds the demo company; valid once started.
    [[nodiscard]] bool isDemo() const { return m_isDemo; }
    [[nodiscard]] QHostAddress host() const;
    [[nodiscard]] bool needsFirstAdministrator() const;
    [[nodiscard]] Result<void> createFirstAdministrator(const QString &name, const QString &email,
                                                        const Redacted<QString> &password);

    /// Starts the private cluster unless DATABASE_URL names a database; the cluster runs as long as
    /// the returned one lives.
    struct Connection
    {
        std::unique_ptr<PrivateCluster> cluster; ///< Null with DATABASE_URL.
        ConnectionSettings settings;
    };
    [[nodiscard]] static Result<Connection>
    connectDatabase(const ServerConfiguration &configuration);

    /// The OpenAPI document of the routes that a server on this database has.
    [[nodiscard]] static Result<QByteArray> describe(const ConnectionSettings &settings);

private:
    /// What exists from the secret on, in the order it is made.
    struct Shared;

    [[nodiscard]] Result<void> openDatabase();
    [[nodiscard]] Result<void> fillDemo();
    [[nodiscard]] Result<void> judgeDemo();
    [[nodiscard]] Result<void> makeFirstAdministrator();
    [[nodiscard]] Result<void> startLoops();
    [[nodiscard]] std::unexpected<Error> cannotListen(const Error &error) const;
    void startListening();
    void observe(const RequestRecord &record);
    void writeErrors();
    void tellMetrics();
    void lookAfter();
    void pruneChangeLog();
    void openLedgerCheckpoints();
    void signLedger();
    void progress(const QString &step) const;

    Options m_options;
    SystemClock m_clock;
    Log m_log;
    Metrics m_metrics;
    ErrorJournal m_errors{m_clock};
    std::unique_ptr<PrivateCluster> m_cluster;
    ConnectionSettings m_databaseSettings;
    std::unique_ptr<Database> m_database;             // of this thread
    std::unique_ptr<LedgerCheckpoints> m_checkpoints; ///< Null when its file is not ours any more.
    std::unique_ptr<ServerWatch> m_watch;
    qint64 m_notedCheckpoints = 0;
    std::unique_ptr<Shared> m_shared;
    std::unique_ptr<ConnectionUse> m_databaseUse; ///< Of the loops' connections.
    std::unique_ptr<LegacyRuns> m_legacyRuns;
    std::vector<std::unique_ptr<EventLoop>> m_loops;
    std::unique_ptr<NotificationListener> m_listener;
    QTimer m_rounds;
    int m_round = 0;
    std::chrono::milliseconds m_nextPruning{0}; // at once, then daily
    quint16 m_port = 0;
    bool m_isDemo = false;
    bool m_isStopped = false;
    std::atomic<bool> m_isDraining = false; // the loops read it
};

} // namespace EvalTrack::Server
