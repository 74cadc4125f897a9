// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/devicesservice.h"

#include "net/erroranswer.h"
#include "net/pagedanswer.h"
#include "wire/devicecodec.h"
#include "wire/keys.h"

#include <QJsonArray>

namespace EvalTrack {

namespace Key = Wire::Key;

namespace {

constexpr int DevicesPerPage = 100;

std::unexpected<Error> malformedDevice()
{
    return failure(ErrorCode::ProtocolMismatch, QStringLiteral("a capture station is malformed"));
}

Result<Device> deviceOf(const Result<HttpAnswer> &answer)
{
    const auto object = objectOf(answer);
    if (!object) {
        return std::unexpected(object.error());
    }
    auto device = Wire::parseDevice(*object);
    return device ? device : malformedDevice();
}

Result<CodedDevice> codedOf(const Result<HttpAnswer> &answer)
{
    const auto object = objectOf(answer);
    if (!object) {
        return std::unexpected(object.error());
    }
    const auto made = Wire::parseDeviceWithCode(*object);
    return made ? Result<CodedDevice>(CodedDevice{made->device, made->enrolmentCode})
                : malformedDevice();
}

} // namespace

DevicesService::DevicesService(ApiClient &api, QObject *parent)
    : Devices(parent)
    , m_api(api)
{}

QFuture<Result<Paged<Device>>> DevicesService::page(const QString &cursor)
{
    ApiRequest request;
    request.path = QStringLiteral("/devices");
    addPage(request, DevicesPerPage, cursor);
    return m_api.send(request).then(pagedOf<Device>(Wire::parseDevice));
}

QFuture<Result<CodedDevice>> DevicesService::create(const NewDevice &device)
{
    Wire::JsonWriter json;
    json.beginObject();
    json.field(Key::name, device.name);
    json.field(Key::site, device.site);
    if (device.doubleTap) {
        json.field(Key::doubleTapSeconds, qint64{device.doubleTap->count()});
    }
    json.field(Key::asksPin, device.asksPin);
    json.field(Key::exitPin, device.exitPin.reveal());
    json.endObject();
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = QStringLiteral("/devices");
    request.body = json.take();
    return m_api.send(request).then(codedOf);
}

QFuture<Result<Device>> DevicesService::change(DeviceId device, qint64 revision,
                                               const DeviceChange &change)
{
    Wire::JsonWriter json;
    json.beginObject();
    if (change.name) {
        json.field(Key::name, *change.name);
    }
    if (change.site) {
        json.field(Key::site, *change.site);
    }
    if (change.doubleTap) {
        json.field(Key::doubleTapSeconds, qint64{change.doubleTap->count()});
    }
    if (change.asksPin) {
        json.field(Key::asksPin, *change.asksPin);
    }
    if (change.exitPin) {
        json.field(Key::exitPin, change.exitPin->reveal());
    }
    if (change.isRevoked) {
        json.field(Key::isRevoked, *change.isRevoked);
    }
    json.endObject();
    ApiRequest request;
    request.verb = QByteArrayLiteral("PATCH");
    request.path = QStringLiteral("/devices/%1").arg(device.value());
    request.body = json.take();
    request.setIdempotencyKey(makeUuidV7());
    request.setIfMatch(revision);
    return m_api.send(request).then(deviceOf);
}

QFuture<Result<CodedDevice>> DevicesService::renewCode(DeviceId device)
{
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = QStringLiteral("/devices/%1/code").arg(device.value());
    return m_api.send(request).then(codedOf);
}

} // namespace EvalTrack
