// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/stores.h"

#include <functional>
#include <optional>

namespace EvalTrack {

/// The attendances of several events as one answer, in the order of `events`; the first error when
/// one of them cannot be read. `done` is not called after `context` died.
void gatherAttendances(AttendanceStore &store, const QList<EventUuid> &events, QObject *context,
                       const std::function<void(const Result<QList<AttendanceRow>> &)> &done);

/// All events of this computer, those nearest to `now` first: what was recorded and is looked at
/// again is of these days.
[[nodiscard]] QList<EventUuid> nearestEvents(const EventStore &store, Timestamp now);

/// Which of the events has this attendance, asked one after the other, or nothing when none has.
/// `done` is not called after `context` died.
void seekAttendance(AttendanceStore &store, QList<EventUuid> events, AttendanceUuid attendance,
                    QObject *context,
                    const std::function<void(const std::optional<EventUuid> &)> &done);

} // namespace EvalTrack
