// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/session.h"
#include "store/captureledger.h"
#include "store/localreader.h"
#include "store/metatable.h"
#include "wire/syncprotocol.h"

#include <QLockFile>
#include <QSet>

#include <memory>

namespace EvalTrack {

/// What changed in the store since it was looked at last.
enum class StorePart {
    People = 1,
    Departments = 2,
    Events = 4,
    Attendances = 8,
    Evaluations = 16,
    Outbox = 32,
    Dashboard = 64,
};
Q_DECLARE_FLAGS(StoreParts, StorePart)

/// What the screens' stores hand out after a change; only the parts named in `changed` are set.
struct StoreNews
{
    StoreParts changed;
    std::shared_ptr<const PeopleSnapshot> people;
    QList<Department> departments;
    std::shared_ptr<const QList<EventSummary>> events;
    std::optional<Dashboard> dashboard;
    QList<OutboxItem> outbox;
    QList<OutboxItem> givenUp; ///< Filled with the outbox.
    int waiting = 0;
    int attention = 0;
    int review = 0;                  ///< Of attention.
    std::optional<QUuid> nextToSend; ///< Of what waits for nothing but to be sent.
    bool hasMore = false;            ///< Other parts changed too; ask for them.
    // Always set.
    int unreadable = 0;                  ///< Records of the server that could not be read.
    std::optional<Timestamp> shownSince; ///< Absent until the first copy is complete.
};

/// One account's data on this computer, open: the file, its key, and the parts that read and write
/// it. It takes in the change feed and says what changed; what is done with commands and captures
/// is for app/sync. Made, used and destroyed in the store thread.
class LocalStore
{
public:
    [[nodiscard]] static Result<std::unique_ptr<LocalStore>> open(const QString &folder,
                                                                  const Redacted<QByteArray> &key,
                                                                  const SignedInPerson &me,
                                                                  const Clock &clock);
    LocalStore(const LocalStore &) = delete;
    LocalStore &operator=(const LocalStore &) = delete;

    [[nodiscard]] StoreDatabase &database() { return *m_database; }
    [[nodiscard]] EntityTables &entities() { return m_entities; }
    [[nodiscard]] OutboxTable &outbox() { return m_outbox; }
    [[nodiscard]] CaptureTable &captures() { return m_captures; }
    [[nodiscard]] CaptureLedger &ledger() { return m_ledger; }
    [[nodiscard]] MetaTable &meta() { return m_meta; }
    [[nodiscard]] LocalReader &reader() { return m_reader; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }

    /// Changes of the feed, in one transaction. A record that cannot be read is left out, and
    /// counted: it must not keep the others away.
    [[nodiscard]] Result<void> apply(const QList<Wire::Change> &changes);
    /// Notes that a record of the server's cannot be read.
    [[nodiscard]] Result<void> leaveOut(const Wire::Change &change, const Error &why);
    /// The local window begins here from now on: what lies before it goes, but for the history that
    /// was fetched since it began there. Within a transaction.
    [[nodiscard]] Result<void> moveWindow(Timestamp start);
    /// History from here on is being fetched, so it does not go yet; nullopt when it came to
    /// nothing.
    void holdHistory(std::optional<Timestamp> since) { m_heldHistory = since; }
    /// History from here on is whole.
    [[nodiscard]] Result<void> keepHistory(Timestamp since);
    /// Drops the copy of the server's records, never what was recorded here.
    [[nodiscard]] Result<void> startOver();
    /// Drops what the server has shown by now of what it acknowledged. `pullStarted` is when the
    /// feed that was just read to its end was asked for.
    [[nodiscard]] Result<void> settleAcknowledged(Timestamp pullStarted);

    /// A record as an answer to a command brought it.
    [[nodiscard]] Result<void> take(const Department &department);
    [[nodiscard]] Result<void> take(const Employee &employee);
    [[nodiscard]] Result<void> take(const Event &event);
    [[nodiscard]] Result<void> take(const Attendance &attendance);
    [[nodiscard]] Result<void> take(const Evaluation &evaluation);

    /// Something in the outbox about this record changed.
    void touchSubject(CommandSubject kind, const QUuid &uuid);
    void touch(StoreParts parts) { m_touched |= parts; }
    [[nodiscard]] bool isTouched() const { return m_touched != StoreParts(); }
    /// What changed since the last call, ready for the screens; of these parts only.
    [[nodiscard]] Result<StoreNews> news(StoreParts parts);
    /// The next piece of it: a capture may come between two of them.
    [[nodiscard]] Result<StoreNews> nextNews();

    [[nodiscard]] Result<void> setDashboard(const Dashboard &dashboard);
    /// As JSON; empty when there were never any. No news is told of them.
    [[nodiscard]] Result<QByteArray> sharedViews();
    [[nodiscard]] Result<void> setSharedViews(const QByteArray &json);

    /// Deletes everything but what was recorded here and not sent; whether nothing is left.
    [[nodiscard]] Result<bool> wipe();

private:
    LocalStore(const QString &folder, std::unique_ptr<StoreDatabase> database,
               const Redacted<QByteArray> &key, const SignedInPerson &me, const Clock &clock);

    [[nodiscard]] Result<void> load();
    [[nodiscard]] Result<void> applyOne(const Wire::Change &change);
    [[nodiscard]] Result<void> loadWindow();
    [[nodiscard]] Result<void> countUnreadable();
    [[nodiscard]] Result<void> renameCommands(const Attendance &attendance);
    [[nodiscard]] Result<void> applyDelete(const Wire::Change &change);
    [[nodiscard]] Result<void> loadPeople();
    [[nodiscard]] Result<void> refreshPeople();
    /// Who is in the department, or is shown elsewhere because it is taken away.
    void touchPeopleOf(DepartmentUuid uuid);
    [[nodiscard]] PeopleSnapshot &nextPeople();
    [[nodiscard]] Result<void> fillOutbox(StoreNews &news);
    [[nodiscard]] Result<std::optional<QUuid>> nextToSend();
    [[nodiscard]] OutboxItem itemOf(const StoredCommand &stored);
    [[nodiscard]] OutboxItem itemOf(const StoredCapture &stored) const;
    [[nodiscard]] QString nameOf(const Command &command);

    QLockFile m_lock; ///< Tells others that the folder is in use; SQLite keeps them out.
    std::unique_ptr<StoreDatabase> m_database;
    Sealer m_sealer;
    const Clock &m_clock;
    MetaTable m_meta;
    EntityTables m_entities;
    OutboxTable m_outbox;
    CaptureTable m_captures;
    LocalReader m_reader;
    CaptureLedger m_ledger;
    StoreParts m_touched;
    int m_unreadable = 0;
    std::optional<Timestamp> m_shownSince;
    std::optional<Timestamp> m_heldHistory;
    /// Where people go whom the feed brings, until the screens are told; null when nobody came.
    std::shared_ptr<PeopleSnapshot> m_nextPeople;
    /// To be read again, with what lies over them.
    QSet<UserUuid> m_touchedPeople;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(StoreParts)

} // namespace EvalTrack
