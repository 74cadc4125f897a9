// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/trustedproxies.h"

#include <algorithm>

namespace EvalTrack::Server {

namespace {

/// A socket that listens on IPv6 too tells an IPv4 address as ::ffff:192.0.2.1.
QHostAddress plain(const QHostAddress &address)
{
    bool isIPv4 = false;
    const quint32 v4 = address.toIPv4Address(&isIPv4);
    return isIPv4 ? QHostAddress(v4) : address;
}

/// QHostAddress also reads "10" and "10.1", which nobody means.
QHostAddress addressFrom(const QString &text)
{
    const bool isWhole = text.contains(u':') || text.count(u'.') == 3;
    return isWhole ? plain(QHostAddress(text)) : QHostAddress();
}

/// One entry of X-Forwarded-For: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`,
/// `[2001:db8::1]:4711`.
QHostAddress forwardedAddress(const QByteArray &entry)
{
    QString text = QString::fromLatin1(entry.trimmed());
    if (text.startsWith(u'[')) {
        text = text.mid(1, text.indexOf(u']') - 1);
    } else if (text.count(u':') == 1) {
        text.truncate(text.indexOf(u':'));
    }
    return addressFrom(text);
}

} // namespace

Result<TrustedProxies> TrustedProxies::fromText(const QString &text)
{
    TrustedProxies proxies;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString network = part.trimmed();
        const QHostAddress address = addressFrom(network.section(u'/', 0, 0));
        const int longest = address.protocol() == QAbstractSocket::IPv4Protocol ? 32 : 128;
        bool isNumber = true;
        const int length =
            network.contains(u'/') ? network.section(u'/', 1).toInt(&isNumber) : longest;
        if (address.isNull() || !isNumber || length < 1 || length > longest) {
            return failure(
                ErrorCode::Validation,
                u"'%1' is not an address or network such as 10.0.0.5 or 10.0.0.0/24"_qs.arg(
                    network));
        }
        proxies.m_networks.append({address, length});
    }
    return proxies;
}

bool TrustedProxies::trusts(const QHostAddress &address) const
{
    return std::any_of(m_networks.begin(), m_networks.end(), [&address](const auto &network) {
        return address.protocol() == network.first.protocol() &&
               address.isInSubnet(network.first, network.second);
    });
}

QHostAddress TrustedProxies::clientOf(const QHostAddress &peer,
                                      const QList<QPair<QByteArray, QByteArray>> &headers) const
{
    if (m_networks.isEmpty() || !trusts(plain(peer))) {
        return peer;
    }
    QByteArrayList chain;
    for (const auto &[name, value] : headers) {
        if (name == "x-forwarded-for") {
            chain += value.split(',');
        }
    }
    QHostAddress client = plain(peer);
    while (!chain.isEmpty() && trusts(client)) {
        const QHostAddress next = forwardedAddress(chain.takeLast());
        if (next.isNull()) {
            break;
        }
        client = next;
    }
    return client;
}

} // namespace EvalTrack::Server
