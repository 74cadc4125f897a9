// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/reviewservice.h"

namespace EvalTrack::Server {

namespace {

const char *auditActionOf(ReviewDecision decision)
{
    switch (decision) {
    case ReviewDecision::Accept:
        return "review.accept";
    case ReviewDecision::Attach:
        return "review.attach";
    case ReviewDecision::Reject:
        return "review.reject";
    case ReviewDecision::Reopen:
        return "review.reopen";
    }
    return "review.accept";
}

ReviewState stateAfter(ReviewDecision decision)
{
    switch (decision) {
    case ReviewDecision::Accept:
        return ReviewState::Accepted;
    case ReviewDecision::Attach:
        return ReviewState::Attached;
    case ReviewDecision::Reject:
        return ReviewState::Dismissed;
    case ReviewDecision::Reopen:
        return ReviewState::Open;
    }
    return ReviewState::Open;
}

} // namespace

ReviewService::ReviewService(Database &database)
    : m_captures(database)
    , m_reviews(database)
    , m_derivation(database)
{}

Result<QList<ReviewRepository::Listed>> ReviewService::page(ReviewRepository::Which which,
                                                            const std::optional<Position> &after,
                                                            int limit) const
{
    return m_reviews.page(which, after, limit);
}

Result<qint64> ReviewService::openCount() const
{
    return m_reviews.openCount();
}

QString ReviewService::problemOf(const Order &order, const CaptureRecord &record)
{
    if (!record.state) {
        return u"not under review"_qs;
    }
    const bool isOpen = *record.state == ReviewState::Open;
    if (order.decision == ReviewDecision::Reopen) {
        return isOpen ? u"not decided yet"_qs : QString();
    }
    if (!isOpen) {
        return u"already decided"_qs;
    }
    if (order.decision == ReviewDecision::Reject) {
        return {};
    }
    if (!record.eventId) {
        return u"unknown event"_qs;
    }
    if (order.decision == ReviewDecision::Accept && !record.person) {
        return u"unknown person"_qs;
    }
    return {};
}

Result<QList<ReviewService::Decided>> ReviewService::decide(UnitOfWork &unit,
                                                            const Order &order) const
{
    if (order.decision == ReviewDecision::Attach) {
        const auto person = m_reviews.person(*order.person);
        if (!person) {
            return std::unexpected(person.error());
        }
        if (!*person) {
            return failure(ErrorCode::NotFound,
                           u"Usuario con ID %1 no encontrado"_qs.arg(order.person->value()));
        }
    }
    const auto found = m_reviews.byCaptures(order.captures);
    if (!found) {
        return std::unexpected(found.error());
    }
    // One order of locks for all who derive: events, attendances, outcomes. Then what was read is
    // read again, for somebody else may have decided meanwhile.
    QList<Capture> ofEvents;
    for (const CaptureRecord &record : *found) {
        if (record.eventId) {
            ofEvents.append(record.capture);
            ofEvents.last().eventId = record.eventId;
        }
    }
    if (const auto locked = m_captures.lockEvents(ofEvents); !locked) {
        return std::unexpected(locked.error());
    }
    const auto records = m_reviews.byCaptures(order.captures);
    if (!records) {
        return std::unexpected(records.error());
    }
    QHash<CaptureUuid, QString> problems;
    QList<CaptureRecord> willing;
    for (const CaptureRecord &record : *records) {
        const QString problem = problemOf(order, record);
        problems.insert(record.capture.uuid, problem);
        if (problem.isEmpty()) {
            willing.append(record);
        }
    }
    if (auto ok = carryOut(unit, order, willing); !ok) {
        return std::unexpected(ok.error());
    }
    QList<Decided> decided;
    for (const CaptureUuid capture : order.captures) {
        decided.append({capture, problems.value(capture, u"not found"_qs)});
    }
    return decided;
}

Result<void> ReviewService::carryOut(UnitOfWork &unit, const Order &order,
                                     const QList<CaptureRecord> &records) const
{
    if (records.isEmpty()) {
        return {};
    }
    QList<CaptureUuid> captures;
    for (const CaptureRecord &record : records) {
        captures.append(record.capture.uuid);
    }
    auto noted = order.decision == ReviewDecision::Reopen
                     ? m_reviews.reopen(captures)
                     : m_reviews.decide(captures, {stateAfter(order.decision), unit.caller().id,
                                                   order.reason, order.person});
    if (!noted) {
        return noted;
    }
    const auto after = m_reviews.byCaptures(captures);
    if (!after) {
        return std::unexpected(after.error());
    }
    // Whom it was about until now, and whom it is about from now on.
    AttendanceDerivation::Pairs pairs;
    QList<Capture> ofEvents;
    for (const QList<CaptureRecord> &list : {records, *after}) {
        for (const CaptureRecord &record : list) {
            if (record.eventId && record.person) {
                pairs[{*record.eventId, record.person->id}];
                ofEvents.append(record.capture);
                ofEvents.last().eventId = record.eventId;
            }
        }
    }
    const auto facts = m_captures.lockEvents(ofEvents);
    if (!facts) {
        return std::unexpected(facts.error());
    }
    QHash<EventId, CaptureRepository::EventFacts> events;
    for (const CaptureRepository::EventFacts &event : *facts) {
        events.insert(event.id, event);
    }
    const auto derived = m_derivation.derive(unit, pairs, events);
    if (!derived) {
        return std::unexpected(derived.error());
    }
    for (const CaptureRecord &record : records) {
        unit.audit(auditActionOf(order.decision), "capture", 0, record.capture.uuid.value());
    }
    for (const auto &[pair, attendance] : *derived) {
        if (attendance.change) {
            unit.audit(auditActionOf(order.decision), "attendance", attendance.attendance.value(),
                       {});
        }
    }
    unit.announce([](const Caller &caller) { return caller.may(Permission::ManageAttendance); });
    return {};
}

} // namespace EvalTrack::Server
