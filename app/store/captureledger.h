// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/device.h"
#include "ports/capturerecorder.h"
#include "store/localreader.h"
#include "store/metatable.h"

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
                                                 CaptureMethod method);

    /// Two reads of one person within this time are told as one; both are recorded.
    void setDoubleTap(std::chrono::seconds time) { m_doubleTap = time; }

    /// The server's clock was seen to show `serverTime` when our monotonic clock showed
    /// `monotonic`, give or take `uncertainty`.
    void setAnchor(Timestamp serverTime, std::chrono::milliseconds uncertainty,
                   std::chrono::milliseconds monotonic);
    [[nodiscard]] Result<void> saveAnchor();

    struct Counts
    {
        int registered = 0;
        int confirmed = 0;
    };
    /// Of an event, captures included.
    [[nodiscard]] Result<Counts> countsOf(EventUuid event);

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
    };

    /// Notes that the person was read now; whether that was so just before.
    [[nodiscard]] bool noteRead(EventUuid event, UserUuid person);
    [[nodiscard]] Result<Presence *> presenceOf(EventUuid event);
    [[nodiscard]] RecordedCapture::Finding findingOf(const std::optional<Event> &event,
                                                     const std::optional<Employee> &person,
                                                     const Presence &presence, Timestamp at) const;
    static void letIn(UserUuid person, Timestamp at, Presence &presence);
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
};

} // namespace EvalTrack
