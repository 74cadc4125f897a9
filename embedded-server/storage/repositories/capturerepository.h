// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance.h"
#include "domain/capture.h"
#include "domain/review.h"
#include "storage/repositories/repository.h"

#include <QHash>

namespace EvalTrack::Server {

/// The ledger of captures and what was made of each. Every statement takes the captures of a whole
/// request at once.
class CaptureRepository : public Repository
{
public:
    using Repository::Repository;

    struct EventFacts
    {
        EventId id;
        EventUuid uuid;
        QString title;
        bool isActive = false;
        bool hasSeatLimit = false;
        bool isForEveryone = false; ///< Registration EVERYONE: who is not registered is unexpected.
        Timestamp begin;
        Timestamp end;
    };
    struct Person
    {
        UserId id;
        bool isActive = false;
    };
    struct People
    {
        QHash<QString, Person> byCode;
        QHash<UserId, Person> byId;

        [[nodiscard]] std::optional<Person> of(const Capture &capture) const;
    };
    /// An attendance, with what people said of it.
    struct Presence
    {
        EventId eventId;
        UserId userId;
        AttendanceId attendanceId;
        AttendanceStatus status = AttendanceStatus::Pending;
        std::optional<Timestamp> attendedAt;
        std::optional<Timestamp> leftAt;
        std::optional<CaptureUuid> seatCapture; ///< Of somebody who was not registered.
        std::optional<Timestamp> handAt;
        std::optional<Timestamp> correctedAt;
        std::optional<Timestamp> cancelledAt;
        bool isRegistered = true; ///< By a person; false for what captures alone made.
    };
    /// A capture that counts for the attendance of a person at an event.
    struct Counting
    {
        EventId eventId;
        UserId userId;
        CaptureUuid capture;
        Timestamp at;
        bool isDecided = false;
        bool isWaiting = false; ///< Its person was told to wait for a seat.
        bool isLeaving = false; ///< Its person left.
    };
    /// What an attendance is to be.
    struct Derived
    {
        AttendanceId id;     ///< Null for one that there is none of yet.
        AttendanceUuid uuid; ///< For that one.
        EventId eventId;
        UserId userId;
        AttendanceStatus status = AttendanceStatus::Confirmed; ///< Cancelled: there is no seat.
        std::optional<Timestamp> attendedAt;
        std::optional<CaptureUuid> seatCapture;
        std::optional<Timestamp> leftAt;
    };
    /// What the captures of an attendance that count come to.
    struct Settlement
    {
        AttendanceId attendance;
        std::optional<CaptureUuid> accepted; ///< Nothing when somebody confirmed by hand before.
        bool hasSeat = true;
        bool came = true; ///< Whoever leaves had come.
    };
    struct SequenceDoubt
    {
        CaptureUuid capture;
        bool hasGapBefore = false;
        bool isCloned = false;
        bool closesGap = false; ///< The number after it was here before.
    };
    /// An attendance of somebody who was not registered.
    struct WalkIn
    {
        EventId eventId;
        UserId userId;
        AttendanceId attendanceId;
        AttendanceUuid attendanceUuid;
        bool hasSeat = false;
        CaptureUuid capture;
        Timestamp capturedAt;
        bool isWaiting = false; ///< Was told to wait, and never let in.
    };
    struct Seats
    {
        /// For those who are not registered. Without a value for an event that takes any number;
        /// less than nothing when more are registered than there is room for.
        std::optional<qint64> walkIn;
        qint64 promised = 0; ///< That doors may give away.
    };
    struct Outcome
    {
        CaptureUuid capture;
        CaptureOutcome outcome = CaptureOutcome::Accepted;
        std::optional<QString> reason;
        std::optional<QString> holdReason; ///< Why the rules do not let it count.
        std::optional<EventId> eventId;
        std::optional<UserId> userId;
        std::optional<AttendanceId> attendanceId;
        Timestamp countedAt;
        std::optional<Timestamp> bestAt;
        std::optional<std::chrono::milliseconds> uncertainty;
        QList<CaptureFlag> flags;
        std::optional<CaptureRecord::Change> change;
    };

