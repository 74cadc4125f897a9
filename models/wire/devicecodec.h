// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/device.h"
#include "wire/jsonwriter.h"
#include "wire/session.h"

#include <QJsonObject>

namespace EvalTrack::Wire {

// Capture stations: /devices. Writing and reading as in wire/entitycodec.h.

void write(JsonWriter &json, const Device &device);
void write(JsonWriter &json, const StationSettings &settings);

[[nodiscard]] Result<Device> parseDevice(const QJsonObject &object);
[[nodiscard]] Result<StationSettings> parseStationSettings(const QJsonObject &object);

/// The answer to POST /devices/enrol: a session, and `device` beside it.
struct Enrolment
{
    SessionTokens tokens;
    StationSettings settings;
};
[[nodiscard]] Result<Enrolment> parseEnrolment(const QJsonObject &object);

/// The answer to POST /devices and POST /devices/:id/code: `device` and the code in two groups.
struct DeviceWithCode
{
    Device device;
    QString enrolmentCode;
};
[[nodiscard]] Result<DeviceWithCode> parseDeviceWithCode(const QJsonObject &object);

} // namespace EvalTrack::Wire
