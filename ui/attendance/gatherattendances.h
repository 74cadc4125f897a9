// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/stores.h"

#include <functional>

namespace EvalTrack {

/// The attendances of several events as one answer, in the order of `events`; the first error when
/// one of them cannot be read. `done` is not called after `context` died.
void gatherAttendances(AttendanceStore &store, const QList<EventUuid> &events, QObject *context,
                       const std::function<void(const Result<QList<AttendanceRow>> &)> &done);

} // namespace EvalTrack
