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
/// one. Registered people keep theirs, and so does whom a person let in by hand. Who was let in
/// comes before who was told to wait (seatedOf()).
///
/// Doors without a network hold shares of the seats (renewShare()), so that together they let in no
/// more people than there are seats.
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

    struct ShareRequest
    {
        EventUuid event;
        QUuid device;
        qint64 held = 0;         ///< What the door could still give away when it asked.
        qint64 lastSequence = 0; ///< Of its last capture then.
    };
    /// How many seats a door may give away without asking; nothing when it needs no share: there is
    /// no limit, or it is not the time of the event (from ShareLead before it). What it held before
    /// stays promised until it asks again and says what it holds now, so an answer that is lost
    /// takes nobody's seat. Who waits comes first. Conflict while captures of it have not arrived.
    [[nodiscard]] Result<std::optional<qint64>> renewShare(UnitOfWork &unit,
                                                           const ShareRequest &request) const;
    static constexpr auto ShareLead = std::chrono::hours(2); ///< Before the event.

    /// Why a capture waits for somebody to look at it: its person was let in where no seat was
    /// left, or was told to wait for one.
    [[nodiscard]] static QString reasonWithoutSeat(bool isWaiting);

private:
    CaptureRepository m_captures;
};

} // namespace EvalTrack::Server
