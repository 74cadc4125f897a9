// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QStringView>

#include <optional>

namespace EvalTrack::Wire {

/// An instant read from text that carries its offset.
struct OffsetTime
{
    Timestamp instant;
    std::chrono::minutes offset{0};

    bool operator==(const OffsetTime &) const = default;
};

/// ISO-8601 in UTC with milliseconds and Z ("2026-03-01T14:05:00.000Z"), as contract section 1
/// wants it.
[[nodiscard]] QByteArray toIso(Timestamp time);
/// The same instant as local wall time with its offset ("2026-03-01T10:05:00.000-04:00"), as
/// captures carry it.
[[nodiscard]] QByteArray toIsoWithOffset(Timestamp time, std::chrono::minutes offset);

/// Reads ISO-8601 with an offset or Z; a time without either is taken as UTC, a date alone as its
/// midnight in UTC (what JavaScript's Date does with it). Years 0001 to 9999, in UTC as well.
/// Anything else is nullopt.
[[nodiscard]] std::optional<OffsetTime> fromIsoWithOffset(QStringView text);
[[nodiscard]] std::optional<Timestamp> fromIso(QStringView text);

} // namespace EvalTrack::Wire
