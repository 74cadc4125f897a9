// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "http/request.h"

#include <QHash>
#include <QReadWriteLock>

#include <functional>
#include <optional>

namespace EvalTrack::Server {

/// An account as the database has it.
struct Account
{
    Caller caller;
    bool isActive = false;
    qint64 tokenEpoch =
        0; ///< Tokens made under a lower epoch are refused (new password, signed out everywhere).
};

/// The accounts that called lately, so that a request needs no query to know its caller. A
/// switched-off account or a changed role counts from the next request: the service that changed it
/// calls invalidate(), and other server processes hear of it by NOTIFY. Entries are also dropped
/// after MaximumAge, should a notification be lost. Safe to call from every thread.
class AccountCache
{
public:
    /// Reads one account with the connection of the calling thread; nullopt when there is none.
    using Loader = std::function<Result<std::optional<Account>>(UserId)>;

    explicit AccountCache(const Clock &clock);
    AccountCache(const AccountCache &) = delete;
    AccountCache &operator=(const AccountCache &) = delete;

    [[nodiscard]] Result<std::optional<Account>> find(UserId id, const Loader &load);
    void invalidate(UserId id);
    void clear();
    /// Called after every invalidation with the account's id, or a null id for all: open WebSockets
    /// are looked at again. Set once before the loops start; called in whatever thread invalidates.
    void setListener(std::function<void(UserId)> listener);

    static constexpr qsizetype Capacity = 50'000;
    static constexpr std::chrono::milliseconds MaximumAge = std::chrono::seconds(60);

private:
    struct Entry
    {
        Account account;
        std::chrono::milliseconds loadedAt{};
    };

    const Clock &m_clock;
    mutable QReadWriteLock m_lock;
    QHash<UserId, Entry> m_entries;
    quint64 m_generation =
        0; // grows with every invalidation, so that a load that began before one is not kept
    std::function<void(UserId)> m_listener;
};

} // namespace EvalTrack::Server
