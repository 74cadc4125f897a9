// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/captureservice.h"

#include "services/capturederivation.h"
#include "storage/repositories/eventrepository.h"

#include <QSet>

#include <algorithm>
#include <map>

namespace EvalTrack::Server {

namespace {

/// A device's clock may be this far ahead of ours before somebody has to look at it.
constexpr auto ClockTolerance = std::chrono::minutes(10);

/// The same attendance has the same uuid whichever capture makes it, so that two servers or two
/// orders of arrival cannot tell different stories.
AttendanceUuid attendanceUuidOf(const EventUuid &event, UserId user)
{
    return AttendanceUuid(QUuid::createUuidV5(event.value(), QByteArray::number(user.value())));
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
    QList<qsizetype> entries; ///< Into Batch::fresh; not those under review.
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
    bool isOfOneselfOnly = false; ///< Sent by somebody who does not keep others' attendance.

    void review(Entry &entry, const QString &reason) const
    {
        entry.outcome.outcome = CaptureOutcome::Review;
        entry.outcome.reason = reason;
    }
};

CaptureService::CaptureService(Database &database)
    : m_captures(database)
    , m_database(database)
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
    if (auto ok = seatWalkIns(batch); !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = derive(unit, batch); !ok) {
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
        if (row.status == AttendanceStatus::Cancelled) {
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

/// Who comes without being registered takes a free seat, the earliest first.
Result<void> CaptureService::seatWalkIns(Batch &batch) const
{
    std::map<EventId, QList<Presence *>> walkIns;
    for (auto &[pair, presence] : batch.presences) {
        const bool hasSeat =
            presence.attendance && presence.known.status != AttendanceStatus::Cancelled;
        if (!hasSeat && !presence.entries.isEmpty() && batch.events[pair.first].hasSeatLimit) {
            walkIns[pair.first].append(&presence);
        }
    }
    const auto firstSighting = [&](const Presence *presence) {
        QList<Sighting> sightings;
        for (const qsizetype i : presence->entries) {
            const Capture &capture = batch.fresh[i].capture;
            sightings.append({capture.uuid, capture.capturedAt});
        }
        return *std::min_element(sightings.begin(), sightings.end(), isEarlier);
    };
    for (auto &[event, presences] : walkIns) {
        const auto left = EventRepository(m_database).seatsLeft(event);
        if (!left) {
            return std::unexpected(left.error());
        }
        qint64 seats = left->value_or(presences.size());
        std::sort(presences.begin(), presences.end(), [&](const Presence *a, const Presence *b) {
            return isEarlier(firstSighting(a), firstSighting(b));
        });
        for (Presence *presence : presences) {
            if (seats-- <= 0) {
                for (const qsizetype i : std::exchange(presence->entries, {})) {
                    batch.review(batch.fresh[i], u"event full"_qs);
                }
            }
        }
    }
    return {};
}

Result<void> CaptureService::derive(UnitOfWork &unit, Batch &batch) const
{
    QList<CaptureRepository::Confirmation> confirmations;
    QSet<UserId> concerned;
    std::map<Batch::Pair, DerivedPresence> derivations;
    for (const auto &[pair, presence] : batch.presences) {
        if (presence.entries.isEmpty()) {
            continue;
        }
        QList<Sighting> sightings;
        for (const qsizetype i : presence.entries) {
            sightings.append({batch.fresh[i].capture.uuid, batch.fresh[i].capture.capturedAt});
        }
        const DerivedPresence derived = derivePresence(presence.known, sightings);
        derivations.insert({pair, derived});
        confirmations.append({attendanceUuidOf(batch.events[pair.first].uuid, pair.second),
                              pair.first, pair.second, derived.attendedAt});
        if (presence.known.accepted && derived.accepted != presence.known.accepted) {
            batch.overtaken.append(presence.known.accepted->capture);
        }
        concerned.insert(pair.second);
    }
    const auto attendances = m_captures.confirm(confirmations);
    if (!attendances) {
        return std::unexpected(attendances.error());
    }
    for (const auto &[pair, derived] : derivations) {
        const AttendanceId attendance = attendances->value({pair.first, pair.second});
        for (const qsizetype i : batch.presences[pair].entries) {
            Batch::Entry &entry = batch.fresh[i];
            const bool isAccepted =
                derived.accepted && derived.accepted->capture == entry.capture.uuid;
            entry.outcome.outcome =
                isAccepted ? CaptureOutcome::Accepted : CaptureOutcome::Duplicate;
            if (!isAccepted) {
                entry.outcome.reason =
                    u"already in at "_qs + clockText(derived.attendedAt, entry.capture.utcOffset);
            }
            entry.outcome.attendanceId = attendance;
        }
    }
    QList<CaptureRepository::Outcome> outcomes;
    for (const Batch::Entry &entry : batch.fresh) {
        outcomes.append(entry.outcome);
        batch.receipts.insert(entry.capture.uuid,
                              {entry.capture.uuid, entry.outcome.outcome, entry.outcome.reason,
                               entry.outcome.attendanceId});
    }
    if (auto ok = m_captures.saveOutcomes(outcomes); !ok) {
        return ok;
    }
    if (auto ok = m_captures.markOvertaken(batch.overtaken); !ok) {
        return ok;
    }
    unit.announce([concerned](const Caller &caller) {
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
        batch.receipts.insert(
            outcome.capture,
            {outcome.capture, isUnderReview ? CaptureOutcome::Review : CaptureOutcome::Duplicate,
             isUnderReview ? outcome.reason : std::optional(QStringLiteral("already recorded")),
             outcome.attendanceId});
    }
    return {};
}

} // namespace EvalTrack::Server