    /// Before the first statement of a transaction that writes captures: its plans stay right while
    /// the tables grow.
    [[nodiscard]] Result<void> goByIndex() const;
    /// Which of them are new to the ledger.
    [[nodiscard]] Result<QList<CaptureUuid>> append(const QList<Capture> &captures,
                                                    UserId recordedBy) const;
    /// The events the captures name; whoever locks one goes after the other.
    [[nodiscard]] Result<QList<EventFacts>> lockEvents(const QList<Capture> &captures) const;
    /// The same for captures that arrive. Where anybody can have a seat they do not wait for each
    /// other, but nobody changes the event, decides or corrects meanwhile; an event with a limit is
    /// locked.
    [[nodiscard]] Result<QList<EventFacts>> holdEvents(const QList<Capture> &captures) const;
    /// By badge, else by national id.
    [[nodiscard]] Result<People> people(const QList<Capture> &captures) const;
    /// The attendances of the pairs (events[i], users[i]), which are in order, that there are.
    [[nodiscard]] Result<QList<Presence>> lockPresences(const QList<EventId> &events,
                                                        const QList<UserId> &users) const;
    /// The captures that count of those pairs.
    [[nodiscard]] Result<QList<Counting>> counting(const QList<EventId> &events,
                                                   const QList<UserId> &users) const;
    /// Makes or changes attendances, opens the evaluations of the confirmed and closes those of the
    /// others that nobody has written in, and says which they are. When somebody else has made one
    /// of them since lockPresences(), the whole transaction is run again.
    [[nodiscard]] Result<QHash<std::pair<EventId, UserId>, AttendanceId>>
    derive(const QList<Derived> &attendances) const;
    [[nodiscard]] Result<void> settle(const QList<Settlement> &settlements) const;
    [[nodiscard]] Result<void> saveOutcomes(const QList<Outcome> &outcomes) const;
    /// What captures were answered; only what a receipt carries.
    [[nodiscard]] Result<QList<CaptureReceipt>> receipts(const QList<CaptureUuid> &captures) const;

    /// The highest number of a device; 0 when it has none.
    [[nodiscard]] Result<qint64> lastSequenceOf(const QUuid &device) const;
    /// What the numbers of these captures, which the ledger has already, say; only those that say
    /// something.
    [[nodiscard]] Result<QList<SequenceDoubt>>
    sequenceDoubts(const QList<CaptureUuid> &captures) const;
    /// What these doubts mean for the captures before and after them.
    [[nodiscard]] Result<void> spreadSequence(const QList<SequenceDoubt> &doubts) const;

    [[nodiscard]] Result<QHash<EventId, Seats>> seats(const QList<EventId> &events) const;
    [[nodiscard]] Result<QList<WalkIn>> walkIns(const QList<EventId> &events) const;
    /// Confirms them, and settles the captures that waited.
    [[nodiscard]] Result<void> seat(const QList<WalkIn> &walkIns) const;
    /// Cancels them, and puts their captures under review.
    [[nodiscard]] Result<void> unseat(const QList<WalkIn> &walkIns) const;
    struct Share
    {
        qint64 held = 0;
        qint64 granted = 0;

        bool operator==(const Share &) const = default;
    };
    /// Nothing for a door that has not asked yet.
    [[nodiscard]] Result<std::optional<Share>> shareOf(EventId event, const QUuid &device) const;
    /// A door says how many seats it holds; it has been granted none since.
    [[nodiscard]] Result<void> offerShare(EventId event, const QUuid &device, qint64 held) const;
    [[nodiscard]] Result<void> grantShare(EventId event, const QUuid &device, qint64 seats) const;
    /// Whether it had one.
    [[nodiscard]] Result<bool> endShare(EventId event, const QUuid &device) const;
    struct Pool
    {
        qint64 free = 0;
        qint64 promisedElsewhere = 0;
        qint64 waiting = 0;
        qint64 doors = 0;
    };
    /// Of an event with a limit, as the door `device` finds it.
    [[nodiscard]] Result<Pool> seatPool(EventId event, const QUuid &device) const;
    /// Somebody has decided by hand of an attendance whose captures waited.
    [[nodiscard]] Result<void> settleReviews(AttendanceId attendance, UserId reviewer) const;
};

} // namespace EvalTrack::Server
