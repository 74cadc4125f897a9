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

/// A capture that counts, of one person at one event.
struct CountingCapture
{
    Sighting sighting;
    bool isDecided = false; ///< A person said that it counts.
    bool isWaiting = false; ///< Its person was told to wait for a seat.
    bool isLeaving = false; ///< Its person left; otherwise came.

    bool operator==(const CountingCapture &) const = default;
};

/// What people said of one person at one event; captures are not part of it.
struct KnownPresence
{
    bool exists = false;                       ///< There is an attendance.
    bool isRegistered = false;                 ///< By a person; not what captures alone made.
    bool isCancelled = false;                  ///< By a person.
    std::optional<Timestamp> handAt = {};      ///< When a person confirmed it.
    std::optional<Timestamp> correctedAt = {}; ///< What a person corrected the time to.
};

/// What follows for the attendance, before anybody looked whether there is a seat.
struct DerivedPresence
{
    AttendanceStatus status = AttendanceStatus::Pending;
    std::optional<Timestamp> attendedAt;
    /// The capture that decides when; nothing when an earlier confirmation by hand does.
    std::optional<Sighting> accepted;
    /// Of somebody who is not registered: the capture that claims a seat, the earliest that let its
    /// person in, or else the earliest.
    std::optional<Sighting> claim;
    bool isWaiting = false; ///< Who claims it was told to wait, and never let in.
    /// When the person left: by the last capture of all, if it says so and somebody came before.
    /// Whoever came back is in.
    std::optional<Timestamp> leftAt = {};

    bool operator==(const DerivedPresence &) const = default;
};

/// The attendance that follows from what people said and all captures that count: a pure function
/// of two sets, so no order and no grouping in which captures arrive makes a difference, and a
/// decision that is taken back leaves no trace in the result. Nothing when no attendance follows.
/// Captures of people who leave make no attendance and take no seat, and leaving frees none.
[[nodiscard]] std::optional<DerivedPresence> derivePresence(const KnownPresence &known,
                                                            const QList<CountingCapture> &captures);

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

/// Somebody who came without being registered.
struct Claim
{
    UserId user;
    Sighting first; ///< DerivedPresence::claim.
    bool isWaiting = false;
};

/// Who of them has one of the seats (any number without a value): who was let in, then who was told
/// to wait, each in the order of isEarlier(), whatever the order of the list. `promised` seats are
/// kept from those who wait, because a door may give them away without asking.
[[nodiscard]] QSet<UserId> seatedOf(QList<Claim> claims, const std::optional<qint64> &seats,
                                    qint64 promised = 0);

/// The seats of an event when a door asks for its share.
struct SeatPool
{
    qint64 free = 0;              ///< Neither registered for nor taken.
    qint64 promisedElsewhere = 0; ///< Other doors may still give them away.
    qint64 waiting = 0;           ///< People who were told to wait, and come first.
    qint64 doors = 1;             ///< That share the event, the one that asks included.
};

/// How many seats a door may give away until it asks again: an equal part of what is free, as far
/// as nobody else may give it away.
[[nodiscard]] qint64 shareOf(const SeatPool &pool);

} // namespace EvalTrack::Server
