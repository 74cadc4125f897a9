// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/ids.h"

#include <QString>

#include <optional>

namespace EvalTrack {

enum class AttendanceStatus {
    Pending,   ///< Registered, not there yet.
    Confirmed, ///< Was there, at attendedAt.
    Cancelled, ///< Will not come, or was taken off.
};

/// One person's attendance of one event: one per (event, user). eventUuid and userUuid come with
/// the change feed.
struct Attendance
{
    AttendanceId id;
    EventId eventId;
    UserId userId;
    AttendanceStatus status = AttendanceStatus::Pending;
    std::optional<Timestamp> attendedAt;
    std::optional<QString> notes;
    Timestamp createdAt;
    Timestamp updatedAt;
    AttendanceUuid uuid;
    qint64 revision = 0;
    /// When the person left last; nothing for who is in, came back or never came.
    std::optional<Timestamp> leftAt;

    EventUuid eventUuid;
    UserUuid userUuid;

    bool operator==(const Attendance &) const = default;
};

/// Of an attendance that a capture makes: the same whichever capture and whichever computer it is,
/// so that a client can name it before the server has made it.
[[nodiscard]] inline AttendanceUuid capturedAttendanceUuid(EventUuid event, UserId person)
{
    return AttendanceUuid(QUuid::createUuidV5(event.value(), QByteArray::number(person.value())));
}

} // namespace EvalTrack
