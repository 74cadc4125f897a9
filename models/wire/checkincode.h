// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "domain/capture.h"
#include "wire/jsonwriter.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <chrono>
#include <optional>

/// The code that an event shows for people to check themselves in (POST /attendances/check-in): it
/// changes every 15 s, and is signed with a key of that event alone, so that it says "whoever read
/// this stood before the event's screen a moment ago". "EVT1-" and, in base64url, the event's uuid,
/// the number of the 15 s since 1970 (48 bits) and the first 16 bytes of HMAC-SHA256 (RFC 2104)
/// over both.
namespace EvalTrack::Wire {

constexpr std::chrono::seconds CheckInStep{15};
/// How long before its event a check-in is open; it ends with the event.
constexpr std::chrono::minutes CheckInLead{30};
constexpr int CheckInCodeLength = 56;

struct CheckInCode
{
    EventUuid event;
    qint64 step = 0;
    QByteArray signature;

    bool operator==(const CheckInCode &) const = default;
};

[[nodiscard]] constexpr qint64 checkInStepAt(Timestamp serverTime)
{
    return std::chrono::floor<std::chrono::seconds>(serverTime).time_since_epoch() / CheckInStep;
}

[[nodiscard]] QString makeCheckInCode(EventUuid event, qint64 step, const QByteArray &key);
/// nullopt for what is no such code; whether it is signed is another question.
[[nodiscard]] std::optional<CheckInCode> readCheckInCode(QStringView text);
/// Takes as long for a wrong signature as for a right one.
[[nodiscard]] bool isSignedWith(const CheckInCode &code, const QByteArray &key);

/// The answer to GET /events/:id/check-in-key.
struct CheckInKey
{
    EventUuid event;
    QByteArray key;
    Timestamp opensAt;
    Timestamp closesAt;
    Timestamp serverTime;
};
void write(JsonWriter &json, const CheckInKey &key);
[[nodiscard]] Result<CheckInKey> parseCheckInKey(const QJsonObject &object);

/// The answer to POST /attendances/check-in: the capture is in the ledger, and this is what became
/// of it.
struct CheckedIn
{
    CaptureReceipt receipt;
    QString eventTitle;
    Timestamp capturedAt;
};
void write(JsonWriter &json, const CheckedIn &checkedIn);
[[nodiscard]] Result<CheckedIn> parseCheckedIn(const QJsonObject &object);

} // namespace EvalTrack::Wire
