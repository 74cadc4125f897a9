// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/captureservice.h"

#include "services/capturederivation.h"

#include <QSet>

#include <map>

namespace EvalTrack::Server {

namespace {

/// A device's clock may be this far ahead of ours before somebody has to look at it.
constexpr auto ClockTolerance = std::chrono::minutes(10);

/// A capture under review has led to nothing yet, even if an attendance waits for it.
CaptureReceipt receiptOf(const CaptureRepository::Outcome &outcome)
{
    return {outcome.capture, outcome.outcome, outcome.reason,
            outcome.outcome == CaptureOutcome::Review ? std::nullopt : outcome.attendanceId};
}

QString clockText(Timestamp at, std::chrono::minutes offset)
{
    return QDateTime::fromMSecsSinceEpoch(
               std::chrono::milliseconds((at + offset).time_since_epoch()).count(), Qt::UTC)
        .toString(QStringLiteral("HH:mm:ss"));
}

} // namespace

/// One person at one event.
struct CaptureService::Presence
{
    KnownPresence known;
    std::optional<AttendanceId> attendance;
    bool isSeatedByCapture = false; ///< Or waits for a seat; nobody registered this person.
    QList<qsizetype> entries;       ///< Into Batch::fresh; not those under review.
    std::optional<DerivedPresence> derived;
    bool hasSeat = true;

    /// Not registered: nobody but a capture says that this person has a seat.
    [[nodiscard]] bool isWalkIn() const
    {
        return !attendance || known.status == AttendanceStatus::Cancelled || isSeatedByCapture;
    }
};

/// One request's captures on their way.
struct CaptureService::Batch
{
    using Pair = std::pair<EventId, UserId>;

    struct Entry
    {
        Capture capture;
        CaptureRepository::Outcome outcome;
    };
    QList<Entry> fresh; ///< New to the ledger.
    QHash<EventId, CaptureRepository::EventFacts> events;
    std::map<Pair, Presence> presences; ///< In order, so that rows are locked in one order.
    QHash<CaptureUuid, CaptureReceipt> receipts;
    QList<CaptureUuid> overtaken; ///< Decided an attendance until now.
    QSet<UserId> concerned;
    bool isOfOneselfOnly = false; ///< Sent by somebody who does not keep others' attendance.

