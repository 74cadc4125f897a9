// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverconfiguration.h"

#include "domain/validation.h"
#include "security/keptsecret.h"

#include <QDir>
#include <QStandardPaths>
#include <QUrl>

namespace EvalTrack::Server {

namespace {

using std::chrono::seconds;

constexpr seconds LongestTokenLifetime = std::chrono::hours(24 * 30);
constexpr std::chrono::seconds LongestDrain = std::chrono::minutes(10);
constexpr auto DefaultOrigins = "http://localhost:5173,http://localhost:3000";

std::unexpected<Error> wrong(const char *variable, const QString &what)
{
    return failure(ErrorCode::Validation, QLatin1String(variable) + u": "_qs + what);
}

Result<QList<QByteArray>> originsFromText(const QString &text)
{
    QList<QByteArray> origins;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QUrl url(part.trimmed(), QUrl::StrictMode);
        const bool isOrigin = url.isValid() && !url.host().isEmpty() &&
                              (url.scheme() == u"http" || url.scheme() == u"https") &&
                              url.userInfo().isEmpty();
        if (!isOrigin) {
            return wrong(
                "FRONTEND_URL",
                u"'%1' is not an address such as https://evaltrack.example"_qs.arg(part.trimmed()));
        }
        origins.append(
            url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment).toLatin1());
    }
    return origins;
}

/// Nothing when neither variable is set.
Result<std::optional<ServerConfiguration::FirstAccount>>
firstAdministratorOf(const ServerConfiguration::Lookup &lookup)
{
    const QString email = lookup("EVALTRACK_ADMIN_EMAIL").value_or(QString()).trimmed();
    const QString password = lookup("EVALTRACK_ADMIN_PASSWORD").value_or(QString());
    if (email.isEmpty() && password.isEmpty()) {
        return std::nullopt;
    }
    if (email.isEmpty()) {
        return wrong("EVALTRACK_ADMIN_EMAIL", u"must be set where EVALTRACK_ADMIN_PASSWORD is"_qs);
    }
    if (password.isEmpty()) {
        return wrong("EVALTRACK_ADMIN_PASSWORD", u"must be set where EVALTRACK_ADMIN_EMAIL is"_qs);
    }
    if (checkEmail(email)) {
        return wrong("EVALTRACK_ADMIN_EMAIL", u"must be an e-mail address"_qs);
    }
    if (checkNewPassword(password)) {
        return wrong(
            "EVALTRACK_ADMIN_PASSWORD",
            u"must have %1 to %2 characters"_qs.arg(Limits::PasswordMin).arg(Limits::PasswordMax));
    }
    return ServerConfiguration::FirstAccount{email, Redacted(password)};
}

} // namespace

std::optional<seconds> durationFromText(QStringView text)
{
    text = text.trimmed();
    qint64 unit = 1;
    if (!text.isEmpty() && !text.back().isDigit()) {
        switch (text.back().toLower().unicode()) {
        case u's':
            break;
        case u'm':
            unit = 60;
            break;
        case u'h':
            unit = 3600;
            break;
        case u'd':
            unit = 86'400;
            break;
        default:
            return std::nullopt;
        }
        text = text.chopped(1).trimmed();
    }
    bool isNumber = false;
    const int count = text.toInt(&isNumber);
    return isNumber && count > 0 ? std::optional(seconds(count * unit)) : std::nullopt;
}

QString ServerConfiguration::clusterFolder() const
{
    return dataFolder + u"/postgres"_qs;
}

QString ServerConfiguration::ledgerFolder() const
{
    return dataFolder + u"/ledger"_qs;
}

QString ServerConfiguration::legacyFolder() const
{
    return dataFolder + QStringLiteral("/import-v1");
}

