// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/attendancederivation.h"

namespace EvalTrack::Server {

/// One person at one event, on the way from what is known to what follows.
struct AttendanceDerivation::Presence
{
    std::optional<CaptureRepository::Presence> before;
    KnownPresence known;
    QList<CountingCapture> captures;
    bool hasOldCaptures = false; ///< The database has some of them.
    std::optional<DerivedPresence> derived;
    bool hasSeat = true;
    AttendanceId attendance;

    [[nodiscard]] AttendanceStatus status() const
    {
        return hasSeat ? derived->status : AttendanceStatus::Cancelled;
    }
    [[nodiscard]] std::optional<Timestamp> leftAt() const
    {
        return status() == AttendanceStatus::Confirmed ? derived->leftAt : std::nullopt;
    }
    [[nodiscard]] bool isPresent() const { return derived->status == AttendanceStatus::Confirmed; }
    [[nodiscard]] std::optional<CaptureUuid> claim() const
    {
        return derived->claim ? std::optional(derived->claim->capture) : std::nullopt;
    }
    [[nodiscard]] bool isDifferent() const
    {
        if (!before) {
            return true;
        }
        // What a person cancelled keeps the time it had.
        const bool staysCancelled = status() == AttendanceStatus::Cancelled && hasSeat &&
                                    before->status == AttendanceStatus::Cancelled &&
                                    !before->seatCapture;
        return !staysCancelled &&
               std::tie(before->status, before->attendedAt, before->leftAt, before->seatCapture) !=
                   std::tuple(status(), derived->attendedAt, leftAt(), claim());
    }
};

AttendanceDerivation::AttendanceDerivation(Database &database)
    : m_captures(database)
    , m_seating(database)
{}

Result<std::map<AttendanceDerivation::Pair, AttendanceDerivation::Derived>>
AttendanceDerivation::derive(UnitOfWork &unit, const Pairs &pairs,
                             const QHash<EventId, CaptureRepository::EventFacts> &events,
                             const std::optional<Known> &known) const
{
    std::map<Pair, Derived> result;
    auto presences = read(pairs, known);
    if (!presences) {
        return std::unexpected(presences.error());
    }
    for (auto &[pair, presence] : *presences) {
        presence.derived = derivePresence(presence.known, presence.captures);
    }
    // Who has no claim any more has to be off the list before the seats are counted.
    if (auto ok = write(*presences, events, [](const Presence &p) { return !p.derived->claim; });
        !ok) {
        return std::unexpected(ok.error());
    }
    const auto plan = planSeats(*presences, events);
    if (!plan) {
        return std::unexpected(plan.error());
    }
    if (auto ok = write(*presences, events,
                        [](const Presence &p) { return p.derived->claim.has_value(); });
        !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = m_seating.apply(unit, *plan); !ok) {
        return std::unexpected(ok.error());
    }
    QList<CaptureRepository::Settlement> settlements;
    for (const auto &[pair, presence] : *presences) {
        if (!presence.derived) {
            continue;
        }
        const auto accepted = presence.derived->accepted
                                  ? std::optional(presence.derived->accepted->capture)
                                  : std::nullopt;
        if (presence.hasOldCaptures) {
            settlements.append(
                {presence.attendance, accepted, presence.hasSeat, presence.isPresent()});
        }
        Derived derived{presence.attendance,
                        accepted,
                        presence.derived->attendedAt,
                        presence.hasSeat,
                        presence.derived->claim.has_value(),
                        presence.derived->isWaiting,
                        presence.isPresent(),
                        {}};
        if (presence.isDifferent()) {
            derived.change = CaptureRecord::Change{
                presence.before ? std::optional(presence.before->status) : std::nullopt,
                presence.before ? presence.before->attendedAt : std::nullopt, presence.status(),
                presence.derived->attendedAt};
            unit.announceTo(pair.second, Permission::ManageAttendance);
        }
        result.emplace(pair, derived);
    }
    if (auto ok = m_captures.settle(settlements); !ok) {
        return std::unexpected(ok.error());
    }
    return result;
}

Result<AttendanceDerivation::Presences>
AttendanceDerivation::read(const Pairs &pairs, const std::optional<Known> &locked) const
{
    Presences presences;
    QList<EventId> events;
    QList<UserId> users;
    for (const auto &[pair, fresh] : pairs) {
        Presence &presence = presences[pair];
        for (const Fresh &capture : fresh) {
            presence.captures.append(
                {{capture.capture, capture.at}, false, capture.isWaiting, capture.isLeaving});
        }
        events.append(pair.first);
        users.append(pair.second);
    }
    if (pairs.empty()) {
        return presences;
    }
    const auto known = locked ? Result<Known>(*locked) : m_captures.lockPresences(events, users);
    if (!known) {
        return std::unexpected(known.error());
    }
    for (const CaptureRepository::Presence &row : *known) {
        const auto found = presences.find({row.eventId, row.userId});
        if (found == presences.end()) {
            continue; // Locked, and of no concern after all.
        }
        Presence &presence = found->second;
        presence.before = row;
        presence.attendance = row.attendanceId;
        presence.known = {.exists = true,
                          .isRegistered = row.isRegistered,
                          .isCancelled = row.cancelledAt.has_value(),
                          .handAt = row.handAt,
                          .correctedAt = row.correctedAt};
    }
    const auto counting = m_captures.counting(events, users);
    if (!counting) {
        return std::unexpected(counting.error());
    }
    for (const CaptureRepository::Counting &capture : *counting) {
        Presence &presence = presences[{capture.eventId, capture.userId}];
        presence.captures.append({{capture.capture, capture.at},
                                  capture.isDecided,
                                  capture.isWaiting,
                                  capture.isLeaving});
        presence.hasOldCaptures = true;
    }
    return presences;
}

/// Who comes without being registered takes a free seat, whoever came first.
Result<Seating::Plan>
AttendanceDerivation::planSeats(Presences &presences,
                                const QHash<EventId, CaptureRepository::EventFacts> &events) const
{
    QList<EventId> limited;
    QList<Seating::Request> requests;
    for (const auto &[pair, presence] : presences) {
        if (!presence.derived || !events.value(pair.first).hasSeatLimit) {
            continue;
        }
        const bool hadClaim = presence.before && presence.before->seatCapture;
        if ((presence.derived->claim || hadClaim) && !limited.contains(pair.first)) {
            limited.append(pair.first);
        }
        if (presence.derived->claim) {
            requests.append(
                {pair.first, {pair.second, *presence.derived->claim, presence.derived->isWaiting}});
        }
    }
    auto plan = m_seating.plan(limited, requests);
    if (!plan) {
        return plan;
    }
    for (const Seating::Request &request : requests) {
        const Pair pair{request.event, request.claim.user};
        presences[pair].hasSeat = plan->seated.contains(pair);
    }
    return plan;
}

Result<void>
AttendanceDerivation::write(Presences &presences,
                            const QHash<EventId, CaptureRepository::EventFacts> &events,
                            bool (*concerns)(const Presence &)) const
{
    QList<CaptureRepository::Derived> attendances;
    for (const auto &[pair, presence] : presences) {
        if (presence.derived && concerns(presence) && presence.isDifferent()) {
            attendances.append(
                {.id = presence.attendance,
                 .uuid = capturedAttendanceUuid(events.value(pair.first).uuid, pair.second),
                 .eventId = pair.first,
                 .userId = pair.second,
                 .status = presence.status(),
                 .attendedAt = presence.derived->attendedAt,
                 .seatCapture = presence.claim(),
                 .leftAt = presence.leftAt()});
        }
    }
    const auto written = m_captures.derive(attendances);
    if (!written) {
        return std::unexpected(written.error());
    }
    for (auto it = written->begin(); it != written->end(); ++it) {
        presences[it.key()].attendance = it.value();
    }
    return {};
}

} // namespace EvalTrack::Server
