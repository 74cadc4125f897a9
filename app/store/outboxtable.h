// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/outboxitem.h"
#include "store/capturetable.h"
#include "store/commandeffect.h"
#include "store/sealer.h"
#include "store/storecodec.h"
#include "store/storedatabase.h"

#include <QSet>

namespace EvalTrack {

/// A command in the outbox.
struct StoredCommand
{
    PendingCommand pending;
    OutboxState state = OutboxState::Queued;
    int attempts = 0;
    qint64 baseRevision = 0;         ///< What it was made upon; 0 when that does not matter.
    qint64 acknowledgedRevision = 0; ///< What the server made of it; 0 when it did not say.
    std::optional<Timestamp> acknowledgedAt;
    StoreCodec::Outcome outcome;
};

/// What somebody gave up, and why: a command or a capture.
struct GivenUp
{
    QUuid uuid;
    Timestamp at;
    QString reason;
    std::optional<StoredCommand> command;
    std::optional<StoredCapture> capture;
};

/// The commands that the server has not shown back yet, on the disk and in memory, oldest first.
/// Every change is written before it counts, and a transaction that comes to nothing is forgotten
/// here too. One table for a database. Used in the store thread.
class OutboxTable
{
public:
    OutboxTable(StoreDatabase &database, const Sealer &sealer);
    ~OutboxTable();
    OutboxTable(const OutboxTable &) = delete;
    OutboxTable &operator=(const OutboxTable &) = delete;

    /// Reads what is on the disk; what was on its way when the program ended is queued again.
    [[nodiscard]] Result<void> load();

    struct Salvaged
    {
        QList<StoredCommand> commands; ///< Not acknowledged.
        QList<GivenUp> givenUp;
        int unread = 0;      ///< Rows that are there and cannot be read.
        bool isWhole = true; ///< There is no sign of further rows.
    };
    /// What can be read of a damaged table, up to where it is damaged.
    [[nodiscard]] Salvaged salvage();

    [[nodiscard]] const QList<StoredCommand> &commands() const { return m_commands; }
    [[nodiscard]] const StoredCommand *find(const QUuid &uuid) const;

    [[nodiscard]] Result<void> append(const StoredCommand &command);
    [[nodiscard]] Result<void> update(const StoredCommand &command);
    [[nodiscard]] Result<void> remove(const QUuid &uuid);
    [[nodiscard]] Result<void> removeAcknowledged();

    /// Keeps what somebody gave up; it is still to be removed from where it was.
    [[nodiscard]] Result<void> keep(const GivenUp &given);
    /// Oldest first.
    [[nodiscard]] const QList<GivenUp> &givenUp() const { return m_givenUp; }
    /// It is taken back, and no longer given up.
    [[nodiscard]] Result<void> forgetGivenUp(const QUuid &uuid);
    /// Rows of the file, also those that cannot be read.
    [[nodiscard]] Result<int> givenUpCount();

    /// Those about one record, in order.
    [[nodiscard]] QList<PendingCommand> about(const QUuid &subject) const;
    /// The records of a kind that any command is about.
    [[nodiscard]] QSet<QUuid> subjects(CommandSubject kind) const;
    /// Events whose creation the server has not taken yet: their captures have to wait for it.
    [[nodiscard]] QSet<QUuid> eventsToCreate() const;
    /// Whether something about the record is not acknowledged.
    [[nodiscard]] bool isWaiting(const QUuid &subject) const;
    /// Rows of the file that are not acknowledged.
    [[nodiscard]] Result<int> unsettledCount();

private:
    [[nodiscard]] Result<void> read();
    [[nodiscard]] Result<StoredCommand> read(const QSqlQuery &row) const;
    [[nodiscard]] Result<void> readGivenUp();
    [[nodiscard]] std::optional<GivenUp> readGivenUp(const QSqlQuery &row) const;

    StoreDatabase &m_database;
    const Sealer &m_sealer;
    QList<StoredCommand> m_commands;
    QList<GivenUp> m_givenUp;
};

} // namespace EvalTrack