Result<ServerConfiguration> ServerConfiguration::read(const Lookup &lookup)
{
    ServerConfiguration configuration;
    const auto textOf = [&lookup](const char *variable) {
        return lookup(variable).value_or(QString()).trimmed();
    };

    for (const char *const variable : {"EVALTRACK_ENV", "NODE_ENV"}) {
        const QString environment = textOf(variable);
        if (environment.isEmpty()) {
            continue;
        }
        if (environment != u"production" && environment != u"staging" &&
            environment != u"development" && environment != u"test") {
            return wrong(variable, u"must be production, staging, development or test"_qs);
        }
        configuration.environment = environment;
        break;
    }

    if (const QString url = textOf("DATABASE_URL"); !url.isEmpty()) {
        auto settings = ConnectionSettings::fromUrl(url);
        if (!settings) {
            return wrong("DATABASE_URL", settings.error().detail);
        }
        configuration.database = *std::move(settings);
    }

    if (const QString host = textOf("EVALTRACK_HOST"); !host.isEmpty()) {
        const QHostAddress address(host == u"localhost" ? QStringLiteral("127.0.0.1") : host);
        if (address.isNull()) {
            return wrong("EVALTRACK_HOST",
                         u"must be an address of this computer such as 127.0.0.1 or 0.0.0.0"_qs);
        }
        configuration.host = address;
    }

    if (const QString port = textOf("PORT"); !port.isEmpty()) {
        bool isNumber = false;
        configuration.port = port.toUShort(&isNumber);
        if (!isNumber) {
            return wrong("PORT", u"must be a number from 0 to 65535"_qs);
        }
    }

    configuration.jwtSecret = Redacted(textOf("JWT_SECRET").toUtf8());
    if (configuration.isProduction() && configuration.jwtSecret.reveal().size() < ShortestSecret) {
        return wrong("JWT_SECRET",
                     u"must be set to at least 32 bytes in production, such as the output of "
                     "'openssl rand -base64 48'"_qs);
    }

    if (const QString lifetime = textOf("JWT_EXPIRES_IN"); !lifetime.isEmpty()) {
        const auto parsed = durationFromText(lifetime);
        if (!parsed || *parsed > LongestTokenLifetime) {
            return wrong("JWT_EXPIRES_IN",
                         u"must be a duration such as 15m, 24h or 3600, at most 30d"_qs);
        }
        configuration.tokenLifetime = *parsed;
    }

    const QString frontends = textOf("FRONTEND_URL");
    auto origins =
        originsFromText(frontends.isEmpty() ? QString::fromLatin1(DefaultOrigins) : frontends);
    if (!origins) {
        return std::unexpected(origins.error());
    }
    configuration.frontendOrigins = *std::move(origins);

    if (const QString level = textOf("LOG_LEVEL"); !level.isEmpty()) {
        const auto parsed = logLevelFromName(level);
        if (!parsed) {
            return wrong("LOG_LEVEL", u"must be debug, info, warn, error or off"_qs);
        }
        configuration.logLevel = *parsed;
    }

    if (const QString loops = textOf("EVALTRACK_LOOPS"); !loops.isEmpty()) {
        bool isNumber = false;
        configuration.eventLoops = loops.toInt(&isNumber);
        if (!isNumber || configuration.eventLoops < 1 || configuration.eventLoops > 64) {
            return wrong("EVALTRACK_LOOPS", u"must be a number from 1 to 64"_qs);
        }
    }

    auto proxies = TrustedProxies::fromText(textOf("EVALTRACK_TRUSTED_PROXIES"));
    if (!proxies) {
        return wrong("EVALTRACK_TRUSTED_PROXIES", proxies.error().detail);
    }
    configuration.trustedProxies = *std::move(proxies);

    if (const QString days = textOf("EVALTRACK_CHANGE_LOG_DAYS"); !days.isEmpty()) {
        bool isNumber = false;
        configuration.changeLogDays = days.toInt(&isNumber);
        if (!isNumber || configuration.changeLogDays < 1 || configuration.changeLogDays > 3650) {
            return wrong("EVALTRACK_CHANGE_LOG_DAYS", u"must be a number from 1 to 3650"_qs);
        }
    }

    if (const QString drain = textOf("EVALTRACK_DRAIN_SECONDS"); !drain.isEmpty()) {
        bool isNumber = false;
        configuration.drainTime = seconds(drain.toInt(&isNumber));
        if (!isNumber || configuration.drainTime.count() < 0 ||
            configuration.drainTime > LongestDrain) {
            return wrong("EVALTRACK_DRAIN_SECONDS", u"must be a number from 0 to 600"_qs);
        }
    }

    auto administrator = firstAdministratorOf(lookup);
    if (!administrator) {
        return std::unexpected(administrator.error());
    }
    configuration.firstAdministrator = *std::move(administrator);

    configuration.metricsToken = Redacted(textOf("EVALTRACK_METRICS_TOKEN").toUtf8());

    if (const QString stamp = textOf("EVALTRACK_BACKUP_STAMP"); !stamp.isEmpty()) {
        if (!QDir::isAbsolutePath(stamp)) {
            return wrong("EVALTRACK_BACKUP_STAMP",
                         u"must be the whole path of the file that a backup touches"_qs);
        }
        configuration.backupStamp = stamp;
    }

    QString data = textOf("EVALTRACK_DATA");
    if (data.isEmpty()) {
        data = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    }
    if (data.isEmpty()) {
        return wrong("EVALTRACK_DATA",
                     u"must name a folder, since this account has no home folder"_qs);
    }
    // As in the desktop program, which keeps its own things beside.
    configuration.dataFolder = QDir(data).absolutePath() + u"/server"_qs;
    return configuration;
}

Result<QByteArray> ServerConfiguration::signingSecret() const
{
    return jwtSecret.reveal().isEmpty() ? keptSecret(dataFolder + u"/jwt-secret"_qs)
                                        : Result<QByteArray>(jwtSecret.reveal());
}

} // namespace EvalTrack::Server
