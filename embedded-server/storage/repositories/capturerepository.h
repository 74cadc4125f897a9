// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance.h"
#include "domain/capture.h"
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
        bool isActive = false;
        bool hasSeatLimit = false;
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
    struct Presence
    {
        EventId eventId;
        UserId userId;
        AttendanceId attendanceId;
        AttendanceStatus status = AttendanceStatus::Pending;
        std::optional<Timestamp> attendedAt;
        std::optional<CaptureUuid> acceptedCapture;
        Timestamp acceptedAt;
        Timestamp updatedAt;
        /// Of somebody who was not registered.
        std::optional<CaptureUuid> seatCapture;
    };
    struct Confirmation
    {
        AttendanceUuid uuid; ///< For an attendance that is new.
        EventId eventId;
        UserId userId;
        AttendanceStatus status = AttendanceStatus::Confirmed; ///< Cancelled: there is no seat.
        Timestamp attendedAt;
        std::optional<CaptureUuid> seatCapture; ///< Of somebody who was not registered.
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
    };
    struct Outcome
    {
        CaptureUuid capture;
        CaptureOutcome outcome = CaptureOutcome::Review;
        std::optional<QString> reason;
        std::optional<EventId> eventId;
        std::optional<UserId> userId;
        std::optional<AttendanceId> attendanceId;
    };

    /// Which of them are new to the ledger.
    [[nodiscard]] Result<QList<CaptureUuid>> append(const QList<Capture> &captures,
                                                    UserId recordedBy) const;
    /// The events the captures name; captures of one event go one request after the other.
    [[nodiscard]] Result<QList<EventFacts>> lockEvents(const QList<Capture> &captures) const;
    /// By badge, else by national id.
    [[nodiscard]] Result<People> people(const QList<Capture> &captures) const;
    /// The attendances of the pairs (events[i], users[i]) that there are.
    [[nodiscard]] Result<QList<Presence>> lockPresences(const QList<EventId> &events,
                                                        const QList<UserId> &users) const;
    /// Makes or confirms attendances, opens the evaluations of the confirmed, and says which they
    /// are.
    [[nodiscard]] Result<QHash<std::pair<EventId, UserId>, AttendanceId>>
    confirm(const QList<Confirmation> &confirmations) const;
    [[nodiscard]] Result<void> saveOutcomes(const QList<Outcome> &outcomes) const;
    /// Captures that decided an attendance until an earlier one arrived.
    [[nodiscard]] Result<void> markOvertaken(const QList<CaptureUuid> &captures) const;
    [[nodiscard]] Result<QList<Outcome>> outcomes(const QList<CaptureUuid> &captures) const;

    /// How many seats the events have for those who are not registered; without a value for one
    /// that takes any number. Less than nothing when more are registered than there is room for.
    [[nodiscard]] Result<QHash<EventId, std::optional<qint64>>>
    walkInSeats(const QList<EventId> &events) const;
    [[nodiscard]] Result<QList<WalkIn>> walkIns(const QList<EventId> &events) const;
    /// Confirms them, and settles the captures that waited.
    [[nodiscard]] Result<void> seat(const QList<AttendanceId> &attendances) const;
    /// Cancels them, and puts their captures under review for that reason.
    [[nodiscard]] Result<void> unseat(const QList<AttendanceId> &attendances,
                                      const QString &reason) const;
    /// Somebody has decided by hand of an attendance whose captures waited.
    [[nodiscard]] Result<void> settleReviews(AttendanceId attendance, UserId reviewer) const;
};

} // namespace EvalTrack::Server
