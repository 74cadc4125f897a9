// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "http/route.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>

namespace EvalTrack::Server {

class AccountCache;
class ChangeNotifier;
class Database;
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
};

} // namespace EvalTrack::Server
