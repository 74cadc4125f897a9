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
/// of an account forget its failures, but not those of the address. Attempts under way count too,
/// so that sending many at once gains nothing: as many as there are free failures left, then one at
/// a time; more where nothing failed lately, so that a room of stations can sign in together. Only
/// counts: the caller reserves an attempt before it checks a password and settles it afterwards.
/// Memory is bounded. Safe to call from every thread.
class LoginThrottle
{
public:
    struct Policy
    {
        int freePerAccount = 5;
        int freePerAddress = 30;
        int togetherPerAccount = 16; ///< Attempts under way, where nothing failed lately.
        int togetherPerAddress = 64;
        std::chrono::seconds firstWait{1};
        std::chrono::seconds longestWait{900};
        std::chrono::seconds forgetAfter{1800}; ///< Without a new failure.
        qsizetype capacity = 20'000;            ///< Of each table.
    };

    explicit LoginThrottle(const Clock &clock);
    LoginThrottle(const Clock &clock, const Policy &policy);

    /// How long to wait before the next attempt may be made. When it may be made now, nullopt, and
    /// the attempt is under way until one of the functions below settles it.
    [[nodiscard]] std::optional<std::chrono::seconds> reserve(const QString &email,
                                                              const QHostAddress &address);
    void recordFailure(const QString &email, const QHostAddress &address);
    void recordSuccess(const QString &email, const QHostAddress &address);
    /// The password was not judged after all: nothing is counted.
    void release(const QString &email, const QHostAddress &address);

private:
    struct Entry
    {
        int failures = 0;
        int underWay = 0;
        std::chrono::milliseconds lastFailure{};
        std::chrono::milliseconds blockedUntil{};
    };
    using Table = QHash<QByteArray, Entry>;

    /// How many failures are free, and how many attempts may be under way while there are none.
    struct Allowance
    {
        int free = 0;
        int together = 0;
    };

    [[nodiscard]] std::chrono::milliseconds remaining(const Table &table, const QByteArray &key,
                                                      const Allowance &allowance) const;
    [[nodiscard]] Entry &entryOf(Table &table, const QByteArray &key) const;
    void note(Table &table, const QByteArray &key, int freeAttempts) const;
    static void settle(Table &table, const QByteArray &key);
    void makeRoom(Table &table) const;

    const Clock &m_clock;
    const Policy m_policy;
    mutable QMutex m_mutex;
    Table m_accounts;
    Table m_addresses;
};

} // namespace EvalTrack::Server
