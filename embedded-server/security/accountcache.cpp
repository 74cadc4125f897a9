// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/accountcache.h"

#include <QReadLocker>
#include <QWriteLocker>

namespace EvalTrack::Server {

AccountCache::AccountCache(const Clock &clock)
    : m_clock(clock)
{}

Result<std::optional<Account>> AccountCache::find(UserId id, const Loader &load)
{
    const auto now = m_clock.monotonic();
    quint64 generation = 0;
    {
        const QReadLocker locker(&m_lock);
        const auto known = m_entries.constFind(id);
        if (known != m_entries.constEnd() && now - known->loadedAt < MaximumAge) {
            return known->account;
        }
        generation = m_generation;
    }
    auto account = load(id);
    if (account && *account) {
        const QWriteLocker locker(&m_lock);
        if (m_generation == generation) {
            if (m_entries.size() >= Capacity) {
                m_entries.clear(); // They come back one query each.
            }
            m_entries.insert(id, {**account, now});
        }
    }
    return account;
}

void AccountCache::invalidate(UserId id)
{
    {
        const QWriteLocker locker(&m_lock);
        ++m_generation;
        m_entries.remove(id);
    }
    if (m_listener) {
        m_listener(id);
    }
}

void AccountCache::clear()
{
    {
        const QWriteLocker locker(&m_lock);
        ++m_generation;
        m_entries.clear();
    }
    if (m_listener) {
        m_listener({});
    }
}

void AccountCache::setListener(std::function<void(UserId)> listener)
{
    m_listener = std::move(listener);
}

} // namespace EvalTrack::Server
