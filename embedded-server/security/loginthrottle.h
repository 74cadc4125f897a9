// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QMutex>
#include <QString>

#include <chrono>
#include <optional>

namespace EvalTrack::Server {

/// Slows down whoever guesses passwords. Failures are counted for each account and each address;
/// past the free ones every further failure doubles the wait, up to a quarter of an hour. Successes
/// of an account forget its failures, but not those of the address. Only counts: the caller asks
/// before it checks a password. Memory is bounded. Safe to call from every thread.
class LoginThrottle
{
public:
    struct Policy
    {
        int freePerAccount = 5;
        int freePerAddress = 30;
        std::chrono::seconds firstWait{1};
        std::chrono::seconds longestWait{900};
        std::chrono::seconds forgetAfter{1800}; ///< Without a new failure.
        qsizetype capacity = 20'000;            ///< Of each table.
    };

    explicit LoginThrottle(const Clock &clock);
    LoginThrottle(const Clock &clock, const Policy &policy);

    /// How long to wait before the next attempt may be made; nullopt when it may be made now.
    [[nodiscard]] std::optional<std::chrono::seconds> waitFor(const QString &email,
                                                              const QHostAddress &address) const;
    void recordFailure(const QString &email, const QHostAddress &address);
    void recordSuccess(const QString &email);

private:
    struct Entry
    {
        int failures = 0;
        std::chrono::milliseconds lastFailure{};
        std::chrono::milliseconds blockedUntil{};
    };
    using Table = QHash<QByteArray, Entry>;

    void note(Table &table, const QByteArray &key, int freeAttempts) const;
    [[nodiscard]] std::chrono::milliseconds remaining(const Table &table,
                                                      const QByteArray &key) const;
    void makeRoom(Table &table) const;

    const Clock &m_clock;
    const Policy m_policy;
    mutable QMutex m_mutex;
    Table m_accounts;
    Table m_addresses;
};

} // namespace EvalTrack::Server
