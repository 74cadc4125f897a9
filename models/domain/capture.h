// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/ids.h"

#include <QString>

#include <chrono>
#include <optional>

namespace EvalTrack {

/// How somebody was identified.
enum class CaptureMethod { Badge, Qr, Pin, Manual, Self };

/// Which way somebody went.
enum class Direction { Arriving, Leaving };

/// What the server made of a capture.
enum class CaptureOutcome {
    Accepted,  ///< It confirmed an attendance.
    Duplicate, ///< The ledger had this capture, or the person was in already.
    Review,    ///< Kept, but a person has to decide: unknown code, clock doubts, inactive event.
};

/// A raw record of "this code was presented at this event", as the device made it (contract section
/// 6). Append-only: attendances are derived from captures, captures are never changed. Exactly one
/// of code and user is set.
struct Capture
{
    CaptureUuid uuid; ///< Version 7; unique for ever.
    EventUuid eventUuid;
    std::optional<EventId> eventId;
    std::optional<QString> code;
    std::optional<UserId> userId;
    QUuid deviceId;
    qint64 deviceSequence = 0; ///< Gapless per device, from 1.
    QUuid bootId;
    Timestamp capturedAt;
    std::chrono::minutes utcOffset{0}; ///< Of the wall clock at capturedAt.
    QString zone;                      ///< IANA name.
    std::chrono::milliseconds monotonic{0};
    std::optional<Timestamp> anchorAt; ///< Last time the server's clock was seen.
    std::optional<std::chrono::milliseconds> anchorUncertainty;
    CaptureMethod method = CaptureMethod::Badge;
    std::optional<QString> note;
    /// The boot of the anchor, and what the monotonic clock said then: in the same boot the time
    /// since the anchor is known, whatever became of the wall clock.
    std::optional<QUuid> anchorBootId;
    std::optional<std::chrono::milliseconds> anchorMonotonic;
    /// The person was told to wait: no seat was free as far as the device knew. Who was let in
    /// comes before who was told so, whoever was read first.
    bool isWaiting = false;
    bool isLeaving = false; ///< The person left; otherwise came.

    bool operator==(const Capture &) const = default;
};

/// The server's answer to one capture.
struct CaptureReceipt
{
    CaptureUuid uuid;
    CaptureOutcome outcome = CaptureOutcome::Accepted;
    std::optional<QString> reason;
    std::optional<AttendanceId> attendanceId;

    bool operator==(const CaptureReceipt &) const = default;
};

} // namespace EvalTrack
