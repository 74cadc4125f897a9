// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QDate>
#include <QTimeZone>

namespace EvalTrack {

/// The first moment of a day as the clocks of a zone show it: midnight, the first of two midnights,
/// or what follows where clocks leave midnight out. A day that a zone has left out altogether
/// begins, and ends, where the next one begins.
[[nodiscard]] Timestamp startOfDay(QDate day, const QTimeZone &zone);

/// The day that the calendars of a zone show at a moment.
[[nodiscard]] QDate dayOf(Timestamp at, const QTimeZone &zone);

/// How far east of UTC the clocks of a zone are at a moment, in whole minutes.
[[nodiscard]] std::chrono::minutes offsetAt(Timestamp at, const QTimeZone &zone);

} // namespace EvalTrack
