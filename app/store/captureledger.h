// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/device.h"
#include "ports/capturerecorder.h"
#include "store/localreader.h"
#include "store/metatable.h"

#include <QSet>

namespace EvalTrack {

/// Writes captures with what makes their time trustworthy (device, gapless sequence, boot,
/// monotonic time, the last sight of the server's clock) and tells, from what is known here, what
/// the person at the door is to be told. Used in the store thread.
class CaptureLedger
{
public:
    CaptureLedger(StoreDatabase &database, MetaTable &meta, CaptureTable &captures,
                  LocalReader &reader, const Clock &clock);

    /// Gives a new store its device identity, and reads it of an old one. StorageDamaged when a
    /// capture is not as it was written.
    [[nodiscard]] Result<void> load();

    /// Durable when it returns. StorageFull and Storage: nothing was recorded.
    [[nodiscard]] Result<RecordedCapture> record(EventUuid event, const QString &code,
                                                 CaptureMethod method, Direction direction);

    /// Two reads of one person within this time are told as one; both are recorded.
    void setDoubleTap(std::chrono::seconds time) { m_doubleTap = time; }

    /// The server's clock was seen to show `serverTime` when our monotonic clock showed
    /// `monotonic`, give or take `uncertainty`.
    void setAnchor(Timestamp serverTime, std::chrono::milliseconds uncertainty,
                   std::chrono::milliseconds monotonic);
    [[nodiscard]] Result<void> saveAnchor();
    /// Whether the server's time was seen since this computer was started.
    [[nodiscard]] bool isAnchored() const { return m_anchor && m_anchor->boot == m_bootId; }

    struct Counts
    {
        int registered = 0;
        int confirmed = 0; ///< Came.
        int left = 0;      ///< Of them, who left and did not come back.
    };
    /// Of an event, captures included.
    [[nodiscard]] Result<Counts> countsOf(EventUuid event);

    /// People come in here to this event: its share of the seats is to be asked for.
    void openDoor(EventUuid event) { m_doors.insert(event); }
    /// What this computer asks when it wants its share of an event's seats (POST /sync/seats).
    struct ShareQuestion
    {
        EventUuid event;
        QUuid device;
        qint64 held = 0; ///< Seats it may still give away.
        qint64 lastSequence = 0;
        qint64 given = 0; ///< Given away here until now; not sent.
    };
    /// Of the events with a limit whose door is open here, and of those it still holds seats of.
    [[nodiscard]] QList<ShareQuestion> shareQuestions() const;
    /// The answer: how many seats may be given away, less those given away since it was asked;
    /// nothing when none have to be kept. What is to be asked next: when it gave seats back, others
    /// may have them only after they are told so.
    [[nodiscard]] Result<std::optional<ShareQuestion>> takeShare(const ShareQuestion &asked,
                                                                 std::optional<qint64> seats);

    /// An attendance of the server's arrived.
    void attendanceArrived(const Attendance &attendance);
    /// Who is in has to be read again.
    void forgetPresence();

private:
    struct Presence
    {
        QHash<UserUuid, Attendance> attendances;
        int registered = 0; ///< Not cancelled.
        int confirmed = 0;
        int left = 0;
        QHash<UserUuid, Timestamp> returns; ///< Of people who came back here.
    };

    /// Notes that the person was read now; whether that was so just before.
    [[nodiscard]] bool noteRead(EventUuid event, UserUuid person);
    [[nodiscard]] Result<Presence *> presenceOf(EventUuid event);
    [[nodiscard]] RecordedCapture::Finding findingOf(const std::optional<Event> &event,
                                                     const std::optional<Employee> &person,
                                                     const Presence &presence, Timestamp at,
                                                     Direction direction) const;
    static void letIn(UserUuid person, Timestamp at, Presence &presence);
    static void setLeft(UserUuid person, std::optional<Timestamp> at, Presence &presence);
    [[nodiscard]] ShareQuestion questionOf(EventUuid event) const;
    using Shares = QHash<EventUuid, qint64>;
    [[nodiscard]] Result<void> saveShares(const Shares &shares);
    [[nodiscard]] Capture makeCapture(EventUuid event, const QString &code,
                                      CaptureMethod method) const;

    StoreDatabase &m_database;
    MetaTable &m_meta;
    CaptureTable &m_captures;
    LocalReader &m_reader;
    const Clock &m_clock;
    QUuid m_deviceId;
    QUuid m_bootId;
    qint64 m_sequence = 0;
    struct Anchor
    {
        Timestamp at;
        std::chrono::milliseconds uncertainty{0};
        /// Absent in a store whose program did not note them.
        std::optional<QUuid> boot;
        std::optional<std::chrono::milliseconds> monotonic;
    };
    std::optional<Anchor> m_anchor;
    std::chrono::seconds m_doubleTap = DefaultDoubleTap;
    QHash<std::pair<EventUuid, UserUuid>, std::chrono::milliseconds> m_lastReads; ///< Monotonic.
    QHash<EventUuid, Presence> m_presence;
    QSet<EventUuid> m_doors;
    Shares m_shares; ///< Seats that may be given away without asking.
    Shares m_given;  ///< Seats given away since the program started.
};

} // namespace EvalTrack
