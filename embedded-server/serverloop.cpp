// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverloop.h"

#include "controllers/routetable.h"
#include "http/openapidocument.h"
#include "storage/repositories/userrepository.h"

namespace EvalTrack::Server {

namespace {

constexpr auto WatchInterval = std::chrono::seconds(5);

/// Stands in the table so that the path is described and authorised like any other. Upgrades do not
/// come here.
Route notificationsRoute()
{
    Route route;
    route.verb = Verb::Get;
    route.path = LoopNotifications::Path;
    route.access = SignedIn{};
    route.handle = [](const Request &) -> Reply {
        Response response = errorResponse(426, "Upgrade Required");
        response.headers.append({QByteArrayLiteral("Upgrade"), QByteArrayLiteral("websocket")});
        return response;
    };
    route.summary = "WebSocket: tells that something the caller may see has changed";
    return route;
}

} // namespace

Result<std::unique_ptr<LoopApplication>> ServerLoop::create(const Shared &shared)
{
    DatabaseOptions options;
    options.use = &shared.databaseUse;
    if (!shared.origin.isEmpty()) {
        options.applicationName = shared.origin;
    }
    auto database = Database::open(shared.database, options);
    if (!database) {
        return std::unexpected(database.error());
    }
    return std::unique_ptr<LoopApplication>(new ServerLoop(shared, *std::move(database)));
}

ServerLoop::ServerLoop(const Shared &shared, std::unique_ptr<Database> database)
    : m_database(std::move(database))
    , m_context{.loop = m_loop,
                .database = *m_database,
                .accounts = shared.accounts,
                .passwords = shared.passwords,
                .tokens = shared.tokens,
                .loginThrottle = shared.loginThrottle,
                .metrics = shared.metrics,
                .changes = shared.changes,
                .clock = shared.clock,
                .log = shared.log,
                .environment = shared.environment,
                .version = shared.version,
                .startedAt = shared.startedAt,
                .fingerprintKey = shared.fingerprintKey,
                .describe =
                    [version = shared.version](RouteTable routes) {
                        routes.append(notificationsRoute());
                        return openApiDocument(routes, version);
                    },
                .draining = shared.draining,
                .legacyRuns = shared.legacyRuns}
    , m_authenticator(shared.verifier, shared.accounts,
                      [this](UserId id) { return UserRepository(*m_database).account(id); })
{
    // So that a loop which nobody asks for anything counts no connection that is gone.
    QObject::connect(&m_watch, &QTimer::timeout, &m_loop, [this] { m_database->noticeLoss(); });
    m_watch.start(WatchInterval);
}

RouteTable ServerLoop::routes()
{
    RouteTable table = buildRoutes(m_context);
    table.append(notificationsRoute());
    return table;
}

Result<Caller> ServerLoop::authenticate(const QByteArray &token)
{
    return m_authenticator.fromToken(token);
}

} // namespace EvalTrack::Server
