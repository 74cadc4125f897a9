// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capturederivation.h"
#include "services/seating.h"
#include "services/unitofwork.h"
#include "storage/repositories/capturerepository.h"

#include <map>

namespace EvalTrack::Server {

/// Makes the attendances that follow from the ledger and from what people said: the one place where
/// captures become attendances, for captures that arrive, for decisions on them, and for a
/// correction that is taken back. The rule is derivePresence(), the seats are Seating's; this reads
/// what they need and writes what they say.
class AttendanceDerivation
{
public:
    using Pair = Seating::Pair;

    explicit AttendanceDerivation(Database &database);

    /// A capture that counts and whose outcome is not in the database yet.
    struct Fresh
    {
        CaptureUuid capture;
        Timestamp at;
        bool isWaiting = false; ///< Its person was told to wait for a seat.
        bool isLeaving = false; ///< Its person left.
    };
    /// Whose attendance is derived, and the captures that come in addition; in order, so that rows
    /// are locked in one order.
    using Pairs = std::map<Pair, QList<Fresh>>;
    using Known = QList<CaptureRepository::Presence>;

    /// How an attendance came out.
    struct Derived
    {
        AttendanceId attendance; ///< Null when no attendance follows.
        std::optional<CaptureUuid> accepted;
        std::optional<Timestamp> attendedAt;
        bool hasSeat = true;
        bool isWalkIn = false;
        bool isWaiting = false; ///< Was told to wait for a seat, and never let in.
        bool isPresent = false; ///< Came, so that whoever leaves may.
        /// The attendance before and after; nothing when it is the same.
        std::optional<CaptureRecord::Change> change;
    };
    /// The events are locked already (CaptureRepository::lockEvents). Settles the captures that the
    /// database has; those of `pairs` are the caller's, who may have locked their presences
    /// already.
    [[nodiscard]] Result<std::map<Pair, Derived>>
    derive(UnitOfWork &unit, const Pairs &pairs,
           const QHash<EventId, CaptureRepository::EventFacts> &events,
           const std::optional<Known> &known = std::nullopt) const;

private:
    struct Presence;
    using Presences = std::map<Pair, Presence>;

    [[nodiscard]] Result<Presences> read(const Pairs &pairs,
                                         const std::optional<Known> &known) const;
    [[nodiscard]] Result<void> write(Presences &presences,
                                     const QHash<EventId, CaptureRepository::EventFacts> &events,
                                     bool (*concerns)(const Presence &)) const;
    [[nodiscard]] Result<Seating::Plan>
    planSeats(Presences &presences,
              const QHash<EventId, CaptureRepository::EventFacts> &events) const;

    CaptureRepository m_captures;
    Seating m_seating;
};

} // namespace EvalTrack::Server
