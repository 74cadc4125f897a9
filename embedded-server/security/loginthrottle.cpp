// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/loginthrottle.h"

#include <QCryptographicHash>

#include <algorithm>

namespace EvalTrack::Server {

namespace {

using std::chrono::milliseconds;

/// Tables hold no e-mail addresses, and a long one takes no more room than a short one.
QByteArray accountKey(const QString &email)
{
    return QCryptographicHash::hash(email.trimmed().toCaseFolded().toUtf8(),
                                    QCryptographicHash::Sha1);
}

QByteArray addressKey(const QHostAddress &address)
{
    bool isIPv4 = false;
    const quint32 v4 = address.toIPv4Address(&isIPv4);
    if (isIPv4) {
        return QByteArray::number(v4);
    }
    const Q_IPV6ADDR v6 = address.toIPv6Address();
    return QByteArray(reinterpret_cast<const char *>(v6.c), 8); // one subscriber has a /64
}

} // namespace

LoginThrottle::LoginThrottle(const Clock &clock)
    : LoginThrottle(clock, Policy())
{}

LoginThrottle::LoginThrottle(const Clock &clock, const Policy &policy)
    : m_clock(clock)
    , m_policy(policy)
{}

milliseconds LoginThrottle::remaining(const Table &table, const QByteArray &key,
                                      const Allowance &allowance) const
{
    const auto entry = table.constFind(key);
    if (entry == table.constEnd()) {
        return milliseconds(0);
    }
    const milliseconds now = m_clock.monotonic();
    const bool hasFailed = entry->failures > 0 && now - entry->lastFailure <= m_policy.forgetAfter;
    const int most = hasFailed ? std::max(1, allowance.free - entry->failures) : allowance.together;
    const milliseconds turn = entry->underWay >= most ? m_policy.firstWait : milliseconds(0);
    return std::max(turn, entry->blockedUntil - now);
}

std::optional<std::chrono::seconds> LoginThrottle::reserve(const QString &email,
                                                           const QHostAddress &address)
{
    const QByteArray account = accountKey(email);
    const QByteArray origin = addressKey(address);
    const QMutexLocker locker(&m_mutex);
    const milliseconds wait = std::max(
        remaining(m_accounts, account, {m_policy.freePerAccount, m_policy.togetherPerAccount}),
        remaining(m_addresses, origin, {m_policy.freePerAddress, m_policy.togetherPerAddress}));
    if (wait > milliseconds(0)) {
        return std::chrono::ceil<std::chrono::seconds>(wait);
    }
    ++entryOf(m_accounts, account).underWay;
    ++entryOf(m_addresses, origin).underWay;
    return std::nullopt;
}

LoginThrottle::Entry &LoginThrottle::entryOf(Table &table, const QByteArray &key) const
{
    if (!table.contains(key) && table.size() >= m_policy.capacity) {
        makeRoom(table);
    }
    return table[key];
}

void LoginThrottle::settle(Table &table, const QByteArray &key)
{
    const auto entry = table.find(key);
    if (entry == table.end()) {
        return; // Made room for another.
    }
    entry->underWay = std::max(0, entry->underWay - 1);
    if (entry->underWay == 0 && entry->failures == 0) {
        table.erase(entry);
    }
}

void LoginThrottle::note(Table &table, const QByteArray &key, int freeAttempts) const
{
    const milliseconds now = m_clock.monotonic();
    Entry &entry = entryOf(table, key);
    if (now - entry.lastFailure > m_policy.forgetAfter) {
        entry.failures = 0;
    }
    ++entry.failures;
    entry.lastFailure = now;
    const int excess = entry.failures - freeAttempts;
    if (excess >= 0) {
        const auto wait = m_policy.firstWait * (qint64{1} << std::min(excess, 20));
        entry.blockedUntil = now + std::min<milliseconds>(wait, m_policy.longestWait);
    }
}

void LoginThrottle::makeRoom(Table &table) const
{
    const milliseconds now = m_clock.monotonic();
    table.removeIf([this, now](const Table::iterator &entry) {
        return entry->underWay == 0 && now - entry->lastFailure > m_policy.forgetAfter;
    });
    if (table.size() < m_policy.capacity) {
        return;
    }
    // A flood of made-up names must not push out who is being guessed at: those with the fewest
    // failures go first.
    QList<QPair<int, QByteArray>> byFailures;
    byFailures.reserve(table.size());
    for (auto entry = table.cbegin(); entry != table.cend(); ++entry) {
        byFailures.append({entry->failures, entry.key()});
    }
    const auto half = byFailures.begin() + byFailures.size() / 2;
    std::nth_element(byFailures.begin(), half, byFailures.end());
    for (auto entry = byFailures.begin(); entry != half; ++entry) {
        table.remove(entry->second);
    }
}

void LoginThrottle::recordFailure(const QString &email, const QHostAddress &address)
{
    const QMutexLocker locker(&m_mutex);
    const QByteArray account = accountKey(email);
    const QByteArray origin = addressKey(address);
    note(m_accounts, account, m_policy.freePerAccount);
    note(m_addresses, origin, m_policy.freePerAddress);
    settle(m_accounts, account);
    settle(m_addresses, origin);
}

void LoginThrottle::recordSuccess(const QString &email, const QHostAddress &address)
{
    const QByteArray account = accountKey(email);
    const QMutexLocker locker(&m_mutex);
    if (const auto entry = m_accounts.find(account); entry != m_accounts.end()) {
        entry->failures = 0;
        entry->blockedUntil = {};
    }
    settle(m_accounts, account);
    settle(m_addresses, addressKey(address));
}

void LoginThrottle::release(const QString &email, const QHostAddress &address)
{
    const QMutexLocker locker(&m_mutex);
    settle(m_accounts, accountKey(email));
    settle(m_addresses, addressKey(address));
}

} // namespace EvalTrack::Server
