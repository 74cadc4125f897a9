// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/localoutboxtray.h"

#include "base/deliver.h"
#include "sync/commandsettlement.h"

#include <algorithm>

namespace EvalTrack {

namespace {

std::unexpected<Error> noSuchItem()
{
    return failure(ErrorCode::NotFound, QStringLiteral("there is no such item"));
}

// In the store thread.
Result<void> queueAgain(LocalStore &store, const QUuid &item)
{
    store.touch(StorePart::Outbox);
    if (const StoredCommand *found = store.outbox().find(item)) {
        StoredCommand stored = *found;
        if (stored.state != OutboxState::Rejected) {
            return stored.state == OutboxState::Conflict
                       ? failure(ErrorCode::Conflict, QStringLiteral("decide the fields first"))
                       : Result<void>();
        }
        stored.state = OutboxState::Queued;
        stored.outcome = {};
        return store.outbox().update(stored);
    }
    const auto capture = store.captures().find(item);
    if (!capture) {
        return std::unexpected(capture.error());
    }
    if (!*capture) {
        return noSuchItem();
    }
    store.ledger().forgetPresence();
    return (*capture)->state == OutboxState::Rejected
               ? store.captures().setState(item, OutboxState::Queued, (*capture)->attempts, {})
               : Result<void>();
}

// In the store thread.
Result<void> giveUp(LocalStore &store, const QUuid &item, const QString &reason)
{
    store.touch(StorePart::Outbox | StorePart::Attendances | StorePart::Events);
    const Timestamp now = store.clock().now();
    return store.database().inTransaction([&]() -> Result<void> {
        if (const StoredCommand *found = store.outbox().find(item)) {
            const StoredCommand stored = *found;
            store.touchSubject(subjectOf(stored.pending.command),
                               subjectUuidOf(stored.pending.command));
            auto ok = store.outbox().keep({item, now, reason, stored, {}});
            return ok ? store.outbox().remove(item) : ok;
        }
        const auto capture = store.captures().find(item);
        if (!capture) {
            return std::unexpected(capture.error());
        }
        if (!*capture) {
            return noSuchItem();
        }
        auto ok = store.outbox().keep({item, now, reason, {}, **capture});
        store.ledger().forgetPresence();
        return ok ? store.captures().remove(item) : ok;
    });
}

// In the store thread.
Result<void> takeBack(LocalStore &store, const QUuid &item)
{
    store.touch(StorePart::Outbox | StorePart::Attendances | StorePart::Events);
    return store.database().inTransaction([&]() -> Result<void> {
        const QList<GivenUp> &all = store.outbox().givenUp();
        const auto found = std::ranges::find(all, item, &GivenUp::uuid);
        if (found == all.end()) {
            return noSuchItem();
        }
        const GivenUp given = *found;
        auto ok = store.outbox().forgetGivenUp(item);
        if (given.command) {
            StoredCommand stored = *given.command;
            stored.state = OutboxState::Queued;
            stored.attempts = 0;
            stored.outcome = {};
            store.touchSubject(subjectOf(stored.pending.command),
                               subjectUuidOf(stored.pending.command));
            return ok ? store.outbox().append(stored) : ok;
        }
        StoredCapture stored = *given.capture;
        stored.state = OutboxState::Queued;
        stored.attempts = 0;
        stored.outcome = {};
        store.ledger().forgetPresence();
        // Its number may be another device's.
        return ok ? store.captures().putBefore(stored) : ok;
    });
}

} // namespace

LocalOutboxTray::LocalOutboxTray(StoreHost &host, QObject *parent)
    : OutboxTray(parent)
    , m_host(host)
{
    connect(&host, &StoreHost::newsArrived, this, [this](const StoreNews &news) {
        if (news.changed.testFlag(StorePart::Outbox) &&
            (news.outbox != m_items || news.givenUp != m_givenUp)) {
            m_items = news.outbox;
            m_givenUp = news.givenUp;
            Q_EMIT itemsChanged();
        }
    });
    connect(&host, &StoreHost::closed, this, [this] {
        m_items.clear();
        m_givenUp.clear();
        Q_EMIT itemsChanged();
    });
}

QFuture<Result<void>> LocalOutboxTray::announced(const QFuture<Result<void>> &future)
{
    m_host.hurry();
    deliver(future, this, [this](const Result<void> &done) {
        if (done) {
            Q_EMIT queued();
        }
    });
    return future;
}

QFuture<Result<void>> LocalOutboxTray::retry(const QUuid &item)
{
    return announced(m_host.run(StoreHost::Priority::Normal,
                                [item](LocalStore &store) { return queueAgain(store, item); }));
}

QFuture<Result<void>> LocalOutboxTray::discard(const QUuid &item, const QString &reason)
{
    return announced(m_host.run(StoreHost::Priority::Normal, [item, reason](LocalStore &store) {
        return giveUp(store, item, reason);
    }));
}

QFuture<Result<void>> LocalOutboxTray::putBack(const QUuid &item)
{
    return announced(m_host.run(StoreHost::Priority::Normal,
                                [item](LocalStore &store) { return takeBack(store, item); }));
}

QFuture<Result<void>> LocalOutboxTray::resolve(const QUuid &item,
                                               const QHash<QString, Side> &choices)
{
    return announced(m_host.run(StoreHost::Priority::Normal, [item, choices](LocalStore &store) {
        return CommandSettlement(store).decide(item, choices);
    }));
}

} // namespace EvalTrack
