// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/seating.h"

#include <map>

namespace EvalTrack::Server {

Seating::Seating(Database &database)
    : m_captures(database)
{}

QString Seating::eventFull()
{
    return QStringLiteral("event full");
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
    const auto seats = m_captures.walkInSeats(events);
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
            claims[walkIn.eventId].append({walkIn.userId, {walkIn.capture, walkIn.capturedAt}});
        }
    }
    QSet<Pair> seated;
    for (const auto &[event, all] : claims) {
        for (const UserId user : seatedOf(all, seats->value(event))) {
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

} // namespace EvalTrack::Server
