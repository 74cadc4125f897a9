// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/checkincode.h"

#include "wire/entitycodec.h"
#include "wire/fieldreader.h"
#include "wire/keys.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QtEndian>

#include <algorithm>

namespace EvalTrack::Wire {

namespace {

constexpr QLatin1StringView Prefix("EVT1-");
constexpr qsizetype UuidBytes = 16;
constexpr qsizetype StepBytes = 6;
constexpr qsizetype SignatureBytes = 16;
constexpr auto Base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray signedPart(EventUuid event, qint64 step)
{
    const qint64 bigEndian = qToBigEndian(step);
    const auto *bytes = reinterpret_cast<const char *>(&bigEndian);
    return event.value().toRfc4122() + QByteArray(bytes + sizeof(bigEndian) - StepBytes, StepBytes);
}

QByteArray signatureOf(EventUuid event, qint64 step, const QByteArray &key)
{
    return QMessageAuthenticationCode::hash(signedPart(event, step), key,
                                            QCryptographicHash::Sha256)
        .left(SignatureBytes);
}

} // namespace

QString makeCheckInCode(EventUuid event, qint64 step, const QByteArray &key)
{
    const QByteArray bytes = signedPart(event, step) + signatureOf(event, step, key);
    return Prefix + QString::fromLatin1(bytes.toBase64(Base64));
}

std::optional<CheckInCode> readCheckInCode(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    if (trimmed.size() != CheckInCodeLength || !trimmed.startsWith(Prefix)) {
        return std::nullopt;
    }
    const auto decoded = QByteArray::fromBase64Encoding(
        trimmed.sliced(Prefix.size()).toLatin1(), Base64 | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() != UuidBytes + StepBytes + SignatureBytes) {
        return std::nullopt;
    }
    CheckInCode code;
    code.event = EventUuid(QUuid::fromRfc4122(decoded.decoded.first(UuidBytes)));
    for (const char byte : decoded.decoded.sliced(UuidBytes, StepBytes)) {
        code.step = code.step << 8 | static_cast<quint8>(byte);
    }
    code.signature = decoded.decoded.last(SignatureBytes);
    return code;
}

bool isSignedWith(const CheckInCode &code, const QByteArray &key)
{
    const QByteArray right = signatureOf(code.event, code.step, key);
    if (code.signature.size() != right.size()) {
        return false;
    }
    int difference = 0;
    for (qsizetype i = 0; i < right.size(); ++i) {
        difference |= right.at(i) ^ code.signature.at(i);
    }
    return difference == 0;
}

void write(JsonWriter &json, const CheckInKey &key)
{
    json.beginObject();
    json.field(Key::eventUuid, key.event.value());
    json.field(Key::checkInKey, QByteArrayView(key.key.toBase64(Base64)));
    json.field(Key::stepSeconds, qint64{CheckInStep.count()});
    json.field(Key::opensAt, key.opensAt);
    json.field(Key::closesAt, key.closesAt);
    json.field(Key::serverTime, key.serverTime);
    json.endObject();
}

Result<CheckInKey> parseCheckInKey(const QJsonObject &object)
{
    FieldReader reader(object);
    CheckInKey key;
    key.event = EventUuid(reader.uuid(Key::eventUuid, Presence::Required).value_or(QUuid()));
    const QString text = reader.text(Key::checkInKey, Presence::Required).value_or(QString());
    key.key = QByteArray::fromBase64(text.toLatin1(), Base64);
    key.opensAt = reader.timestamp(Key::opensAt, Presence::Required).value_or(Timestamp());
    key.closesAt = reader.timestamp(Key::closesAt, Presence::Required).value_or(Timestamp());
    key.serverTime = reader.timestamp(Key::serverTime, Presence::Required).value_or(Timestamp());
    if (auto ok = reader.finish(); !ok) {
        return std::unexpected(ok.error());
    }
    return key;
}

void write(JsonWriter &json, const CheckedIn &checkedIn)
{
    json.beginObject();
    writeFields(json, checkedIn.receipt);
    json.field(Key::eventTitle, checkedIn.eventTitle);
    json.field(Key::capturedAt, checkedIn.capturedAt);
    json.endObject();
}

Result<CheckedIn> parseCheckedIn(const QJsonObject &object)
{
    auto receipt = parseCaptureReceipt(object);
    if (!receipt) {
        return std::unexpected(receipt.error());
    }
    FieldReader reader(object);
    CheckedIn checkedIn{*std::move(receipt), {}, {}};
    checkedIn.eventTitle = reader.text(Key::eventTitle, Presence::Required).value_or(QString());
    checkedIn.capturedAt =
        reader.timestamp(Key::capturedAt, Presence::Required).value_or(Timestamp());
    if (auto ok = reader.finish(); !ok) {
        return std::unexpected(ok.error());
    }
    return checkedIn;
}

} // namespace EvalTrack::Wire