    static void review(Entry &entry, const QString &reason)
    {
        entry.outcome.outcome = CaptureOutcome::Review;
        entry.outcome.reason = reason;
    }
    /// What becomes of a capture that an attendance follows from.
    static void decide(Entry &entry, const Presence &presence, AttendanceId attendance)
    {
        const DerivedPresence &derived = *presence.derived;
        entry.outcome.attendanceId = attendance;
        if (!presence.hasSeat) {
            review(entry, Seating::eventFull());
        } else if (derived.accepted && derived.accepted->capture == entry.capture.uuid) {
            entry.outcome.outcome = CaptureOutcome::Accepted;
        } else {
            entry.outcome.outcome = CaptureOutcome::Duplicate;
            entry.outcome.reason =
                u"already in at "_qs + clockText(derived.attendedAt, entry.capture.utcOffset);
        }
    }
};

CaptureService::CaptureService(Database &database)
    : m_captures(database)
    , m_seating(database)
{}

Result<QList<CaptureReceipt>> CaptureService::record(UnitOfWork &unit,
                                                     const QList<Capture> &captures) const
{
    const auto appended = m_captures.append(captures, unit.caller().id);
    if (!appended) {
        return std::unexpected(appended.error());
    }
    Batch batch;
    QSet<CaptureUuid> isFresh(appended->begin(), appended->end());
    for (const Capture &capture : captures) {
        if (isFresh.remove(capture.uuid)) {
            batch.fresh.append({capture, {capture.uuid, {}, {}, {}, {}, {}}});
        }
    }
    if (auto ok = resolve(unit, batch); !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = readPresences(batch); !ok) {
        return std::unexpected(ok.error());
    }
    derivePresences(batch);
    const auto seats = seatWalkIns(batch);
    if (!seats) {
        return std::unexpected(seats.error());
    }
    if (auto ok = save(unit, batch, *seats); !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = answerKnown(captures, batch); !ok) {
        return std::unexpected(ok.error());
    }

    QList<CaptureReceipt> receipts;
    receipts.reserve(captures.size());
    for (const Capture &capture : captures) {
        receipts.append(batch.receipts.value(capture.uuid));
    }
    if (!batch.fresh.isEmpty()) {
        unit.audit("capture.record", "capture", 0, {},
                   "{\"captures\":" + QByteArray::number(batch.fresh.size()) + '}');
    }
    return receipts;
}

/// What event and person a capture means, and whether that is enough for an attendance.
Result<void> CaptureService::resolve(UnitOfWork &unit, Batch &batch) const
{
    QList<Capture> captures;
    for (const Batch::Entry &entry : batch.fresh) {
        captures.append(entry.capture);
    }
    const auto events = m_captures.lockEvents(captures);
    if (!events) {
        return std::unexpected(events.error());
    }
    const auto people = m_captures.people(captures);
    if (!people) {
        return std::unexpected(people.error());
    }
    QHash<EventUuid, EventId> idsByUuid;
    for (const CaptureRepository::EventFacts &event : *events) {
        batch.events.insert(event.id, event);
        idsByUuid.insert(event.uuid, event.id);
    }
    batch.isOfOneselfOnly = !unit.caller().may(Permission::ManageAttendance);
    for (qsizetype i = 0; i < batch.fresh.size(); ++i) {
        Batch::Entry &entry = batch.fresh[i];
        const Capture &capture = entry.capture;
        const EventId eventId =
            capture.eventId.value_or(idsByUuid.value(capture.eventUuid, EventId()));
        const auto event = batch.events.constFind(eventId);
        const auto person = people->of(capture);
        if (event != batch.events.constEnd()) {
            entry.outcome.eventId = event->id;
        }
        if (person) {
            entry.outcome.userId = person->id;
        }
        if (event == batch.events.constEnd()) {
            batch.review(entry, u"unknown event"_qs);
        } else if (batch.isOfOneselfOnly && (!person || person->id != unit.caller().id)) {
            // Before anything else is said of the person: whether a code is somebody's is not
            // everybody's to know.
            batch.review(entry, u"not permitted"_qs);
        } else if (!person) {
            batch.review(entry, capture.userId ? u"unknown person"_qs : u"unknown code"_qs);
        } else if (!event->isActive) {
            batch.review(entry, u"inactive event"_qs);
        } else if (!person->isActive) {
            batch.review(entry, u"inactive person"_qs);
        } else if (const auto objection = batch.isOfOneselfOnly
                                              ? objectionTo({capture.capturedAt, capture.anchorAt,
                                                             unit.now(), event->begin, event->end})
                                              : std::nullopt) {
            batch.review(entry, *objection);
        } else if (capture.capturedAt > unit.now() + ClockTolerance) {
            batch.review(entry, u"clock ahead"_qs);
        } else {
            batch.presences[{event->id, person->id}].entries.append(i);
        }
    }
    return {};
}

Result<void> CaptureService::readPresences(Batch &batch) const
{
    QList<EventId> events;
    QList<UserId> users;
    for (const auto &[pair, presence] : batch.presences) {
        events.append(pair.first);
        users.append(pair.second);
    }
    const auto known = m_captures.lockPresences(events, users);
    if (!known) {
        return std::unexpected(known.error());
    }
    for (const CaptureRepository::Presence &row : *known) {
        Presence &presence = batch.presences[{row.eventId, row.userId}];
        presence.attendance = row.attendanceId;
        presence.known.status = row.status;
        presence.known.attendedAt = row.attendedAt;
        if (row.acceptedCapture) {
            presence.known.accepted = Sighting{*row.acceptedCapture, row.acceptedAt};
        }
        if (row.seatCapture) { // cancelled: waits for a seat
            presence.isSeatedByCapture = true;
            presence.known.accepted = Sighting{*row.seatCapture, *row.attendedAt};
        } else if (row.status == AttendanceStatus::Cancelled) {
            admitCancelled(batch, presence, row.updatedAt);
        }
    }
    return {};
}

/// Who comes after the registration was cancelled has come after all, if a station says so. Whether
/// a capture from before still counts is for a person to say: somebody took it back knowingly. So
/// is what the person concerned sends.
void CaptureService::admitCancelled(Batch &batch, Presence &presence, Timestamp cancelledAt)
{
    QList<qsizetype> later;
    for (const qsizetype i : presence.entries) {
        if (!batch.isOfOneselfOnly && batch.fresh[i].capture.capturedAt > cancelledAt) {
            later.append(i);
        } else {
            batch.review(batch.fresh[i], u"attendance cancelled"_qs);
        }
    }
    presence.entries = later;
    if (!later.isEmpty() && presence.known.accepted) {
        batch.overtaken.append(presence.known.accepted->capture);
    }
    presence.known.accepted.reset();
}

/// When and by which capture each person was there; nothing is decided of seats yet.
void CaptureService::derivePresences(Batch &batch)
{
    for (auto &[pair, presence] : batch.presences) {
        if (presence.entries.isEmpty()) {
            continue;
        }
        QList<Sighting> sightings;
        for (const qsizetype i : presence.entries) {
            sightings.append({batch.fresh[i].capture.uuid, batch.fresh[i].capture.capturedAt});
        }
        presence.derived = derivePresence(presence.known, sightings);
        batch.concerned.insert(pair.second);
    }
}

/// Who comes without being registered takes a free seat, whoever came first.
Result<Seating::Plan> CaptureService::seatWalkIns(Batch &batch) const
{
    QList<EventId> events;
    QList<Seating::Request> requests;
    for (const auto &[pair, presence] : batch.presences) {
        if (presence.derived && presence.isWalkIn() && batch.events[pair.first].hasSeatLimit) {
            if (!events.contains(pair.first)) {
                events.append(pair.first);
            }
            requests.append({pair.first, {pair.second, *presence.derived->accepted}});
        }
    }
    auto plan = m_seating.plan(events, requests);
    if (!plan) {
        return plan;
    }
    for (const Seating::Request &request : requests) {
        const Seating::Pair pair{request.event, request.claim.user};
        batch.presences[pair].hasSeat = plan->seated.contains(pair);
    }
    return plan;
}

/// Writes the attendances, and what became of each capture.
Result<void> CaptureService::save(UnitOfWork &unit, Batch &batch, const Seating::Plan &plan) const
{
    QList<CaptureRepository::Confirmation> confirmations;
    for (const auto &[pair, presence] : batch.presences) {
        if (!presence.derived) {
            continue;
        }
        const DerivedPresence &derived = *presence.derived;
        confirmations.append(
            {.uuid = capturedAttendanceUuid(batch.events[pair.first].uuid, pair.second),
             .eventId = pair.first,
             .userId = pair.second,
             .status = presence.hasSeat ? AttendanceStatus::Confirmed : AttendanceStatus::Cancelled,
             .attendedAt = derived.attendedAt,
             .seatCapture =
                 presence.isWalkIn() ? std::optional(derived.accepted->capture) : std::nullopt});
        const bool decidedUntilNow =
            presence.known.accepted && presence.known.status != AttendanceStatus::Cancelled;
        if (decidedUntilNow && presence.hasSeat && derived.accepted != presence.known.accepted) {
            batch.overtaken.append(presence.known.accepted->capture);
        }
    }
    const auto attendances = m_captures.confirm(confirmations);
    if (!attendances) {
        return std::unexpected(attendances.error());
    }
    if (auto ok = m_seating.apply(unit, plan); !ok) {
        return ok;
    }
    for (const auto &[pair, presence] : batch.presences) {
        for (const qsizetype i : presence.entries) {
            Batch::decide(batch.fresh[i], presence, attendances->value({pair.first, pair.second}));
        }
    }
    QList<CaptureRepository::Outcome> outcomes;
    for (const Batch::Entry &entry : batch.fresh) {
        outcomes.append(entry.outcome);
        batch.receipts.insert(entry.capture.uuid, receiptOf(entry.outcome));
    }
    if (auto ok = m_captures.saveOutcomes(outcomes); !ok) {
        return ok;
    }
    if (auto ok = m_captures.markOvertaken(batch.overtaken); !ok) {
        return ok;
    }
    unit.announce([concerned = batch.concerned](const Caller &caller) {
        return caller.may(Permission::ManageAttendance) || concerned.contains(caller.id);
    });
    return {};
}

/// A capture that comes again is a duplicate of itself, and one under review is still under review.
Result<void> CaptureService::answerKnown(const QList<Capture> &captures, Batch &batch) const
{
    QList<CaptureUuid> known;
    for (const Capture &capture : captures) {
        if (!batch.receipts.contains(capture.uuid)) {
            known.append(capture.uuid);
        }
    }
    if (known.isEmpty()) {
        return {};
    }
    const auto outcomes = m_captures.outcomes(known);
    if (!outcomes) {
        return std::unexpected(outcomes.error());
    }
    for (const CaptureRepository::Outcome &outcome : *outcomes) {
        const bool isUnderReview = outcome.outcome == CaptureOutcome::Review;
        batch.receipts.insert(outcome.capture,
                              isUnderReview
                                  ? receiptOf(outcome)
                                  : CaptureReceipt{outcome.capture, CaptureOutcome::Duplicate,
                                                   QStringLiteral("already recorded"),
                                                   outcome.attendanceId});
    }
    return {};
}

} // namespace EvalTrack::Server
