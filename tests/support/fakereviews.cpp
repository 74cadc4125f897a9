// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakedesk.h"

#include <algorithm>

namespace EvalTrack::Test {

FakeReviews::FakeReviews(FakeDesk &desk)
    : m_desk(desk)
{}

template <typename T>
std::optional<QFuture<Result<T>>> FakeReviews::refusal()
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<T>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<T>(std::unexpected(*error)));
    }
    return std::nullopt;
}

QFuture<Result<Paged<CaptureRecord>>> FakeReviews::page(Which which, const QString & /*cursor*/)
{
    if (auto refused = refusal<Paged<CaptureRecord>>()) {
        return *refused;
    }
    Paged<CaptureRecord> page;
    for (const CaptureRecord &record : std::as_const(records)) {
        if ((record.state == ReviewState::Open) == (which == Which::Open)) {
            page.items.append(record);
        }
    }
    page.total = page.items.size();
    return m_desk.answer(Result<Paged<CaptureRecord>>(page));
}

QFuture<Result<QList<ReviewResult>>> FakeReviews::decide(const ReviewOrder &order)
{
    if (auto refused = refusal<QList<ReviewResult>>()) {
        return *refused;
    }
    orders.append(order);
    QList<ReviewResult> results;
    for (const CaptureUuid capture : order.captures) {
        const auto record =
            std::find_if(records.begin(), records.end(), [capture](const CaptureRecord &each) {
                return each.capture.uuid == capture;
            });
        if (record == records.end()) {
            results.append({capture, QStringLiteral("not found")});
            continue;
        }
        if (order.decision == ReviewDecision::Accept && !record->person) {
            results.append({capture, QStringLiteral("unknown person")});
            continue;
        }
        record->decidedBy = NamedPerson{m_desk.session.who->id, m_desk.session.who->name};
        record->decidedAt = m_desk.clock.now();
        switch (order.decision) {
        case ReviewDecision::Accept:
            record->state = ReviewState::Accepted;
            break;
        case ReviewDecision::Attach:
            record->state = ReviewState::Attached;
            record->person = NamedPerson{*order.person, {}};
            break;
        case ReviewDecision::Reject:
            record->state = ReviewState::Dismissed;
            record->decisionNote = order.reason;
            break;
        case ReviewDecision::Reopen:
            record->state = ReviewState::Open;
            record->decidedBy.reset();
            record->decidedAt.reset();
            break;
        }
        results.append({capture, {}});
    }
    return m_desk.answer(Result<QList<ReviewResult>>(results));
}

QFuture<Result<AttendanceExplanation>> FakeReviews::explain(AttendanceId attendance)
{
    if (auto refused = refusal<AttendanceExplanation>()) {
        return *refused;
    }
    const auto known = explanations.constFind(attendance);
    return m_desk.answer(known == explanations.constEnd()
                             ? Result<AttendanceExplanation>(failure(ErrorCode::NotFound))
                             : Result<AttendanceExplanation>(*known));
}

QFuture<Result<AttendanceExplanation>> FakeReviews::correct(AttendanceId attendance,
                                                            qint64 revision,
                                                            const std::optional<Timestamp> &at,
                                                            const QString &reason)
{
    if (auto refused = refusal<AttendanceExplanation>()) {
        return *refused;
    }
    AttendanceExplanation &explanation = explanations[attendance];
    if (explanation.attendance.revision != revision) {
        return m_desk.answer(Result<AttendanceExplanation>(failure(ErrorCode::Stale)));
    }
    explanation.corrections.append({m_desk.clock.now(), explanation.attendance.attendedAt, at,
                                    reason,
                                    NamedPerson{m_desk.session.who->id, m_desk.session.who->name}});
    explanation.rule = at ? AttendanceRule::Corrected : AttendanceRule::EarliestCapture;
    explanation.attendance.attendedAt = at ? at : explanation.corrections.first().previous;
    ++explanation.attendance.revision;
    return m_desk.answer(Result<AttendanceExplanation>(explanation));
}

} // namespace EvalTrack::Test
