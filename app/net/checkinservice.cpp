// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/checkinservice.h"

#include "net/erroranswer.h"
#include "wire/keys.h"

namespace EvalTrack {

namespace Key = Wire::Key;

CheckInService::CheckInService(ApiClient &api, const Clock &clock, QObject *parent)
    : CheckIn(parent)
    , m_api(api)
    , m_clock(clock)
{}

QFuture<Result<CheckInScreen>> CheckInService::screenOf(EventId event)
{
    ApiRequest request;
    request.path = QStringLiteral("/events/%1/check-in-key").arg(event.value());
    const auto sentAt = m_clock.monotonic();
    return m_api.send(request).then(
        [sentAt](const Result<HttpAnswer> &answer) -> Result<CheckInScreen> {
            const auto object = objectOf(answer);
            if (!object) {
                return std::unexpected(object.error());
            }
            const auto key = Wire::parseCheckInKey(*object);
            if (!key) {
                return failure(ErrorCode::ProtocolMismatch, QStringLiteral("no check-in key"));
            }
            // The server looked at its clock somewhere between sending and now.
            return CheckInScreen{*key, sentAt + answer->roundTrip / 2};
        });
}

QFuture<Result<Wire::CheckedIn>> CheckInService::checkIn(const QString &code)
{
    if (std::exchange(m_code, code) != code) {
        m_idempotencyKey = makeUuidV7();
    }
    Wire::JsonWriter json;
    json.beginObject();
    json.field(Key::code, code.trimmed());
    json.endObject();
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = QStringLiteral("/attendances/check-in");
    request.body = json.take();
    request.setIdempotencyKey(m_idempotencyKey);
    return m_api.send(request).then(
        [](const Result<HttpAnswer> &answer) -> Result<Wire::CheckedIn> {
            const auto object = objectOf(answer);
            if (!object) {
                return std::unexpected(object.error());
            }
            auto checkedIn = Wire::parseCheckedIn(*object);
            return checkedIn ? checkedIn
                             : failure(ErrorCode::ProtocolMismatch, QStringLiteral("no receipt"));
        });
}

} // namespace EvalTrack
