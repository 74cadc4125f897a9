// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/reviewcodec.h"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>

using namespace EvalTrack;
using namespace std::chrono_literals;

namespace {

const Timestamp Noon{std::chrono::seconds(1'780'000'000)};

CaptureRecord everything()
{
    CaptureRecord record;
    record.capture.uuid = CaptureUuid(makeUuidV7());
    record.capture.eventUuid = EventUuid(makeUuidV7());
    record.capture.eventId = EventId(3);
    record.capture.code = QStringLiteral("B-7");
    record.capture.deviceId = QUuid::createUuid();
    record.capture.deviceSequence = 17;
    record.capture.bootId = QUuid::createUuid();
    record.capture.capturedAt = Noon;
    record.capture.utcOffset = -240min;
    record.capture.zone = QStringLiteral("America/Caracas");
    record.capture.monotonic = 5s;
    record.capture.anchorAt = Noon - 1h;
    record.capture.anchorUncertainty = 12ms;
    record.capture.anchorBootId = QUuid::createUuid();
    record.capture.anchorMonotonic = 1s;
    record.capture.isWaiting = true;
    record.capture.isLeaving = true;
    record.outcome = CaptureOutcome::Accepted;
    record.reason = QStringLiteral("already in at 08:59:58");
    record.flags = {CaptureFlag::ClockAhead,  CaptureFlag::ClockBehind, CaptureFlag::Restarted,
                    CaptureFlag::SequenceGap, CaptureFlag::Cloned,      CaptureFlag::Late,
                    CaptureFlag::WalkIn};
    record.countedAt = Noon + 1s;
    record.bestAt = Noon + 2s;
    record.uncertainty = 240ms;
    record.receivedAt = Noon + 5h;
    record.recordedBy = {UserId(2), QStringLiteral("Helena")};
    record.person = NamedPerson{UserId(5), QStringLiteral("Beto")};
    record.eventId = EventId(3);
    record.eventTitle = QStringLiteral("Taller");
    record.attendanceId = AttendanceId(9);
    record.state = ReviewState::Attached;
    record.decidedBy = NamedPerson{UserId(1), QStringLiteral("Ada")};
    record.decidedAt = Noon + 6h;
    record.decisionNote = QStringLiteral("lo vi");
    record.change = CaptureRecord::Change{AttendanceStatus::Pending, std::nullopt,
                                          AttendanceStatus::Confirmed, Noon};
    return record;
}

template <typename T>
QJsonObject written(const T &value)
{
    Wire::JsonWriter json;
    Wire::write(json, value);
    return QJsonDocument::fromJson(json.take()).object();
}

} // namespace

TEST(ReviewCodecTest, ARecordComesBackAsItWas)
{
    for (const CaptureRecord &record : {everything(), [] {
                                            CaptureRecord bare = everything();
                                            bare.reason.reset();
                                            bare.flags.clear();
                                            bare.bestAt.reset();
                                            bare.uncertainty.reset();
                                            bare.person.reset();
                                            bare.eventId.reset();
                                            bare.eventTitle.clear();
                                            bare.attendanceId.reset();
                                            bare.state.reset();
                                            bare.decidedBy.reset();
                                            bare.decidedAt.reset();
                                            bare.decisionNote.reset();
                                            bare.change.reset();
                                            return bare;
                                        }()}) {
        const auto read = Wire::parseCaptureRecord(written(record));

        ASSERT_TRUE(read);
        EXPECT_EQ(*read, record);
    }
}

TEST(ReviewCodecTest, AFlagOfANewerServerHidesNothingElse)
{
    QJsonObject object = written(everything());
    QJsonArray flags = object.value(QLatin1StringView("flags")).toArray();
    flags.prepend(QStringLiteral("SOMETHING_NEW"));
    object.insert(QLatin1StringView("flags"), flags);

    const auto read = Wire::parseCaptureRecord(object);

    ASSERT_TRUE(read);
    EXPECT_EQ(read->flags.size(), 7);
}

TEST(ReviewCodecTest, WhatIsMissingOrOfAnotherKindIsRefused)
{
    for (const char *key :
         {"capture", "outcome", "flags", "countedAt", "receivedAt", "recordedBy"}) {
        QJsonObject without = written(everything());
        without.remove(QLatin1StringView(key));
        EXPECT_FALSE(Wire::parseCaptureRecord(without)) << key;
        QJsonObject wrong = written(everything());
        wrong.insert(QLatin1StringView(key), true);
        EXPECT_FALSE(Wire::parseCaptureRecord(wrong)) << key;
    }
}

TEST(ReviewCodecTest, AnExplanationComesBackAsItWas)
{
    AttendanceExplanation explanation;
    explanation.attendance.id = AttendanceId(9);
    explanation.attendance.eventId = EventId(3);
    explanation.attendance.userId = UserId(5);
    explanation.attendance.status = AttendanceStatus::Confirmed;
    explanation.attendance.attendedAt = Noon;
    explanation.attendance.uuid = AttendanceUuid(makeUuidV7());
    explanation.attendance.revision = 4;
    explanation.rule = AttendanceRule::Corrected;
    explanation.confirmedByHandAt = Noon + 1h;
    explanation.captures = {everything()};
    explanation.corrections = {
        {Noon + 2h, Noon, Noon - 5min, QStringLiteral("apagado"), {UserId(2), QStringLiteral("H")}},
        {Noon + 3h,
         Noon - 5min,
         std::nullopt,
         QStringLiteral("no"),
         {UserId(2), QStringLiteral("H")}}};
    explanation.steps = {{Noon, QStringLiteral("attendance.create"), std::nullopt}};

    const auto read = Wire::parseAttendanceExplanation(written(explanation));

    ASSERT_TRUE(read);
    EXPECT_EQ(*read, explanation);
}
