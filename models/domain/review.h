// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance.h"
#include "domain/capture.h"
#include "domain/user.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace EvalTrack {

/// What a person should look at in a capture, whether or not it counts.
enum class CaptureFlag {
    ClockAhead,  ///< The device's clock was ahead of the server's by more than can be explained.
    ClockBehind, ///< It was behind.
    Restarted,   ///< The device was restarted since it last saw the server's clock.
    SequenceGap, ///< The number before it has not arrived: something may be missing.
    Cloned,      ///< Two captures bear the same number: the device was copied.
    Late,        ///< It came a month or more after it was made.
    WalkIn,      ///< Somebody who was not registered came to an event that is not open to all.
};

/// How far the review of a capture is.
enum class ReviewState {
    Open,
    Accepted,  ///< It counts as it is.
    Attached,  ///< It counts, for the person that somebody chose.
    Dismissed, ///< It does not count; it stays in the ledger.
};

/// What HR may say of captures under review.
enum class ReviewDecision {
    Accept,
    Attach, ///< To a person: an unknown code, or somebody else's badge.
    Reject, ///< With a reason.
    Reopen, ///< Take the decision back.
};

/// A capture as people see it who decide about it or want to know what came of it: what the device
/// said, what the server made of it, and who decided what. As the server knows it; nothing of it is
/// kept on a client.
struct CaptureRecord
{
    Capture capture;
    CaptureOutcome outcome = CaptureOutcome::Review;
    std::optional<QString> reason; ///< English word group of the protocol.
    QList<CaptureFlag> flags;
    Timestamp countedAt;
    std::optional<Timestamp> bestAt;
    std::optional<std::chrono::milliseconds> uncertainty;
    Timestamp receivedAt;
    NamedPerson recordedBy;
    std::optional<NamedPerson> person; ///< Whom it is about.
    std::optional<EventId> eventId;    ///< Absent when the event is unknown.
    QString eventTitle;
    std::optional<AttendanceId> attendanceId;
    std::optional<ReviewState> state; ///< Absent when nobody has to look at it.
    std::optional<NamedPerson> decidedBy;
    std::optional<Timestamp> decidedAt;
    std::optional<QString> decisionNote;
    /// What a late capture changed; English words of the protocol, absent when nothing did.
    struct Change
    {
        std::optional<AttendanceStatus> statusBefore;
        std::optional<Timestamp> attendedBefore;
        AttendanceStatus statusAfter = AttendanceStatus::Confirmed;
        std::optional<Timestamp> attendedAfter;

        bool operator==(const Change &) const = default;
    };
    std::optional<Change> change;

    bool operator==(const CaptureRecord &) const = default;
};

/// A time that HR changed, with its reason.
struct AttendanceCorrection
{
    Timestamp at;
    std::optional<Timestamp> previous;
    std::optional<Timestamp> corrected; ///< Absent when the correction was taken back.
    QString reason;
    NamedPerson by;

    bool operator==(const AttendanceCorrection &) const = default;
};

/// Which rule gave an attendance the state it has.
enum class AttendanceRule {
    NotYet,          ///< Registered; neither captured nor confirmed.
    EarliestCapture, ///< The earliest capture that counts.
    ByHand,          ///< A person confirmed it, before every capture.
    Corrected,       ///< A person corrected its time.
    Cancelled,       ///< A person cancelled it.
    WaitsForSeat,    ///< Captured without being registered, and the event is full.
    NoneCounts,      ///< Captured without being registered, and no capture counts any more.
};

/// Why an attendance is as it is: the same for HR and for the person concerned.
struct AttendanceExplanation
{
    Attendance attendance;
    AttendanceRule rule = AttendanceRule::NotYet;
    std::optional<Timestamp> confirmedByHandAt;
    std::optional<Timestamp> cancelledAt;
    QList<CaptureRecord> captures; ///< By time.
    QList<AttendanceCorrection> corrections;
    struct Step
    {
        Timestamp at;
        QString action; ///< English word of the audit log: "attendance.confirm".
        std::optional<NamedPerson> by;

        bool operator==(const Step &) const = default;
    };
    QList<Step> steps; ///< Who changed it, oldest first.

    bool operator==(const AttendanceExplanation &) const = default;
};

} // namespace EvalTrack
