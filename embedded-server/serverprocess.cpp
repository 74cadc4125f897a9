// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverprocess.h"

#include "demo/democompany.h"
#include "firstadministrator.h"
#include "http/eventloop.h"
#include "http/guardserver.h"
#include "http/openapidocument.h"
#include "ledger/knowncheckpoints.h"
#include "ledger/ledgercheckpoints.h"
#include "legacy/legacyruns.h"
#include "postgres/privatecluster.h"
#include "serverloop.h"
#include "serverwatch.h"
#include "storage/database.h"
#include "storage/migrator.h"
#include "storage/notificationlistener.h"
#include "storage/repositories/feedrepository.h"
#include "storage/repositories/idempotencyrepository.h"
#include "storage/repositories/sessionrepository.h"

#include <QCoreApplication>
#include <QMessageAuthenticationCode>
#include <QThread>
#include <QUuid>

#include <algorithm>

namespace EvalTrack::Server {

namespace {

constexpr auto RoundInterval = std::chrono::seconds(5);
constexpr int RoundsBetweenCleanings = 720; // an hour
constexpr auto PruningInterval = std::chrono::hours(24);
constexpr int ChangesPrunedAtOnce = 20'000;
constexpr auto AccountsChannel = "evaltrack_accounts";
constexpr auto ChangesChannel = "evaltrack_changes";

Error withSentence(const Error &error, const QString &sentence)
{
    return {error.code, sentence + u": "_qs + error.detail, error.fieldErrors};
}

} // namespace

struct ServerProcess::Shared
{
    Shared(const QByteArray &secret, const ServerConfiguration &configuration, const Clock &clock)
        : accounts(clock)
        , verifier(secret, clock)
        , tokens(secret, configuration.tokenLifetime, clock)
        , loginThrottle(clock)
        , cors(configuration.frontendOrigins)
        , connections(GuardLimits().connectionsPerAddress, GuardLimits().connections)
        , passwords({std::max(1, QThread::idealThreadCount()), 64})
        , fingerprintKey(QMessageAuthenticationCode::hash("EvalTrack idempotency keys", secret,
                                                          QCryptographicHash::Sha256))
        , origin(u"evaltrack-server "_qs + QUuid::createUuid().toString(QUuid::WithoutBraces))
    {
        accounts.setListener([this](UserId id) { hub.accountChanged(id); });
    }

