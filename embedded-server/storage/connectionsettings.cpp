// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/connectionsettings.h"

#include <QUrl>
#include <QUrlQuery>

namespace EvalTrack::Server {

namespace {

std::unexpected<Error> wrong(const QString &what)
{
    return failure(ErrorCode::Validation, what);
}

/// Percent-decoding that tells malformed sequences and NUL from text.
std::optional<QString> decoded(const QString &part)
{
    for (qsizetype i = part.indexOf(u'%'); i >= 0; i = part.indexOf(u'%', i + 1)) {
        bool isHex = false;
        const int byte =
            i + 2 < part.size() ? QStringView(part).mid(i + 1, 2).toInt(&isHex, 16) : 0;
        if (!isHex || byte == 0) {
            return std::nullopt;
        }
    }
    return QUrl::fromPercentEncoding(part.toUtf8());
}

} // namespace

Result<ConnectionSettings> ConnectionSettings::fromUrl(const QString &url)
{
    // QUrl refuses what drivers accept (unescaped characters in passwords, an empty host), so the
    // parts are cut by hand.
    QString rest = url.trimmed();
    const auto hasScheme = [&rest](const QString &scheme) {
        return rest.startsWith(scheme, Qt::CaseInsensitive);
    };
    if (hasScheme(QStringLiteral("postgresql://"))) {
        rest.remove(0, 13);
    } else if (hasScheme(QStringLiteral("postgres://"))) {
        rest.remove(0, 11);
    } else {
        return wrong(QStringLiteral("it must start with postgresql:// or postgres://"));
    }

    QString query;
    if (const qsizetype mark = rest.indexOf(u'?'); mark >= 0) {
        query = rest.mid(mark + 1);
        rest.truncate(mark);
    }
    QString database;
    // A slash in a password must be encoded, but an @ often is not: the last one ends the user's
    // part.
    const qsizetype at = rest.lastIndexOf(u'@');
    if (const qsizetype slash = rest.indexOf(u'/', std::max<qsizetype>(at, 0)); slash >= 0) {
        database = rest.mid(slash + 1);
        rest.truncate(slash);
    }
    const QString credentials = at >= 0 ? rest.left(at) : QString();
    const QString authority = at >= 0 ? rest.mid(at + 1) : rest;

    ConnectionSettings settings;
    const qsizetype colon = credentials.indexOf(u':');
    const auto user = decoded(colon >= 0 ? credentials.left(colon) : credentials);
    const auto password = decoded(colon >= 0 ? credentials.mid(colon + 1) : QString());
    if (!user) {
        return wrong(QStringLiteral("the user name is not percent-encoded properly"));
    }
    if (!password) {
        return wrong(QStringLiteral("the password is not percent-encoded properly"));
    }
    settings.user = *user;
    settings.password = Redacted(*password);

    QString port;
    QString host = authority;
    if (authority.startsWith(u'[')) {
        const qsizetype end = authority.indexOf(u']');
        if (end < 0) {
            return wrong(QStringLiteral("the IPv6 address has no closing bracket"));
        }
        host = authority.mid(1, end - 1);
        port = authority.mid(end + 1);
        if (!port.isEmpty() && !port.startsWith(u':')) {
            return wrong(QStringLiteral("what follows the IPv6 address is not a port"));
        }
        port.remove(0, 1);
    } else if (const qsizetype mark = authority.lastIndexOf(u':'); mark >= 0) {
        host = authority.left(mark);
        port = authority.mid(mark + 1);
    }
    const auto decodedHost = decoded(host);
    if (!decodedHost || decodedHost->contains(u',')) {
        return wrong(QStringLiteral("the host is not one host name, address or socket folder"));
    }
    settings.host = *decodedHost;

    const auto decodedDatabase = decoded(database);
    if (!decodedDatabase || decodedDatabase->isEmpty() || decodedDatabase->contains(u'/')) {
        return wrong(QStringLiteral("the name of the database is missing after the host"));
    }
    settings.database = *decodedDatabase;

    const QUrlQuery parameters(query);
    const auto parameter = [&parameters](const QString &key) {
        return parameters.queryItemValue(key, QUrl::FullyDecoded);
    };
    if (const QString folder = parameter(QStringLiteral("host")); !folder.isEmpty()) {
        settings.host = folder;
    }
    if (const QString given = parameter(QStringLiteral("port")); !given.isEmpty()) {
        port = given;
    }
    if (const QString given = parameter(QStringLiteral("user")); !given.isEmpty()) {
        settings.user = given;
    }
    settings.sslMode = parameter(QStringLiteral("sslmode"));
    static const QStringList modes = {QString(),
                                      QStringLiteral("disable"),
                                      QStringLiteral("allow"),
                                      QStringLiteral("prefer"),
                                      QStringLiteral("require"),
                                      QStringLiteral("verify-ca"),
                                      QStringLiteral("verify-full")};
    if (!modes.contains(settings.sslMode)) {
        return wrong(QStringLiteral(
            "sslmode must be disable, allow, prefer, require, verify-ca or verify-full"));
    }
    if (!port.isEmpty()) {
        bool isNumber = false;
        settings.port = port.toUShort(&isNumber);
        if (!isNumber || settings.port == 0) {
            return wrong(QStringLiteral("the port is not a number from 1 to 65535"));
        }
    }
    if (settings.host.isEmpty()) {
        settings.host = QStringLiteral("localhost");
    }
    if (settings.user.isEmpty()) {
        return wrong(QStringLiteral("the user name is missing"));
    }
    return settings;
}

QString ConnectionSettings::toUrl() const
{
    const auto encoded = [](const QString &part) {
        return QString::fromLatin1(QUrl::toPercentEncoding(part));
    };
    QString url = QStringLiteral("postgresql://") + encoded(user);
    if (!password.reveal().isEmpty()) {
        url += u':' + encoded(password.reveal());
    }
    url += u'@';
    const bool isSocketFolder = host.startsWith(u'/') || host.startsWith(u'@');
    if (!isSocketFolder) {
        url += host.contains(u':') ? QString(u'[' + host + u']') : encoded(host);
        url += u':' + QString::number(port);
    }
    url += u'/' + encoded(database);
    QStringList parameters;
    if (isSocketFolder) {
        parameters << QStringLiteral("host=") + encoded(host)
                   << QStringLiteral("port=") + QString::number(port);
    }
    if (!sslMode.isEmpty()) {
        parameters << QStringLiteral("sslmode=") + sslMode;
    }
    if (!parameters.isEmpty()) {
        url += u'?' + parameters.join(u'&');
    }
    return url;
}

} // namespace EvalTrack::Server
