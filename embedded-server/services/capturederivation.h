// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/attendance.h"
#include "domain/ids.h"

#include <QHash>
#include <QList>

#include <optional>

namespace EvalTrack::Server {

/// When a capture says that somebody was there.
struct Sighting
{
    CaptureUuid capture;
    Timestamp at;

    bool operator==(const Sighting &) const = default;
};

/// The earlier one, and of two at the same moment the one with the smaller uuid: an order that does
/// not depend on which arrived first.
[[nodiscard]] bool isEarlier(const Sighting &a, const Sighting &b);

/// What is recorded of one person at one event before new captures come.
struct KnownPresence
{
    /// Nothing when there is no attendance.
    std::optional<AttendanceStatus> status;
    std::optional<Timestamp> attendedAt;
    /// The capture that attendedAt comes from; nothing when a person confirmed it.
    std::optional<Sighting> accepted;
};

/// What captures make of an attendance.
struct DerivedPresence
{
    Timestamp attendedAt;
    /// The capture that decides attendedAt; nothing when an earlier confirmation by hand stands.
    std::optional<Sighting> accepted;

    bool operator==(const DerivedPresence &) const = default;
};

/// The attendance that follows from what is known and the sightings: confirmed, at the earliest of
/// all times. The same result for every order and every grouping in which the sightings come:
/// derive(derive(known, a), b) = derive(known, a + b) = derive(derive(known, b), a). `sightings` is
/// not empty.
[[nodiscard]] DerivedPresence derivePresence(const KnownPresence &known,
                                             const QList<Sighting> &sightings);

} // namespace EvalTrack::Server
