// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/captureservice.h"

#include "services/capturetime.h"

#include <QSet>

namespace EvalTrack::Server {

namespace {

/// From so long after it was made on, a capture may change a day that was closed: somebody looks.
constexpr auto LateTime = std::chrono::hours(24 * 31);
const QString LeftWithoutArriving = u"left without arriving"_qs;

QString clockText(Timestamp at, std::chrono::minutes offset)
{
    return QDateTime::fromMSecsSinceEpoch(
               std::chrono::milliseconds((at + offset).time_since_epoch()).count(), Qt::UTC)
        .toString(QStringLiteral("HH:mm:ss"));
}

QString wordFor(CaptureFlag impossible)
{
    return impossible == CaptureFlag::ClockAhead ? u"clock ahead"_qs : u"clock behind"_qs;
}

} // namespace

/// One request's captures on their way.
struct CaptureService::Batch
{
    using Pair = AttendanceDerivation::Pair;

    struct Entry
    {
        Capture capture;
        CaptureRepository::Outcome outcome;

        [[nodiscard]] bool isHeld() const { return outcome.holdReason.has_value(); }
        [[nodiscard]] Pair pair() const { return {*outcome.eventId, *outcome.userId}; }
        void hold(const QString &reason)
        {
            outcome.outcome = CaptureOutcome::Review;
            outcome.reason = reason;
            outcome.holdReason = reason;
        }
    };
    QList<Entry> fresh; ///< New to the ledger.
    QHash<EventId, CaptureRepository::EventFacts> events;
    QHash<CaptureUuid, CaptureReceipt> receipts;
    AttendanceDerivation::Known presences; ///< Locked.
    QSet<UserId> concerned;
    QList<CaptureRepository::SequenceDoubt> doubts;
    bool isOfOneselfOnly = false; ///< Sent by somebody who does not keep others' attendance.

