// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/attendance.h"
#include "domain/ids.h"

#include <QHash>
#include <QList>
#include <QSet>

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

/// A capture that somebody who does not keep attendance made of oneself, and when its event was.
struct OwnCapture
{
    Timestamp capturedAt;              ///< By the device's clock, which its owner sets.
    std::optional<Timestamp> anchorAt; ///< When the device last saw the server's clock.
    Timestamp receivedAt;              ///< By ours.
    Timestamp begin;
    Timestamp end;
};

/// Why a person has to look at it before an attendance follows; nothing when one may. It counts
/// while its event lasts. After that it counts for LateSyncTime, if the device saw our clock during
/// the event: who had no network for a while may still send what was captured, but nobody confirms
/// last month by setting back a clock. An anchor is the device's word too, so the time is short.
///
/// Looks at nothing but the capture itself, its event and the moment it came, so captures never
/// change each other's admission, and the order in which those that came in time arrive makes no
/// difference. That a late one waits while the same one in time counted is what the rule is for.
/// The other rule of one's own captures is of the same kind: none undoes a cancellation, whichever
/// time it claims; one that came before the cancellation was cancelled with it. Either way the
/// attendance is cancelled.
[[nodiscard]] std::optional<QString> objectionTo(const OwnCapture &capture);

constexpr auto LateSyncTime = std::chrono::hours(24);

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

/// Somebody who came without being registered.
struct Claim
{
    UserId user;
    Sighting first; ///< The earliest that counts.
};

/// Who of them has one of the seats (any number without a value): who came first, in the order of
/// isEarlier(), whatever the order of the list.
[[nodiscard]] QSet<UserId> seatedOf(QList<Claim> claims, const std::optional<qint64> &seats);

} // namespace EvalTrack::Server
