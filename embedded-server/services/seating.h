// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capturederivation.h"
#include "services/unitofwork.h"
#include "storage/repositories/capturerepository.h"

#include <QSet>

namespace EvalTrack::Server {

/// Gives the seats of events with a limit to those who come without being registered: whoever came
/// first, whichever station's captures arrive first. An earlier capture that arrives later takes
/// the seat of the last one, whose captures go to review; a seat that becomes free goes to the next
/// one. Registered people keep theirs, and so does whom a person let in by hand.
class Seating
{
public:
    using Pair = std::pair<EventId, UserId>;

    explicit Seating(Database &database);

    /// Who wants a seat, by the earliest capture.
    struct Request
    {
        EventId event;
        Claim claim;
    };
    struct Plan
    {
        QSet<Pair> seated; ///< Of the requests.
        QList<CaptureRepository::WalkIn> gains;
        QList<CaptureRepository::WalkIn> losses;
    };

    /// Who has a seat at these events when the requests are added to the claims that are known. A
    /// request takes the place of a known claim of the same person. The events are locked already.
    [[nodiscard]] Result<Plan> plan(const QList<EventId> &events,
                                    const QList<Request> &requests) const;
    /// Carries out what it means for attendances that there were.
    [[nodiscard]] Result<void> apply(UnitOfWork &unit, const Plan &plan) const;
    /// After the number of seats of an event has changed. The event is locked already.
    [[nodiscard]] Result<void> reseat(UnitOfWork &unit, EventId event) const;

    /// Why a capture waits for somebody to look at it.
    [[nodiscard]] static QString eventFull();

private:
    CaptureRepository m_captures;
};

} // namespace EvalTrack::Server
