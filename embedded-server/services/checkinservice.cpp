// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/checkinservice.h"

#include "storage/repositories/eventrepository.h"
#include "wire/keys.h"
#include "wire/messages.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace EvalTrack::Server {

namespace Message = Wire::Message;

namespace {

std::unexpected<Error> refused(QStringView message)
{
    return failure(ErrorCode::Conflict, message.toString());
}

std::unexpected<Error> unknownCode()
{
    const QString message = u"is not a code of an event here"_qs;
    return std::unexpected(
        Error{ErrorCode::Validation,
              message,
              {{QString(Wire::Key::code), QString(Wire::Key::code) + u' ' + message}}});
}

Capture captureAt(Timestamp now, EventUuid event, UserId user)
{
    Capture capture;
    capture.uuid = CaptureUuid(makeUuidV7());
    capture.eventUuid = event;
    capture.userId = user;
    capture.deviceId = QUuid::createUuidV5(event.value(), QStringLiteral("check-in"));
    // One boot for ever, whose monotonic clock is ours: a server clock that was set back shows.
    capture.bootId = capture.deviceId;
    capture.capturedAt = now;
    capture.zone = QStringLiteral("UTC");
    capture.monotonic = now.time_since_epoch();
    capture.anchorAt = now;
    capture.anchorUncertainty = std::chrono::milliseconds(0);
    capture.anchorBootId = capture.bootId;
    capture.anchorMonotonic = capture.monotonic;
    capture.method = CaptureMethod::Qr;
    return capture;
}

} // namespace

CheckInService::CheckInService(Database &database, QByteArray installationKey)
    : m_events(database)
    , m_captures(database)
    , m_ledger(database)
    , m_installationKey(std::move(installationKey))
{}

QByteArray CheckInService::keyFor(EventUuid event) const
{
    return QMessageAuthenticationCode::hash("check-in " + event.value().toRfc4122(),
                                            m_installationKey, QCryptographicHash::Sha256);
}

Result<Wire::CheckInKey> CheckInService::keyOf(const Caller &caller, EventId id,
                                               Timestamp now) const
{
    const auto listed = m_events.byId(caller, id);
    if (!listed) {
        return std::unexpected(listed.error());
    }
    const Event &event = listed->event;
    return Wire::CheckInKey{event.uuid, keyFor(event.uuid), event.date - Wire::CheckInLead,
                            event.end(), now};
}

Result<Wire::CheckedIn> CheckInService::checkIn(UnitOfWork &unit,
                                                const Wire::CheckInCode &code) const
{
    if (!Wire::isSignedWith(code, keyFor(code.event))) {
        return unknownCode();
    }
    const Timestamp now = unit.now();
    const qint64 step = Wire::checkInStepAt(now);
    if (code.step > step || code.step < step - 1) {
        return refused(Message::CheckInExpired);
    }
    Capture capture = captureAt(now, code.event, unit.caller().id);
    const auto events = m_ledger.lockEvents({capture});
    if (!events) {
        return std::unexpected(events.error());
    }
    if (events->isEmpty()) {
        return unknownCode();
    }
    const CaptureRepository::EventFacts &event = events->first();
    if (!event.isActive) {
        return refused(Message::CheckInInactive);
    }
    if (now < event.begin - Wire::CheckInLead) {
        return refused(Message::CheckInTooEarly);
    }
    if (now > event.end) {
        return refused(Message::CheckInOver);
    }
    // The event is locked: nobody else takes the number.
    const auto last = m_ledger.lastSequenceOf(capture.deviceId);
    if (!last) {
        return std::unexpected(last.error());
    }
    capture.deviceSequence = *last + 1;
    // Seats that doors may give away without asking are not for who checks in here.
    const auto left = EventRepository(unit.database()).seatsLeft(event.id);
    if (!left) {
        return std::unexpected(left.error());
    }
    capture.isWaiting = left->value_or(1) <= 0;
    const auto receipts = m_captures.record(unit, {capture}, CaptureService::Warrant::EventCode);
    if (!receipts) {
        return std::unexpected(receipts.error());
    }
    return Wire::CheckedIn{receipts->first(), event.title, now};
}

} // namespace EvalTrack::Server
