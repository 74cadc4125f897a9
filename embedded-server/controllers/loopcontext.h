// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "http/route.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <atomic>
#include <functional>

namespace EvalTrack::Server {

class AccountCache;
class ChangeNotifier;
class Database;
class LegacyRuns;
class Log;
class LoginThrottle;
class Metrics;
class PasswordHasher;
class TokenIssuer;

/// What the handlers of one event loop work with: its own database connection, and the parts of the
/// server that all loops share. Made by ServerProcess in the loop's thread; everything in it
/// outlives the routes.
struct LoopContext
{
    QObject &loop;      ///< Lives in the loop's thread; answers of pools are delivered to it.
    Database &database; ///< Of this loop alone.
    AccountCache &accounts;
    PasswordHasher &passwords;
    const TokenIssuer &tokens;
    LoginThrottle &loginThrottle;
    Metrics &metrics;
    ChangeNotifier &changes;
    const Clock &clock;
    Log &log;
    QString environment; ///< "production", "development" …, as GET /health shows it.
    QString version;
    std::chrono::milliseconds startedAt{}; ///< Monotonic.
    QByteArray fingerprintKey; ///< Of this installation alone; other keys follow from it.
    /// The OpenAPI document of the finished table; empty where nobody asks for it.
    std::function<QByteArray(const RouteTable &)> describe;
    /// Whether the server is about to stop; null where it never is.
    const std::atomic<bool> *draining = nullptr;
    /// The move from v1; null where routes are only described.
    LegacyRuns *legacyRuns = nullptr;

    /// For a thread of a pool, which has a connection of its own.
    [[nodiscard]] LoopContext over(Database &own) const
    {
        return {.loop = loop,
                .database = own,
                .accounts = accounts,
                .passwords = passwords,
                .tokens = tokens,
                .loginThrottle = loginThrottle,
                .metrics = metrics,
                .changes = changes,
                .clock = clock,
                .log = log,
                .environment = environment,
                .version = version,
                .startedAt = startedAt,
                .fingerprintKey = fingerprintKey,
                .describe = {},
                .draining = draining,
                .legacyRuns = legacyRuns};
    }
};

} // namespace EvalTrack::Server
