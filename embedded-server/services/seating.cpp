// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/seating.h"

#include <map>

namespace EvalTrack::Server {

Seating::Seating(Database &database)
    : m_captures(database)
{}

QString Seating::reasonWithoutSeat(bool isWaiting)
{
    return isWaiting ? QStringLiteral("waiting for a seat") : QStringLiteral("event full");
}

Result<Seating::Plan> Seating::plan(const QList<EventId> &events,
                                    const QList<Request> &requests) const
{
    Plan plan;
    if (events.isEmpty()) {
        return plan;
    }
    const auto known = m_captures.walkIns(events);
    if (!known) {
        return std::unexpected(known.error());
    }
    const auto seats = m_captures.seats(events);
    if (!seats) {
        return std::unexpected(seats.error());
    }
    QSet<Pair> asking;
    std::map<EventId, QList<Claim>> claims;
    for (const Request &request : requests) {
        asking.insert({request.event, request.claim.user});
        claims[request.event].append(request.claim);
    }
    for (const CaptureRepository::WalkIn &walkIn : *known) {
        if (!asking.contains({walkIn.eventId, walkIn.userId})) {
            claims[walkIn.eventId].append(
                {walkIn.userId, {walkIn.capture, walkIn.capturedAt}, walkIn.isWaiting});
        }
    }
    QSet<Pair> seated;
    for (const auto &[event, all] : claims) {
        const CaptureRepository::Seats ofEvent = seats->value(event);
        const QSet<UserId> users = seatedOf(all, ofEvent.walkIn, ofEvent.promised);
        for (const UserId user : users) {
            seated.insert({event, user});
        }
    }
    for (const CaptureRepository::WalkIn &walkIn : *known) {
        const bool getsSeat = seated.contains({walkIn.eventId, walkIn.userId});
        if (getsSeat != walkIn.hasSeat) {
            (getsSeat ? plan.gains : plan.losses).append(walkIn);
        }
    }
    plan.seated = seated & asking;
    return plan;
}

Result<void> Seating::apply(UnitOfWork &unit, const Plan &plan) const
{
    if (!plan.losses.isEmpty()) {
        if (auto ok = m_captures.unseat(plan.losses); !ok) {
            return ok;
        }
    }
    if (!plan.gains.isEmpty()) {
        if (auto ok = m_captures.seat(plan.gains); !ok) {
            return ok;
        }
    }
    for (const auto &[action, walkIns] :
         {std::pair("attendance.loseSeat", plan.losses), {"attendance.takeSeat", plan.gains}}) {
        for (const CaptureRepository::WalkIn &walkIn : walkIns) {
            unit.audit(action, "attendance", walkIn.attendanceId.value(),
                       walkIn.attendanceUuid.value());
            unit.announceTo(walkIn.userId, Permission::ManageAttendance);
        }
    }
    return {};
}

Result<void> Seating::reseat(UnitOfWork &unit, EventId event) const
{
    const auto changes = plan({event}, {});
    return changes ? apply(unit, *changes) : std::unexpected(changes.error());
}

Result<std::optional<qint64>> Seating::renewShare(UnitOfWork &unit,
                                                  const ShareRequest &request) const
{
    Capture ofEvent;
    ofEvent.eventUuid = request.event;
    const auto events = m_captures.lockEvents({ofEvent});
    if (!events) {
        return std::unexpected(events.error());
    }
    if (events->isEmpty()) {
        return std::nullopt;
    }
    const CaptureRepository::EventFacts &event = events->first();
    const bool isTime = unit.now() >= event.begin - ShareLead && unit.now() <= event.end;
    if (!event.isActive || !event.hasSeatLimit || !isTime) {
        const auto ended = m_captures.endShare(event.id, request.device);
        if (!ended) {
            return std::unexpected(ended.error());
        }
        if (*ended && event.hasSeatLimit) {
            if (auto ok = reseat(unit, event.id); !ok) {
                return std::unexpected(ok.error());
            }
        }
        return std::nullopt;
    }
    const auto last = m_captures.lastSequenceOf(request.device);
    if (!last) {
        return std::unexpected(last.error());
    }
    if (*last < request.lastSequence) {
        return failure(ErrorCode::Conflict, QStringLiteral("captures have not arrived yet"));
    }
    const auto before = m_captures.shareOf(event.id, request.device);
    if (!before) {
        return std::unexpected(before.error());
    }
    if (auto ok = m_captures.offerShare(event.id, request.device, request.held); !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = reseat(unit, event.id); !ok) {
        return std::unexpected(ok.error());
    }
    const auto pool = m_captures.seatPool(event.id, request.device);
    if (!pool) {
        return std::unexpected(pool.error());
    }
    const qint64 share = shareOf({pool->free, pool->promisedElsewhere, pool->waiting, pool->doors});
    if (auto ok = m_captures.grantShare(event.id, request.device, share); !ok) {
        return std::unexpected(ok.error());
    }
    // Other doors may have to give some up, or can have more now. Told once for each change, so
    // that doors do not wake each other for ever while one of them is away.
    if (*before != CaptureRepository::Share{request.held, share}) {
        unit.announce(
            [](const Caller &caller) { return caller.may(Permission::CaptureAttendance); });
    }
    return share;
}

} // namespace EvalTrack::Server
