// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request.h"
#include "storage/repositories/feedrepository.h"
#include "wire/syncprotocol.h"

namespace EvalTrack::Server {

/// Where a client stands in the feed, as it is told in a cursor: somewhere in the first copy (which
/// entity, after which id), or among the changes (after which transaction and number). Opaque to
/// clients and bound to the person and the epoch; it gives nobody the right to see anything.
struct FeedCursor
{
    UserId user;
    QString epoch;
    bool isCopying = true;
    int entity = 0; ///< Of the first copy, as an index of Wire::FeedEntity.
    qint64 lastId = 0;
    qint64 xid = 0; ///< Of the last change that was read; while copying, before the first page.
    qint64 sequence = 0;
    std::optional<Timestamp> since; ///< Events before it were not asked for.
    std::optional<Timestamp> until; ///< Nor from it on, nor anything but history.

    [[nodiscard]] QString toText() const;
    /// nullopt for what no toText() gave.
    [[nodiscard]] static std::optional<FeedCursor> fromText(const QString &text);
    bool operator==(const FeedCursor &) const = default;
};

/// GET /sync/changes: first a copy of all that the caller may see, in keyset pages, then what
/// changed since the snapshot of its first page. A change carries the record as it is now, or says
/// that it is gone or no longer visible to this caller. A capture station gets what a door needs:
/// active events of the last two days and ahead, who is in at them, and of people no more than
/// name, department and codes.
class FeedService
{
public:
    explicit FeedService(Database &database);

    struct Item
    {
        Wire::FeedEntity entity = Wire::FeedEntity::Event;
        qint64 id = 0;
        QUuid uuid;
        qint64 revision = 0;
        QByteArray data; ///< JSON; empty for a record that is gone.
    };
    struct Page
    {
        QList<Item> items;
        FeedCursor cursor;
        bool hasMore = false;
        QString epoch;
    };

    /// The first page when there is no cursor. A cursor of another epoch gets an empty page with
    /// the epoch that holds now; one of another person, or from before what the log has left,
    /// is NotFound.
    [[nodiscard]] Result<Page> next(const Caller &caller, const std::optional<FeedCursor> &cursor,
                                    const std::optional<Timestamp> &since,
                                    const std::optional<Timestamp> &until, int limit,
                                    Timestamp now) const;

private:
    [[nodiscard]] Result<Page> copy(const Caller &caller, FeedCursor cursor, int limit) const;
    [[nodiscard]] Result<Page> changes(const Caller &caller, FeedCursor cursor,
                                       const FeedRepository::Horizon &horizon, int limit) const;
    [[nodiscard]] Result<QList<Item>> items(const Caller &caller, Wire::FeedEntity entity,
                                            const FeedRepository::Selection &selection) const;
    [[nodiscard]] Result<void> addPins(QList<Employee> &employees) const;
    [[nodiscard]] Result<QList<Item>> events(const FeedRepository::Selection &selection) const;
    [[nodiscard]] Result<QList<Item>> evaluations(const FeedRepository::Selection &selection) const;

    Database &m_database;
    FeedRepository m_feed;
};

} // namespace EvalTrack::Server
