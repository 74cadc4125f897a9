// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/loopcontext.h"
#include "http/eventloop.h"
#include "security/authenticator.h"
#include "storage/database.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>

namespace EvalTrack::Server {

/// What one event loop serves: its own database connection, and the routes made over it. Made, used
/// and destroyed in the loop's thread; what it shares with other loops lives longer
/// (ServerProcess).
class ServerLoop final : public LoopApplication
{
public:
    struct Shared
    {
        ConnectionSettings database;
        AccountCache &accounts;
        const JwtVerifier &verifier;
        PasswordHasher &passwords;
        const TokenIssuer &tokens;
        LoginThrottle &loginThrottle;
        Metrics &metrics;
        ChangeNotifier &changes;
        const Clock &clock;
        Log &log;
        QString environment;
        QString version;
        std::chrono::milliseconds startedAt{};
        QByteArray fingerprintKey;
        QString origin;             ///< Of the loops' changes, as the database announces them.
        ConnectionUse &databaseUse; ///< Of the loops' connections.
        const std::atomic<bool> *draining = nullptr; ///< As LoopContext's.
        LegacyRuns *legacyRuns = nullptr;            ///< Likewise.
    };

    [[nodiscard]] static Result<std::unique_ptr<LoopApplication>> create(const Shared &shared);

    [[nodiscard]] RouteTable routes() override;
    [[nodiscard]] Result<Caller> authenticate(const QByteArray &token) override;

private:
    ServerLoop(const Shared &shared, std::unique_ptr<Database> database);

    std::unique_ptr<Database> m_database;
    QObject m_loop;
    QTimer m_watch;
    LoopContext m_context;
    Authenticator m_authenticator;
};

} // namespace EvalTrack::Server
