// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/asideoutbox.h"

#include <QFile>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int All = -1; // https://www.sqlite.org/lang_select.html#limitoffset

QString fileIn(const QString &folder)
{
    return folder + u"/store.sqlite"_qs;
}

/// Latest first: each is put before the ones that are there.
Result<QList<StoredCapture>> unsentCaptures(CaptureTable &captures)
{
    QList<StoredCapture> unsent;
    for (const OutboxState state :
         {OutboxState::Queued, OutboxState::Sent, OutboxState::Rejected, OutboxState::Review}) {
        auto found = captures.inState(state, All);
        if (!found) {
            return found;
        }
        unsent += *found;
    }
    std::ranges::sort(unsent, [](const StoredCapture &a, const StoredCapture &b) {
        return a.capture.deviceSequence > b.capture.deviceSequence;
    });
    return unsent;
}

/// It is not the open store that is damaged.
std::unexpected<Error> notTaken(const Error &error)
{
    return failure(error.code == ErrorCode::StorageDamaged ? ErrorCode::Storage : error.code,
                   error.detail);
}

} // namespace

Result<int> AsideOutbox::count(const QString &folder)
{
    if (!QFile::exists(fileIn(folder))) {
        return 0;
    }
    const auto database = StoreDatabase::open(fileIn(folder));
    if (!database) {
        return std::unexpected(database.error());
    }
    const int acknowledged = static_cast<int>(OutboxState::Acknowledged);
    const auto count = (*database)->value(
        "SELECT (SELECT count(*) FROM commands WHERE state <> ?) + (SELECT "
        "count(*) FROM captures WHERE state <> ?) + (SELECT count(*) FROM journal)",
        {acknowledged, acknowledged});
    return count ? Result<int>(count->toInt()) : std::unexpected(count.error());
}

Result<int> AsideOutbox::takeOver(const QString &folder, const Redacted<QByteArray> &key,
                                  LocalStore &store)
{
    if (!QFile::exists(fileIn(folder))) {
        return 0;
    }
    const auto database = StoreDatabase::open(fileIn(folder));
    if (!database) {
        return notTaken(database.error());
    }
    const Sealer sealer(key);
    OutboxTable outbox(**database, sealer);
    CaptureTable table(**database, sealer);
    if (auto ok = outbox.load(); !ok) {
        return notTaken(ok.error());
    }
    const auto captures = unsentCaptures(table);
    if (!captures) {
        return notTaken(captures.error());
    }
    return take(outbox.commands(), *captures, outbox.givenUp(), store);
}

Result<int> AsideOutbox::take(const QList<StoredCommand> &commands,
                              const QList<StoredCapture> &captures, const QList<GivenUp> &givenUp,
                              LocalStore &store)
{
    int taken = 0;
    auto ok = store.database().inTransaction([&]() -> Result<void> {
        for (const StoredCommand &stored : commands) {
            const QUuid uuid = stored.pending.uuid.value();
            if (stored.state == OutboxState::Acknowledged || store.outbox().find(uuid) != nullptr) {
                continue;
            }
            auto added = store.outbox().append(stored);
            added = added ? store.outbox().update(stored) : added;
            if (!added) {
                return added;
            }
            store.touchSubject(subjectOf(stored.pending.command),
                               subjectUuidOf(stored.pending.command));
            ++taken;
        }
        for (const StoredCapture &stored : captures) {
            const auto known = store.captures().find(stored.capture.uuid.value());
            if (!known) {
                return std::unexpected(known.error());
            }
            if (*known) {
                continue;
            }
            if (auto added = store.captures().putBefore(stored); !added) {
                return added;
            }
            ++taken;
        }
        for (const GivenUp &given : givenUp) {
            const auto &known = store.outbox().givenUp();
            const bool isKnown =
                std::ranges::find(known, given.uuid, &GivenUp::uuid) != known.end();
            if (auto kept = isKnown ? Result<void>() : store.outbox().keep(given); !kept) {
                return kept;
            }
        }
        return {};
    });
    store.ledger().forgetPresence();
    store.touch(StorePart::Outbox | StorePart::Attendances | StorePart::Events);
    if (!ok) {
        return std::unexpected(ok.error());
    }
    return taken;
}

} // namespace EvalTrack
