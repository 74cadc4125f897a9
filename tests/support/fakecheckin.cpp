// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakedesk.h"
#include "wire/messages.h"

#include <algorithm>

namespace EvalTrack::Test {

namespace Message = Wire::Message;

FakeCheckIn::FakeCheckIn(FakeDesk &desk)
    : m_desk(desk)
{}

CheckInScreen FakeCheckIn::screen(const Event &event) const
{
    const QByteArray key = "key of " + event.uuid.value().toByteArray();
    return {{event.uuid, key, event.date - Wire::CheckInLead, event.end(), m_desk.clock.now()},
            m_desk.clock.monotonic()};
}

QFuture<Result<CheckInScreen>> FakeCheckIn::screenOf(EventId id)
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<CheckInScreen>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<CheckInScreen>(std::unexpected(*error)));
    }
    const auto event = std::ranges::find(m_desk.company.events, id, &Event::id);
    return m_desk.answer(event == m_desk.company.events.end()
                             ? Result<CheckInScreen>(failure(ErrorCode::NotFound))
                             : Result<CheckInScreen>(screen(*event)));
}

QFuture<Result<Wire::CheckedIn>> FakeCheckIn::checkIn(const QString &code)
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<Wire::CheckedIn>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<Wire::CheckedIn>(std::unexpected(*error)));
    }
    return m_desk.answer(judge(code));
}

Result<Wire::CheckedIn> FakeCheckIn::judge(const QString &text)
{
    const auto code = Wire::readCheckInCode(text);
    const auto event = std::ranges::find_if(
        m_desk.company.events, [&](const Event &each) { return code && each.uuid == code->event; });
    if (event == m_desk.company.events.end() ||
        !Wire::isSignedWith(*code, screen(*event).key.key)) {
        return failure(ErrorCode::Validation);
    }
    const qint64 step = Wire::checkInStepAt(m_desk.clock.now());
    if (code->step > step || code->step < step - 1) {
        return failure(ErrorCode::Conflict, Message::CheckInExpired.toString());
    }
    recorded.append({{CaptureUuid(makeUuidV7()), outcome, reason, AttendanceId(1)},
                     event->title,
                     m_desk.clock.now()});
    return recorded.last();
}

} // namespace EvalTrack::Test
