// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/capture.h"
#include "domain/outboxitem.h"
#include "store/sealer.h"
#include "store/storecodec.h"
#include "store/storedatabase.h"

#include <QSet>

namespace EvalTrack {

struct StoredCapture
{
    Capture capture;
    std::optional<UserUuid> person; ///< Whom the code belongs to, as far as this computer knows.
    OutboxState state = OutboxState::Queued;
    int attempts = 0;
    StoreCodec::Outcome outcome;
};

/// Captures made on this device that the server's attendances do not show yet. A row leaves when
/// the server has acknowledged it by name and its attendance has arrived, or when a person gives it
/// up. Used in the store thread.
class CaptureTable
{
public:
    CaptureTable(StoreDatabase &database, const Sealer &sealer);

    /// What was on its way when the program ended is queued again.
    [[nodiscard]] Result<void> requeueSent();

    /// StorageDamaged when a row is not as it was written, as far as that can be told.
    [[nodiscard]] Result<void> verify(const QUuid &device, qint64 lastSequence);

    struct Salvaged
    {
        QList<StoredCapture> captures; ///< Not known to the server; latest first.
        int unread = 0;                ///< Rows that are there and cannot be read.
        bool isWhole = true;           ///< There is no sign of further rows.
    };
    /// What can be read of a damaged table.
    [[nodiscard]] Salvaged salvage();

    [[nodiscard]] Result<void> append(const StoredCapture &capture);
    /// Of another store's device: its number means nothing among ours, so it goes before all that
    /// is here.
    [[nodiscard]] Result<void> putBefore(const StoredCapture &capture);
    [[nodiscard]] Result<QList<StoredCapture>> queued(int limit, const QSet<QUuid> &heldEvents,
                                                      const QSet<QUuid> &except);
    /// The first that neither waits for an event nor is answered; nothing sealed is opened.
    [[nodiscard]] Result<std::optional<QUuid>> nextToSend(const QSet<QUuid> &heldEvents);
    [[nodiscard]] Result<QList<StoredCapture>> inState(OutboxState state, int limit);
    [[nodiscard]] Result<std::optional<StoredCapture>> find(const QUuid &uuid);
    [[nodiscard]] Result<void> setState(const QUuid &uuid, OutboxState state, int attempts,
                                        const StoreCodec::Outcome &outcome);
    [[nodiscard]] Result<void> remove(const QUuid &uuid);
    /// Deletes what is acknowledged and shown by the server's attendances, or acknowledged before
    /// `before`. Whoever left may be back at another door by now: what the server says counts.
    [[nodiscard]] Result<void> removeSettled(Timestamp before);
    [[nodiscard]] Result<void> removeAcknowledged();

    struct Laid
    {
        QUuid capture;
        EventUuid event;
        UserUuid person;
        Timestamp at;
        bool isAcknowledged = false;
        bool isLeaving = false;
    };
    /// Of known people, earliest first, without opening anything sealed; what waits for a decision
    /// is not among them.
    [[nodiscard]] Result<QList<Laid>> ofEvent(EventUuid event);
    [[nodiscard]] Result<QList<Laid>> ofPerson(UserUuid person);
    [[nodiscard]] Result<QList<Laid>> ofKnownPeople();
    /// Events that have any.
    [[nodiscard]] Result<QList<EventUuid>> events();

    struct Counts
    {
        int waiting = 0;   ///< Queued or on the way.
        int attention = 0; ///< Rejected or to be looked at.
        int review = 0;    ///< Of these, what the server keeps until somebody decides.
    };
    [[nodiscard]] Result<Counts> counts();
    /// When the oldest that the server has not acknowledged was recorded; nothing when none waits.
    [[nodiscard]] Result<std::optional<Timestamp>> oldestWaiting();

private:
    /// Of uuid, user_uuid, state, attempts, sealed, outcome.
    [[nodiscard]] Result<StoredCapture> read(const QSqlQuery &row) const;
    [[nodiscard]] Result<QList<StoredCapture>> list(const char *sql, const QVariantList &values,
                                                    const QSet<QUuid> &heldEvents = {},
                                                    const QSet<QUuid> &except = {});
    [[nodiscard]] Result<QList<Laid>> laid(const char *sql, const QVariantList &values);

    StoreDatabase &m_database;
    const Sealer &m_sealer;
};

} // namespace EvalTrack
