// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/systemstatuscodec.h"
#include "support/printers.h"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>

using namespace EvalTrack;

namespace {

constexpr qint64 Morning = 1'700'000'000'000;

Timestamp minutesAgo(int minutes)
{
    return Timestamp(std::chrono::milliseconds(Morning)) - std::chrono::minutes(minutes);
}

SystemStatus full()
{
    SystemStatus status;
    status.at = minutesAgo(0);
    status.version = u"2.1.0"_qs;
    status.environment = u"production"_qs;
    status.startedAt = minutesAgo(90);
    status.schemaVersion = 34;
    status.isDraining = true;
    status.database = {true, u"15.6"_qs, 123'456'789'012, 4, 3, 1, 11, 100};
    status.requests = {15, 1'234, 5};
    status.captures = {812, 9, 4, 2};
    status.backup = {true, minutesAgo(60)};
    status.disk = {80'000'000'000, 120'000'000'000};
    status.stations = {{DeviceId(7), u"Puerta norte"_qs, u"Sede"_qs, DeviceState::Enrolled,
                        minutesAgo(2), minutesAgo(12)},
                       {DeviceId(8), u"Puerta sur"_qs, {}, DeviceState::Waiting, {}, {}}};
    return status;
}

QJsonObject written(const SystemStatus &status)
{
    Wire::JsonWriter json;
    json.beginObject();
    Wire::writeMembers(json, status);
    json.endObject();
    return QJsonDocument::fromJson(json.take()).object();
}

} // namespace

TEST(SystemStatusCodecTest, IsReadAsItWasWritten)
{
    const auto parsed = Wire::parseSystemStatus(written(full()));

    ASSERT_TRUE(parsed) << parsed.error().detail.toStdString();
    EXPECT_EQ(*parsed, full());
}

TEST(SystemStatusCodecTest, WhatIsNotKnownStaysSo)
{
    SystemStatus status = full();
    status.schemaVersion.reset();
    status.database = {};
    status.captures.toReview.reset();
    status.backup = {};
    status.disk = {};
    status.stations.clear();
    const QJsonObject object = written(status);

    const auto parsed = Wire::parseSystemStatus(object);

    ASSERT_TRUE(parsed);
    EXPECT_EQ(*parsed, status);
    EXPECT_TRUE(object.value(QLatin1String("disk")).toObject().contains(QLatin1String("freeBytes")))
        << "every key is there";
}

TEST(SystemStatusCodecTest, AnOlderServerOrABrokenPartIsRefused)
{
    const QJsonObject object = written(full());
    for (const QString &key : object.keys()) {
        QJsonObject without = object;
        without.remove(key);
        EXPECT_FALSE(Wire::parseSystemStatus(without)) << key.toStdString();
    }
    QJsonObject broken = object;
    broken.insert(QLatin1String("requests"),
                  QJsonObject{{QStringLiteral("minutes"), QStringLiteral("many")}});
    EXPECT_FALSE(Wire::parseSystemStatus(broken));
    broken = object;
    broken.insert(QLatin1String("stations"), QJsonArray{QJsonObject{{QStringLiteral("id"), 7}}});
    EXPECT_FALSE(Wire::parseSystemStatus(broken));
}

TEST(SystemStatusCodecTest, AFaultIsReadAsItWasWritten)
{
    ServerFault fault;
    fault.id = 3;
    fault.uuid = QUuid(u"0190c2a4-7b1e-7c3a-9f00-1234567890ab"_qs);
    fault.at = minutesAgo(5);
    fault.requestId = u"door-7"_qs;
    fault.traceId = u"4bf92f3577b34da6a3ce929d0e0e4736"_qs;
    fault.method = u"PATCH"_qs;
    fault.route = u"/events/:id"_qs;
    fault.status = 500;
    for (const bool isFull : {false, true}) {
        if (isFull) {
            fault.code = u"Internal"_qs;
            fault.message = u"events.update: SQLSTATE 42P01"_qs;
            fault.user = NamedPerson{UserId(9), u"Ana"_qs};
        }
        Wire::JsonWriter json;
        Wire::write(json, fault);
        const QJsonObject object = QJsonDocument::fromJson(json.take()).object();

        const auto parsed = Wire::parseServerFault(object);

        ASSERT_TRUE(parsed);
        EXPECT_EQ(*parsed, fault);
        EXPECT_EQ(object.value(QLatin1String("code")).isNull(), !isFull);
        for (const char *needed : {"id", "at", "requestId", "route", "status", "uuid"}) {
            QJsonObject without = object;
            without.remove(QLatin1String(needed));
            EXPECT_FALSE(Wire::parseServerFault(without)) << needed;
        }
    }
}
