// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/devicecodec.h"
#include "support/printers.h"

#include <gtest/gtest.h>

#include <QJsonDocument>

using namespace EvalTrack;

namespace {

QJsonObject read(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

TEST(DeviceCodecTest, ADeviceIsReadAsItWasWritten)
{
    Device device;
    device.id = DeviceId(7);
    device.name = u"Puerta norte"_qs;
    device.site = u"Sede central"_qs;
    device.state = DeviceState::Enrolled;
    device.doubleTap = std::chrono::seconds(45);
    device.enrolledAt = Timestamp(std::chrono::milliseconds(1'700'000'000'000));
    device.lastSeenAt = Timestamp(std::chrono::milliseconds(1'700'000'060'000));
    device.createdAt = Timestamp(std::chrono::milliseconds(1'600'000'000'000));
    device.updatedAt = device.createdAt;
    device.uuid = DeviceUuid(QUuid(u"0190c2a4-7b1e-7c3a-9f00-1234567890ab"_qs));
    device.revision = 3;
    Wire::JsonWriter writer;
    Wire::write(writer, device);

    const auto parsed = Wire::parseDevice(read(writer.take()));

    ASSERT_TRUE(parsed);
    EXPECT_EQ(*parsed, device);
}

TEST(DeviceCodecTest, AnEnrolmentIsASessionAndTheStationsSettings)
{
    const QByteArray json =
        R"({"access_token":"a","user":{"id":9,"email":"","name":"Puerta","role":"ESTACION",
            "uuid":"0190c2a4-7b1e-7c3a-9f00-1234567890ab"},"refresh_token":"r","expires_in":900,
            "device":{"uuid":"0190c2a4-7b1e-7c3a-9f00-1234567890ac","name":"Puerta","site":"",
            "doubleTapSeconds":45,"exitPinHash":"$argon2id$x"}})";

    const auto enrolment = Wire::parseEnrolment(read(json));

    ASSERT_TRUE(enrolment);
    EXPECT_EQ(enrolment->tokens.user.role, Role::Station);
    EXPECT_EQ(enrolment->settings.doubleTap, std::chrono::seconds(45));
    EXPECT_EQ(enrolment->settings.exitPinHash, u"$argon2id$x"_qs);

    QJsonObject without = read(json);
    without.remove(QLatin1String("device"));
    EXPECT_FALSE(Wire::parseEnrolment(without));
    without.insert(QLatin1String("device"), QJsonObject{{u"uuid"_qs, u"none"_qs}});
    EXPECT_FALSE(Wire::parseEnrolment(without));
}

TEST(DeviceCodecTest, ACodeComesBesideItsDevice)
{
    EXPECT_FALSE(Wire::parseDeviceWithCode(read(R"({"enrolmentCode":"7H3KP-0QWX1"})")));
    EXPECT_FALSE(Wire::parseDeviceWithCode(read(R"({"device":{}})")));
}
