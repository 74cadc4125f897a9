// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/connectionsettings.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

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

/// A host and its port as they are written; the port may be empty.
struct Place
{
    QString host;
    QString port;
};

/// `host`, `host:port` or `[address]:port`.
Result<Place> placeFrom(const QString &text)
{
    Place place{text, {}};
    if (text.startsWith(u'[')) {
        const qsizetype end = text.indexOf(u']');
        if (end < 0) {
            return wrong(QStringLiteral("the IPv6 address has no closing bracket"));
        }
        place = {text.mid(1, end - 1), text.mid(end + 1)};
        if (!place.port.isEmpty() && !place.port.startsWith(u':')) {
            return wrong(QStringLiteral("what follows the IPv6 address is not a port"));
        }
        place.port.remove(0, 1);
    } else if (const qsizetype mark = text.lastIndexOf(u':'); mark >= 0) {
        place = {text.left(mark), text.mid(mark + 1)};
    }
    const auto host = decoded(place.host);
    if (!host || host->contains(u',')) {
        return wrong(QStringLiteral("the host is no host name, address or socket folder"));
    }
    place.host = *host;
    return place;
}

/// Each host with its port: none is 5432, one is everybody's.
Result<QList<ConnectionSettings::Address>> addressesFrom(const QStringList &hosts,
                                                         const QStringList &ports)
{
    if (ports.size() > 1 && ports.size() != hosts.size()) {
        return wrong(QStringLiteral("the ports are neither one nor as many as the hosts"));
    }
    QList<ConnectionSettings::Address> addresses;
    for (qsizetype i = 0; i < hosts.size(); ++i) {
        ConnectionSettings::Address address{hosts.at(i), 5432};
        if (address.host.isEmpty()) {
            if (hosts.size() > 1) {
                return wrong(QStringLiteral("one of the hosts is empty"));
            }
            address.host = QStringLiteral("localhost");
        }
        const QString port = ports.value(ports.size() > 1 ? i : 0);
        if (!port.isEmpty()) {
            bool isNumber = false;
            address.port = port.toUShort(&isNumber);
            if (!isNumber || address.port == 0) {
                return wrong(QStringLiteral("the port is not a number from 1 to 65535"));
            }
        }
        addresses.append(address);
    }
    return addresses;
}

/// What connections may be used for. Of several servers only one takes writes, and the server needs
/// that one.
Result<QString> sessionAttributesFrom(const QString &given, bool isOfSeveral)
{
    if (given.isEmpty() || (given == u"any" && !isOfSeveral)) {
        return isOfSeveral ? QStringLiteral("read-write") : QString();
    }
    if (given != u"read-write" && given != u"primary") {
        return wrong(
            QStringLiteral("target_session_attrs must be read-write or primary: we write"));
    }
    return given;
}

bool isSocketFolder(const QString &host)
{
    return host.startsWith(u'/') || host.startsWith(u'@');
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

    QStringList hosts;
    QStringList ports;
    for (const QString &part : authority.split(u',')) {
        const auto place = placeFrom(part);
        if (!place) {
            return std::unexpected(place.error());
        }
        hosts.append(place->host);
        ports.append(place->port);
    }

    const auto decodedDatabase = decoded(database);
    if (!decodedDatabase || decodedDatabase->isEmpty() || decodedDatabase->contains(u'/')) {
        return wrong(QStringLiteral("the name of the database is missing after the host"));
    }
    settings.database = *decodedDatabase;

    const QUrlQuery parameters(query);
    const auto parameter = [&parameters](const QString &key) {
        return parameters.queryItemValue(key, QUrl::FullyDecoded);
    };
    if (const QString given = parameter(QStringLiteral("host")); !given.isEmpty()) {
        hosts = given.split(u',');
    }
    if (const QString given = parameter(QStringLiteral("port")); !given.isEmpty()) {
        ports = given.split(u',');
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
    auto addresses = addressesFrom(hosts, ports);
    if (!addresses) {
        return std::unexpected(addresses.error());
    }
    const Address first = addresses->takeFirst();
    settings.host = first.host;
    settings.port = first.port;
    settings.otherAddresses = *std::move(addresses);
    auto attributes = sessionAttributesFrom(parameter(QStringLiteral("target_session_attrs")),
                                            !settings.otherAddresses.isEmpty());
    if (!attributes) {
        return std::unexpected(attributes.error());
    }
    settings.sessionAttributes = *std::move(attributes);
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
    const QList<Address> addresses = QList<Address>{{host, port}} + otherAddresses;
    QStringList parameters;
    if (std::ranges::any_of(addresses, isSocketFolder, &Address::host)) {
        parameters << QStringLiteral("host=") + encoded(hostList())
                   << QStringLiteral("port=") + portList();
    } else {
        QStringList places;
        for (const Address &address : addresses) {
            places << (address.host.contains(u':') ? QString(u'[' + address.host + u']')
                                                   : encoded(address.host)) +
                          u':' + QString::number(address.port);
        }
        url += places.join(u',');
    }
    url += u'/' + encoded(database);
    if (!sslMode.isEmpty()) {
        parameters << QStringLiteral("sslmode=") + sslMode;
    }
    if (!sessionAttributes.isEmpty()) {
        parameters << QStringLiteral("target_session_attrs=") + sessionAttributes;
    }
    if (!parameters.isEmpty()) {
        url += u'?' + parameters.join(u'&');
    }
    return url;
}

QString ConnectionSettings::hostList() const
{
    QStringList hosts{host};
    for (const Address &address : otherAddresses) {
        hosts << address.host;
    }
    return hosts.join(u',');
}

QString ConnectionSettings::portList() const
{
    QStringList ports{QString::number(port)};
    for (const Address &address : otherAddresses) {
        ports << QString::number(address.port);
    }
    return ports.join(u',');
}

} // namespace EvalTrack::Server
