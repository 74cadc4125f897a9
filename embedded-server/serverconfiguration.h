// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"
#include "http/trustedproxies.h"
#include "observability/log.h"
#include "storage/connectionsettings.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>

namespace EvalTrack::Server {

/// What the server is told from outside, under the names that people have in their prod.env. A
/// value.
struct ServerConfiguration
{
    std::optional<ConnectionSettings> database; ///< Nothing: the private cluster below dataFolder.
    /// Where to listen; nothing: everywhere, and on loopback only while the demo is served.
    std::optional<QHostAddress> host;
    quint16 port = 3000;            ///< 0: any free one.
    Redacted<QByteArray> jwtSecret; ///< Empty: one of our own, kept in dataFolder.
    std::chrono::seconds tokenLifetime{15 * 60};
    QList<QByteArray> frontendOrigins;
    LogLevel logLevel = LogLevel::Info;
    QString dataFolder; ///< Of the server: postgres/ and jwt-secret are in it.
    QString environment = QStringLiteral("development");
    /// Made while nobody can sign in.
    struct FirstAccount
    {
        QString email;
        Redacted<QString> password;
    };
    std::optional<FirstAccount> firstAdministrator;
    Redacted<QByteArray> metricsToken;
    QString backupStamp; ///< A file that each good backup touches, for the metrics; empty: none.
    int eventLoops = 0;  ///< 0: as many as processors.
    TrustedProxies trustedProxies;
    int changeLogDays = 45; ///< How long the change feed remembers.
    /// How long it serves on, as not ready, between being asked to stop and stopping.
    std::chrono::seconds drainTime{0};

    /// Staging holds real people too, so production's rules hold for it.
    [[nodiscard]] bool isProduction() const
    {
        return environment == QLatin1String("production") ||
               environment == QLatin1String("staging");
    }
    /// dataFolder/postgres.
    [[nodiscard]] QString clusterFolder() const;
    /// dataFolder/ledger: signed checkpoints of the ledger and the key they are signed with.
    [[nodiscard]] QString ledgerFolder() const;
    /// dataFolder/import-v1: reports of the move from v1.
    [[nodiscard]] QString legacyFolder() const;

    static constexpr qsizetype ShortestSecret = 32;

    /// The value of a variable, nothing when it is not set.
    using Lookup = std::function<std::optional<QString>(const char *)>;
    /// Validation, with one line that names the variable and never repeats a secret.
    [[nodiscard]] static Result<ServerConfiguration> read(const Lookup &lookup);

    /// The secret to sign tokens with: JWT_SECRET, or the one kept in dataFolder, made when there
    /// is none (mode 0600).
    [[nodiscard]] Result<QByteArray> signingSecret() const;
};

/// "15m", "24h", "7d", "900s" or plain seconds.
[[nodiscard]] std::optional<std::chrono::seconds> durationFromText(QStringView text);

} // namespace EvalTrack::Server
