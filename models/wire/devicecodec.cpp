// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/devicecodec.h"

#include "wire/fieldreader.h"
#include "wire/keys.h"

namespace EvalTrack::Wire {

void write(JsonWriter &json, const Device &device)
{
    json.beginObject();
    json.field(Key::id, device.id.value());
    json.field(Key::name, device.name);
    json.field(Key::site, device.site);
    json.field(Key::state, name(device.state));
    json.field(Key::isRevoked, device.state == DeviceState::Revoked);
    json.field(Key::doubleTapSeconds, qint64{device.doubleTap.count()});
    json.field(Key::asksPin, device.asksPin);
    json.field(Key::enrolledAt, device.enrolledAt);
    json.field(Key::revokedAt, device.revokedAt);
    json.field(Key::lastSeenAt, device.lastSeenAt);
    json.field(Key::codeExpiresAt, device.codeExpiresAt);
    json.field(Key::createdAt, device.createdAt);
    json.field(Key::updatedAt, device.updatedAt);
    json.field(Key::uuid, device.uuid.value());
    json.field(Key::revision, device.revision);
    json.endObject();
}

void write(JsonWriter &json, const StationSettings &settings)
{
    json.beginObject();
    json.field(Key::uuid, settings.uuid.value());
    json.field(Key::name, settings.name);
    json.field(Key::site, settings.site);
    json.field(Key::doubleTapSeconds, qint64{settings.doubleTap.count()});
    json.field(Key::exitPinHash, settings.exitPinHash);
    json.field(Key::asksPin, settings.asksPin);
    json.endObject();
}

Result<Device> parseDevice(const QJsonObject &object)
{
    FieldReader reader(object);
    Device device;
    device.id = DeviceId(reader.integer(Key::id, Presence::Required).value_or(0));
    device.name = reader.text(Key::name, Presence::Required).value_or(QString());
    device.site = reader.text(Key::site, Presence::Required).value_or(QString());
    device.state = reader.enumeration<DeviceState>(Key::state, Presence::Required)
                       .value_or(DeviceState::Waiting);
    device.doubleTap =
        std::chrono::seconds(reader.integer(Key::doubleTapSeconds, Presence::Required).value_or(0));
    device.asksPin = reader.boolean(Key::asksPin, Presence::Optional).value_or(false);
    device.enrolledAt = reader.timestamp(Key::enrolledAt, Presence::Optional);
    device.revokedAt = reader.timestamp(Key::revokedAt, Presence::Optional);
    device.lastSeenAt = reader.timestamp(Key::lastSeenAt, Presence::Optional);
    device.codeExpiresAt = reader.timestamp(Key::codeExpiresAt, Presence::Optional);
    device.createdAt = reader.timestamp(Key::createdAt, Presence::Required).value_or(Timestamp());
    device.updatedAt = reader.timestamp(Key::updatedAt, Presence::Required).value_or(Timestamp());
    device.uuid = DeviceUuid(reader.uuid(Key::uuid, Presence::Required).value_or(QUuid()));
    device.revision = reader.integer(Key::revision, Presence::Required).value_or(0);
    if (auto ok = reader.finish(); !ok) {
        return std::unexpected(ok.error());
    }
    return device;
}

Result<StationSettings> parseStationSettings(const QJsonObject &object)
{
    FieldReader reader(object);
    StationSettings settings;
    settings.uuid = DeviceUuid(reader.uuid(Key::uuid, Presence::Required).value_or(QUuid()));
    settings.name = reader.text(Key::name, Presence::Required).value_or(QString());
    settings.site = reader.text(Key::site, Presence::Required).value_or(QString());
    settings.doubleTap =
        std::chrono::seconds(reader.integer(Key::doubleTapSeconds, Presence::Required).value_or(0));
    settings.exitPinHash = reader.text(Key::exitPinHash, Presence::Required).value_or(QString());
    settings.asksPin = reader.boolean(Key::asksPin, Presence::Optional).value_or(false);
    if (auto ok = reader.finish(); !ok) {
        return std::unexpected(ok.error());
    }
    return settings;
}

namespace {

/// The object under a key; Validation when there is none.
Result<QJsonObject> part(const QJsonObject &object, QLatin1StringView key)
{
    FieldReader reader(object);
    const auto found = reader.object(key, Presence::Required);
    if (auto ok = reader.finish(); !ok) {
        return std::unexpected(ok.error());
    }
    return *found;
}

} // namespace

Result<Enrolment> parseEnrolment(const QJsonObject &object)
{
    auto tokens = parseSessionTokens(object);
    if (!tokens) {
        return std::unexpected(tokens.error());
    }
    const auto device = part(object, Key::device);
    if (!device) {
        return std::unexpected(device.error());
    }
    auto settings = parseStationSettings(*device);
    if (!settings) {
        return std::unexpected(settings.error());
    }
    return Enrolment{std::move(*tokens), std::move(*settings)};
}

Result<DeviceWithCode> parseDeviceWithCode(const QJsonObject &object)
{
    FieldReader reader(object);
    const auto code = reader.text(Key::enrolmentCode, Presence::Required);
    if (auto ok = reader.finish(); !ok) {
        return std::unexpected(ok.error());
    }
    const auto found = part(object, Key::device);
    if (!found) {
        return std::unexpected(found.error());
    }
    auto device = parseDevice(*found);
    if (!device) {
        return std::unexpected(device.error());
    }
    return DeviceWithCode{std::move(*device), *code};
}

} // namespace EvalTrack::Wire