    [[nodiscard]] AttendanceDerivation::Pairs pairs() const
    {
        AttendanceDerivation::Pairs pairs;
        for (const Entry &entry : fresh) {
            if (!entry.isHeld()) {
                pairs[entry.pair()].append({entry.capture.uuid, entry.outcome.countedAt,
                                            entry.capture.isWaiting, entry.capture.isLeaving});
            }
        }
        return pairs;
    }
    [[nodiscard]] QList<CaptureUuid> freshUuids() const
    {
        QList<CaptureUuid> uuids;
        for (const Entry &entry : fresh) {
            uuids.append(entry.capture.uuid);
        }
        return uuids;
    }
};

CaptureService::CaptureService(Database &database)
    : m_captures(database)
    , m_derivation(database)
{}

Result<QList<CaptureReceipt>>
CaptureService::record(UnitOfWork &unit, const QList<Capture> &captures, Warrant warrant) const
{
    if (auto ok = m_captures.goByIndex(); !ok) {
        return std::unexpected(ok.error());
    }
    const auto appended = m_captures.append(captures, unit.caller().id);
    if (!appended) {
        return std::unexpected(appended.error());
    }
    Batch batch;
    batch.isOfOneselfOnly =
        warrant == Warrant::Sender && !unit.caller().may(Permission::CaptureAttendance);
    QSet<CaptureUuid> isFresh(appended->begin(), appended->end());
    for (const Capture &capture : captures) {
        if (isFresh.remove(capture.uuid)) {
            Batch::Entry entry{capture, {}};
            entry.outcome.capture = capture.uuid;
            batch.fresh.append(entry);
        }
    }
    if (!batch.fresh.isEmpty()) {
        for (const auto step : {&CaptureService::resolve, &CaptureService::derive}) {
            if (auto ok = (this->*step)(unit, batch); !ok) {
                return std::unexpected(ok.error());
            }
        }
        if (auto ok = lookAtSequence(batch); !ok) {
            return std::unexpected(ok.error());
        }
        if (auto ok = save(unit, batch); !ok) {
            return std::unexpected(ok.error());
        }
        unit.audit("capture.record", "capture", 0, {},
                   "{\"captures\":" + QByteArray::number(batch.fresh.size()) + '}');
    }
    if (auto ok = answerKnown(captures, batch); !ok) {
        return std::unexpected(ok.error());
    }
    QList<CaptureReceipt> receipts;
    receipts.reserve(captures.size());
    for (const Capture &capture : captures) {
        receipts.append(batch.receipts.value(capture.uuid));
    }
    return receipts;
}

/// What event and person a capture means, when it was, and whether that is enough for an
/// attendance.
Result<void> CaptureService::resolve(UnitOfWork &unit, Batch &batch) const
{
    QList<Capture> captures;
    for (const Batch::Entry &entry : batch.fresh) {
        captures.append(entry.capture);
    }
    const auto events = m_captures.holdEvents(captures);
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
    for (Batch::Entry &entry : batch.fresh) {
        const Capture &capture = entry.capture;
        const EventId eventId =
            capture.eventId.value_or(idsByUuid.value(capture.eventUuid, EventId()));
        const auto event = batch.events.constFind(eventId);
        const auto person = people->of(capture);
        const CaptureTime time = captureTimeOf(capture, unit.now());
        entry.outcome.countedAt = time.counted;
        entry.outcome.bestAt = time.best;
        entry.outcome.uncertainty = time.uncertainty;
        entry.outcome.flags = time.doubts;
        if (event != batch.events.constEnd()) {
            entry.outcome.eventId = event->id;
        }
        if (person) {
            entry.outcome.userId = person->id;
        }
        if (event == batch.events.constEnd()) {
            entry.hold(u"unknown event"_qs);
        } else if (batch.isOfOneselfOnly && (!person || person->id != unit.caller().id)) {
            // Before anything else is said of the person: whether a code is somebody's is not
            // everybody's to know.
            entry.hold(u"not permitted"_qs);
        } else if (!person) {
            entry.hold(capture.userId ? u"unknown person"_qs : u"unknown code"_qs);
        } else if (!event->isActive) {
            entry.hold(u"inactive event"_qs);
        } else if (!person->isActive) {
            entry.hold(u"inactive person"_qs);
        } else if (const auto objection = batch.isOfOneselfOnly
                                              ? objectionTo({time.counted, capture.anchorAt,
                                                             unit.now(), event->begin, event->end})
                                              : std::nullopt) {
            entry.hold(*objection);
        } else if (!time.isPossible) {
            entry.hold(wordFor(time.doubts.last()));
        }
    }
    return holdCancelled(batch);
}

/// Who comes after the registration was cancelled has come after all, if a station says so. Whether
/// a capture from before still counts is for a person to say: somebody took it back knowingly. So
/// is what the person concerned sends.
Result<void> CaptureService::holdCancelled(Batch &batch) const
{
    QList<EventId> events;
    QList<UserId> users;
    const auto pairs = batch.pairs();
    for (const auto &[pair, fresh] : pairs) {
        events.append(pair.first);
        users.append(pair.second);
    }
    if (!pairs.empty()) {
        auto known = m_captures.lockPresences(events, users);
        if (!known) {
            return std::unexpected(known.error());
        }
        batch.presences = std::move(*known);
    }
    QHash<Batch::Pair, Timestamp> cancelledAt;
    for (const CaptureRepository::Presence &presence : std::as_const(batch.presences)) {
        if (presence.cancelledAt) {
            cancelledAt.insert({presence.eventId, presence.userId}, *presence.cancelledAt);
        }
    }
    for (Batch::Entry &entry : batch.fresh) {
        if (entry.isHeld()) {
            continue;
        }
        const auto cancelled = cancelledAt.constFind(entry.pair());
        const bool isOff = cancelled != cancelledAt.constEnd() &&
                           (batch.isOfOneselfOnly || entry.outcome.countedAt <= *cancelled);
        if (isOff) {
            entry.hold(u"attendance cancelled"_qs);
        }
    }
    return {};
}

/// The attendances, and what they mean for the captures that led to them.
Result<void> CaptureService::derive(UnitOfWork &unit, Batch &batch) const
{
    const auto derived = m_derivation.derive(unit, batch.pairs(), batch.events, batch.presences);
    if (!derived) {
        return std::unexpected(derived.error());
    }
    for (Batch::Entry &entry : batch.fresh) {
        if (entry.isHeld()) {
            continue;
        }
        CaptureRepository::Outcome &outcome = entry.outcome;
        const auto found = derived->find(entry.pair());
        if (found == derived->end()) {
            // Nobody knows that the person came. A capture that says so may still arrive.
            outcome.outcome = CaptureOutcome::Review;
            outcome.reason = LeftWithoutArriving;
            continue;
        }
        const AttendanceDerivation::Derived &attendance = found->second;
        const CaptureRepository::EventFacts &event = batch.events[*entry.outcome.eventId];
        outcome.attendanceId = attendance.attendance;
        batch.concerned.insert(*outcome.userId);
        if (entry.capture.isLeaving && !attendance.isPresent) {
            outcome.outcome = CaptureOutcome::Review;
            outcome.reason = LeftWithoutArriving;
        } else if (!attendance.hasSeat) {
            outcome.outcome = CaptureOutcome::Review;
            outcome.reason = Seating::reasonWithoutSeat(attendance.isWaiting);
        } else if (entry.capture.isLeaving || attendance.accepted == entry.capture.uuid) {
            outcome.outcome = CaptureOutcome::Accepted;
        } else {
            outcome.outcome = CaptureOutcome::Duplicate;
            outcome.reason =
                u"already in at "_qs + clockText(*attendance.attendedAt, entry.capture.utcOffset);
        }
        const bool isExpected = !event.isForEveryone && !event.hasSeatLimit;
        if (attendance.isWalkIn && !isExpected && !entry.capture.isLeaving &&
            outcome.outcome == CaptureOutcome::Accepted) {
            outcome.flags.append(CaptureFlag::WalkIn);
        }
        if (unit.now() - outcome.countedAt >= LateTime) {
            outcome.flags.append(CaptureFlag::Late);
            outcome.change = attendance.change;
        }
    }
    return {};
}

Result<void> CaptureService::lookAtSequence(Batch &batch) const
{
    auto doubts = m_captures.sequenceDoubts(batch.freshUuids());
    if (!doubts) {
        return std::unexpected(doubts.error());
    }
    batch.doubts = std::move(*doubts);
    QHash<CaptureUuid, CaptureRepository::SequenceDoubt> byCapture;
    for (const CaptureRepository::SequenceDoubt &doubt : std::as_const(batch.doubts)) {
        byCapture.insert(doubt.capture, doubt);
    }
    for (Batch::Entry &entry : batch.fresh) {
        const CaptureRepository::SequenceDoubt doubt = byCapture.value(entry.capture.uuid);
        if (doubt.hasGapBefore) {
            entry.outcome.flags.append(CaptureFlag::SequenceGap);
        }
        if (doubt.isCloned) {
            entry.outcome.flags.append(CaptureFlag::Cloned);
        }
    }
    return {};
}

Result<void> CaptureService::save(UnitOfWork &unit, Batch &batch) const
{
    QList<CaptureRepository::Outcome> outcomes;
    for (const Batch::Entry &entry : batch.fresh) {
        const CaptureRepository::Outcome &outcome = entry.outcome;
        outcomes.append(outcome);
        batch.receipts.insert(
            entry.capture.uuid,
            {outcome.capture, outcome.outcome, outcome.reason,
             outcome.outcome == CaptureOutcome::Review ? std::nullopt : outcome.attendanceId});
    }
    if (auto ok = m_captures.saveOutcomes(outcomes); !ok) {
        return ok;
    }
    if (auto ok = m_captures.spreadSequence(batch.doubts); !ok) {
        return ok;
    }
    unit.announce([concerned = batch.concerned](const Caller &caller) {
        return caller.may(Permission::CaptureAttendance) || concerned.contains(caller.id);
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
    const auto receipts = m_captures.receipts(known);
    if (!receipts) {
        return std::unexpected(receipts.error());
    }
    for (CaptureReceipt receipt : *receipts) {
        if (receipt.outcome != CaptureOutcome::Review) {
            receipt.outcome = CaptureOutcome::Duplicate;
            receipt.reason = u"already recorded"_qs;
        }
        batch.receipts.insert(receipt.uuid, receipt);
    }
    return {};
}

} // namespace EvalTrack::Server