    AccountCache accounts;
    JwtVerifier verifier;
    TokenIssuer tokens;
    LoginThrottle loginThrottle;
    CorsPolicy cors;
    ConnectionRegister connections;
    NotificationHub hub;
    PasswordHasher passwords;
    QByteArray fingerprintKey;
    QString origin; ///< Fits application_name, which holds 63 bytes.
};

ServerProcess::ServerProcess(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_log(m_options.configuration.logLevel, m_options.logFile)
    , m_databaseUse(std::make_unique<ConnectionUse>())
{
    if (m_options.takesOverQtMessages) {
        m_log.takeOverQtMessages();
    }
    QObject::connect(&m_rounds, &QTimer::timeout, this, &ServerProcess::lookAfter);
}

ServerProcess::~ServerProcess()
{
    stop();
}

void ServerProcess::progress(const QString &step) const
{
    if (m_options.onProgress) {
        m_options.onProgress(step);
    }
}

Result<ServerProcess::Connection>
ServerProcess::connectDatabase(const ServerConfiguration &configuration)
{
    Connection connection;
    if (configuration.database) {
        connection.settings = *configuration.database;
        return connection;
    }
    PrivateCluster::Options options;
    options.folder = configuration.clusterFolder();
    auto cluster = PrivateCluster::start(options);
    if (!cluster) {
        return std::unexpected(cluster.error());
    }
    connection.cluster = *std::move(cluster);
    connection.settings = connection.cluster->settings();
    return connection;
}

Result<void> ServerProcess::start()
{
    // First of all, so that nothing is started in vain.
    const ServerConfiguration &configuration = m_options.configuration;
    if (const auto isFree = GuardServer::checkPortIsFree(host(), configuration.port); !isFree) {
        return cannotListen(isFree.error());
    }
    const auto secret = configuration.signingSecret();
    if (!secret) {
        return std::unexpected(secret.error());
    }
    m_shared = std::make_unique<Shared>(*secret, m_options.configuration, m_clock);
    if (auto opened = openDatabase(); !opened) {
        return opened;
    }
    if (auto filled = fillDemo(); !filled) {
        return filled;
    }
    if (auto judged = judgeDemo(); !judged) {
        return judged;
    }
    if (auto made = makeFirstAdministrator(); !made) {
        return made;
    }
    m_watch = std::make_unique<ServerWatch>(
        *m_database, ServerWatch::Places{configuration.dataFolder, configuration.backupStamp},
        m_clock);
    m_metrics.setBuild(QCoreApplication::applicationVersion(), configuration.environment);
    openLedgerCheckpoints();
    m_legacyRuns = std::make_unique<LegacyRuns>(
        LegacyRuns::Places{m_databaseSettings, configuration.legacyFolder()}, m_log);
    if (auto started = startLoops(); !started) {
        return started;
    }
    startListening();
    tellMetrics();
    pruneChangeLog();
    m_rounds.start(RoundInterval);
    m_log.info("listening", {{"port", qint64{m_port}}, {"loops", qint64(m_loops.size())}});
    return {};
}

Result<QByteArray> ServerProcess::describe(const ConnectionSettings &settings)
{
    const SystemClock clock;
    const ServerConfiguration configuration;
    Shared shared(QByteArray(ServerConfiguration::ShortestSecret, '0'), configuration, clock);
    Metrics metrics;
    Log log(LogLevel::Off);
    ConnectionUse use;
    const ServerLoop::Shared loopShared{.database = settings,
                                        .accounts = shared.accounts,
                                        .verifier = shared.verifier,
                                        .passwords = shared.passwords,
                                        .tokens = shared.tokens,
                                        .loginThrottle = shared.loginThrottle,
                                        .metrics = metrics,
                                        .changes = shared.hub,
                                        .clock = clock,
                                        .log = log,
                                        .environment = configuration.environment,
                                        .version = QCoreApplication::applicationVersion(),
                                        .startedAt = clock.monotonic(),
                                        .fingerprintKey = shared.fingerprintKey,
                                        .origin = {},
                                        .databaseUse = use};
    const auto loop = ServerLoop::create(loopShared);
    if (!loop) {
        return std::unexpected(loop.error());
    }
    return openApiDocument((*loop)->routes(), QCoreApplication::applicationVersion());
}

Result<void> ServerProcess::openDatabase()
{
    progress(m_options.configuration.database ? u"Connecting to PostgreSQL"_qs
                                              : u"Starting PostgreSQL"_qs);
    if (m_cluster) {
        if (const auto running = m_cluster->ensureRunning(); !running) {
            return running;
        }
        m_databaseSettings = m_cluster->settings();
    } else {
        auto connection = connectDatabase(m_options.configuration);
        if (!connection) {
            return std::unexpected(connection.error());
        }
        m_cluster = std::move(connection->cluster);
        m_databaseSettings = connection->settings;
    }

    DatabaseOptions patient; // a migration of a large company takes its time
    patient.statementTimeout = {};
    auto database = Database::open(m_databaseSettings, patient);
    if (!database) {
        return std::unexpected(
            m_options.configuration.database
                ? withSentence(database.error(), u"The database of DATABASE_URL is not there"_qs)
                : database.error());
    }
    m_database = *std::move(database);

    progress(u"Bringing the database up to date"_qs);
    const auto migrated = Migrator(*m_database).migrate();
    if (!migrated) {
        return std::unexpected(
            withSentence(migrated.error(), u"The database cannot be brought up to date"_qs));
    }
    return {};
}

Result<void> ServerProcess::fillDemo()
{
    if (!m_options.demo) {
        return {};
    }
    const auto rows = m_database->run("setup.isEmpty");
    if (!rows) {
        return std::unexpected(rows.error());
    }
    if (const auto row = rows->first(); !row || !row->boolean(0)) {
        return {};
    }
    progress(u"Making the demo company"_qs);
    const auto made = DemoCompany(*m_database).fill(*m_options.demo);
    if (!made) {
        return std::unexpected(withSentence(made.error(), u"The demo company cannot be made"_qs));
    }
    return {};
}

// The demo's passwords are known to everybody.
Result<void> ServerProcess::judgeDemo()
{
    const auto rows = m_database->run("setup.isDemo");
    if (!rows) {
        return std::unexpected(rows.error());
    }
    const auto row = rows->first();
    m_isDemo = row && row->boolean(0);
    if (m_isDemo && m_options.configuration.isProduction()) {
        return failure(ErrorCode::Validation,
                       QStringLiteral("The database holds the demo company, whose passwords "
                                      "everybody knows: production needs another one "
                                      "(DATABASE_URL or EVALTRACK_DATA)"));
    }
    return {};
}

/// Before anybody is served: a server that cannot make its administrator does not start at all.
Result<void> ServerProcess::makeFirstAdministrator()
{
    const auto &wanted = m_options.configuration.firstAdministrator;
    if (!wanted) {
        return {};
    }
    const FirstAdministrator first(*m_database);
    const auto isNeeded = first.isNeeded();
    if (!isNeeded) {
        return std::unexpected(isNeeded.error());
    }
    if (!*isNeeded) {
        return {};
    }
    progress(u"Making the first administrator"_qs);
    const auto made =
        first.create(QStringLiteral("Administrador"), wanted->email, wanted->password);
    // Another server on the same database may have been faster.
    if (made || !first.isNeeded().value_or(true)) {
        return {};
    }
    if (made.error().code == ErrorCode::Conflict) {
        return failure(ErrorCode::Validation,
                       QStringLiteral("EVALTRACK_ADMIN_EMAIL: somebody who cannot sign in has this "
                                      "e-mail already"));
    }
    return std::unexpected(
        withSentence(made.error(), u"The first administrator cannot be made"_qs));
}

QHostAddress ServerProcess::host() const
{
    return m_options.configuration.host.value_or(
        QHostAddress(m_isDemo ? QHostAddress::LocalHost : QHostAddress::Any));
}

std::unexpected<Error> ServerProcess::cannotListen(const Error &error) const
{
    return std::unexpected(withSentence(
        error, u"The server cannot listen on port %1"_qs.arg(m_options.configuration.port)));
}

Result<void> ServerProcess::startLoops()
{
    progress(u"Starting the server"_qs);
    const ServerConfiguration &configuration = m_options.configuration;
    const ServerLoop::Shared loopShared{.database = m_databaseSettings,
                                        .accounts = m_shared->accounts,
                                        .verifier = m_shared->verifier,
                                        .passwords = m_shared->passwords,
                                        .tokens = m_shared->tokens,
                                        .loginThrottle = m_shared->loginThrottle,
                                        .metrics = m_metrics,
                                        .changes = m_shared->hub,
                                        .clock = m_clock,
                                        .log = m_log,
                                        .environment = configuration.environment,
                                        .version = QCoreApplication::applicationVersion(),
                                        .startedAt = m_clock.monotonic(),
                                        .fingerprintKey = m_shared->fingerprintKey,
                                        .origin = m_shared->origin,
                                        .databaseUse = *m_databaseUse,
                                        .draining = &m_isDraining,
                                        .legacyRuns = m_legacyRuns.get()};
    const EventLoop::Shared httpShared{m_shared->connections,
                                       m_shared->cors,
                                       m_shared->hub,
                                       GuardLimits(),
                                       LoopNotifications::Limits(),
                                       configuration.metricsToken.reveal(),
                                       [this](const RequestRecord &record) { observe(record); },
                                       [this] { m_metrics.countRefusedConnection(); },
                                       configuration.trustedProxies,
                                       &m_isDraining};
    const int wanted =
        configuration.eventLoops > 0 ? configuration.eventLoops : QThread::idealThreadCount();
    const int count = GuardServer::canSharePort() ? std::clamp(wanted, 1, 64) : 1;
    m_port = configuration.port;
    for (int i = 0; i < count; ++i) {
        auto loop = std::make_unique<EventLoop>(
            httpShared, [loopShared] { return ServerLoop::create(loopShared); });
        const auto listening = loop->listen(host(), m_port);
        if (!listening) {
            return cannotListen(listening.error());
        }
        m_port = *listening; // the others share the port that the first one was given
        m_loops.push_back(std::move(loop));
    }
    return {};
}

void ServerProcess::observe(const RequestRecord &record)
{
    m_metrics.countRequest(record.verb, record.route, record.status, record.duration);
    if (!record.caller.isNull()) {
        m_metrics.noteCaller(record.caller, record.role);
    }
    if (m_errors.note(record)) {
        QMetaObject::invokeMethod(this, &ServerProcess::writeErrors, Qt::QueuedConnection);
    }
    const auto level = record.status >= 500 ? LogLevel::Error : LogLevel::Info;
    if (!m_log.isEnabled(level)) {
        return;
    }
    const double duration = std::chrono::duration<double, std::milli>(record.duration).count();
    if (record.logDetail.isEmpty()) {
        m_log.write(level, "request",
                    {{"requestId", record.requestId},
                     {"traceId", record.traceId},
                     {"method", name(record.verb).toByteArray()},
                     {"route", QByteArray(record.route)},
                     {"status", qint64{record.status}},
                     {"durationMs", duration}});
    } else {
        m_log.write(level, "request",
                    {{"requestId", record.requestId},
                     {"traceId", record.traceId},
                     {"method", name(record.verb).toByteArray()},
                     {"route", QByteArray(record.route)},
                     {"status", qint64{record.status}},
                     {"durationMs", duration},
                     {"detail", record.logDetail}});
    }
}

/// What PostgreSQL does not take now is tried again in each round.
void ServerProcess::writeErrors()
{
    if (m_database && m_errors.waiting() > 0) {
        (void)m_errors.write(*m_database);
    }
}

void ServerProcess::startListening()
{
    m_listener = std::make_unique<NotificationListener>(
        m_databaseSettings, QByteArrayList{AccountsChannel, ChangesChannel});
    QObject::connect(m_listener.get(), &NotificationListener::notified, this,
                     [this](const QString &channel, const QString &payload) {
                         if (channel == QLatin1String(AccountsChannel)) {
                             bool isId = false;
                             const qint64 id = payload.toLongLong(&isId);
                             if (isId) {
                                 m_shared->accounts.invalidate(UserId(id));
                             } else {
                                 m_shared->accounts.clear();
                             }
                         } else if (payload != m_shared->origin) {
                             // Another server on this database changed something, and whom it
                             // concerns is not told: everybody looks. Of its own changes this one
                             // has told its clients more exactly.
                             m_shared->hub.notify([](const Caller &) { return true; });
                         }
                     });
    // While nothing is heard, nothing remembered is safe for longer than the cache's own age;
    // afterwards start afresh.
    QObject::connect(m_listener.get(), &NotificationListener::resumed, this, [this] {
        m_shared->accounts.clear();
        m_metrics.countDatabaseReconnect();
    });
    // The first to notice that PostgreSQL died: no need to wait for the next round.
    QObject::connect(m_listener.get(), &NotificationListener::interrupted, this,
                     &ServerProcess::lookAfter, Qt::QueuedConnection);
    if (!m_listener->start()) {
        m_log.warning("notifications of the database are not heard yet");
    }
}

void ServerProcess::tellMetrics()
{
    m_metrics.setConnections(m_shared->connections.count());
    m_metrics.setWebSockets(m_shared->hub.clientCount());
    m_metrics.setDatabasePool(static_cast<int>(m_loops.size()), m_databaseUse->open);
    m_metrics.setDatabaseUse(m_databaseUse->inUse,
                             std::chrono::nanoseconds(m_databaseUse->busyNanoseconds));
    m_metrics.setWatched(m_watch->look());
}

void ServerProcess::lookAfter()
{
    tellMetrics();
    if (m_cluster && !m_listener->isListening()) {
        if (const auto running = m_cluster->ensureRunning(); !running) {
            m_log.error("PostgreSQL does not run", {{"detail", running.error().detail}});
        }
    }
    writeErrors();
    pruneChangeLog();
    signLedger();
    if (++m_round % RoundsBetweenCleanings == 0) {
        (void)IdempotencyRepository(*m_database).forgetOld();
        (void)SessionRepository(*m_database).forgetExpired();
        (void)m_errors.forgetOld(*m_database);
        (void)m_database->run("dashboard.compact");
    }
}

/// A piece in each round, so that this thread keeps hearing notifications.
void ServerProcess::pruneChangeLog()
{
    if (m_clock.monotonic() < m_nextPruning) {
        return;
    }
    const auto dropped = FeedRepository(*m_database)
                             .prune(m_options.configuration.changeLogDays, ChangesPrunedAtOnce);
    if (dropped && *dropped < ChangesPrunedAtOnce) {
        m_nextPruning = m_clock.monotonic() + PruningInterval;
    }
}

/// A file that somebody else wrote to must not keep people from working; verify-ledger says what is
/// wrong with it.
void ServerProcess::openLedgerCheckpoints()
{
    auto checkpoints = LedgerCheckpoints::open(m_options.configuration.ledgerFolder());
    if (!checkpoints) {
        m_log.error("the ledger is not signed", {{"detail", checkpoints.error().detail}});
        return;
    }
    const auto known = KnownCheckpoints(*m_database).of(checkpoints->signingKey());
    if (!known) {
        m_log.error("the ledger is not signed", {{"detail", known.error().detail}});
        return;
    }
    if (*known && (*known)->count > checkpoints->count()) {
        // As many new ones would hide that they are gone.
        m_log.error(
            "the ledger is not signed",
            {{"detail", KnownCheckpoints::describeLoss(**known, checkpoints->count(),
                                                       m_options.configuration.ledgerFolder())}});
        return;
    }
    m_checkpoints = std::make_unique<LedgerCheckpoints>(*std::move(checkpoints));
}

void ServerProcess::signLedger()
{
    if (!m_checkpoints) {
        return;
    }
    const auto rows = m_database->run("ledger.heads");
    if (!rows) {
        return; // The next round asks again.
    }
    QList<LedgerHead> heads;
    for (const Row row : *rows) {
        heads.append({row.uuid(0), row.integer(1), row.bytes(2)});
    }
    if (m_checkpoints->isNews(heads)) {
        // A primary that crashed shows what its standby has not got; were that signed and the
        // standby promoted, the ledger would look cut off.
        if (!m_database->inTransaction([this] { return m_database->run("ledger.barrier"); })) {
            return; // The next round asks again.
        }
        if (const auto written = m_checkpoints->append(heads, m_clock.now()); !written) {
            m_log.error("the ledger is not signed", {{"detail", written.error().detail}});
            return;
        }
    }
    if (m_checkpoints->count() != m_notedCheckpoints &&
        KnownCheckpoints(*m_database).note(*m_checkpoints)) {
        m_notedCheckpoints = m_checkpoints->count();
    }
}

bool ServerProcess::needsFirstAdministrator() const
{
    return m_database && FirstAdministrator(*m_database).isNeeded().value_or(false);
}

Result<void> ServerProcess::createFirstAdministrator(const QString &name, const QString &email,
                                                     const Redacted<QString> &password)
{
    if (!m_database) {
        return failure(ErrorCode::Unavailable);
    }
    return FirstAdministrator(*m_database).create(name, email, password);
}

void ServerProcess::beginDrain()
{
    m_isDraining = true;
    m_log.info("draining");
}

void ServerProcess::takeCluster(std::unique_ptr<PrivateCluster> cluster)
{
    m_cluster = std::move(cluster);
}

void ServerProcess::stop()
{
    if (const auto cluster = stopServing()) {
        cluster->stop();
    }
}

std::unique_ptr<PrivateCluster> ServerProcess::stopServing()
{
    if (m_isStopped) {
        return nullptr;
    }
    m_isStopped = true;
    const bool wasServing = !m_loops.empty();
    m_rounds.stop();
    for (const auto &loop : m_loops) {
        loop->beginStop();
    }
    m_loops.clear(); // waits for each
    m_legacyRuns.reset();
    m_listener.reset();
    if (wasServing) {
        writeErrors();
        signLedger();
    }
    m_watch.reset();
    m_database.reset();
    if (wasServing) {
        m_log.info("stopped");
    }
    return std::move(m_cluster);
}

} // namespace EvalTrack::Server
