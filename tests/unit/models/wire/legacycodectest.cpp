// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/legacycodec.h"

#include <gtest/gtest.h>

#include <QJsonDocument>

using namespace EvalTrack;
using namespace std::chrono_literals;

namespace {

const Timestamp StartOfRun{std::chrono::seconds(1'780'000'000)};

QJsonObject writtenObject(Wire::JsonWriter &json)
{
    return QJsonDocument::fromJson(json.take()).object();
}

LegacyRun wholeRun()
{
    LegacyRun run;
    run.id = 7;
    run.kind = LegacyRunKind::Verify;
    run.state = LegacyRunState::Failed;
    run.startedAt = StartOfRun;
    run.startedBy = NamedPerson{UserId(3), QStringLiteral("Ana")};
    run.finishedAt = StartOfRun + 1h;
    run.entity = QStringLiteral("attendance");
    run.done = 340;
    run.total = 1'000;
    run.left = 42s;
    run.isCancelling = true;
    run.message = QStringLiteral("MySQL went away");
    run.hasReport = true;
    run.found = {{{QStringLiteral("event"), 1, 2, 3, 4, 5, 6}},
                 {{QStringLiteral("record.orphan"), QStringLiteral("An orphan"), 9}},
                 {QStringLiteral("asistencias 3: notes differs")},
                 120,
                 {QStringLiteral("eventos 1: changed in v1")},
                 1};
    return run;
}

} // namespace

TEST(LegacyCodec, ARunComesBackAsItWent)
{
    const LegacyRun run = wholeRun();
    Wire::JsonWriter json;
    write(json, run);
    const auto back = Wire::parseLegacyRun(writtenObject(json));
    ASSERT_TRUE(back) << back.error().detail.toStdString();
    EXPECT_EQ(*back, run);

    LegacyRun bare;
    bare.id = 1;
    bare.startedAt = StartOfRun;
    write(json, bare);
    EXPECT_EQ(Wire::parseLegacyRun(writtenObject(json)).value_or(run), bare);
}

TEST(LegacyCodec, ARunThatLacksItsStateIsNone)
{
    Wire::JsonWriter json;
    write(json, wholeRun());
    QJsonObject object = writtenObject(json);
    object.remove(QStringLiteral("state"));
    EXPECT_FALSE(Wire::parseLegacyRun(object));
}

TEST(LegacyCodec, ARowThatWaitsIsTextByColumnsWithoutEmptyOnes)
{
    const auto row = Wire::parseLegacyTrayRow(
        QJsonDocument::fromJson(
            R"({"id":4,"entity":"evaluation","entityId":31,"reason":"record.orphan","message":"x",)"
            R"("content":{"id":31,"nota":"87.5","comentarios":null,"status":"","respuestas":["a"]},)"
            R"("at":"2026-03-01T12:00:00.000Z","decidedAt":null,"decidedBy":null,"note":null})")
            .object());
    ASSERT_TRUE(row) << row.error().detail.toStdString();
    EXPECT_EQ(row->content, (QList<std::pair<QString, QString>>{
                                {QStringLiteral("id"), QStringLiteral("31")},
                                {QStringLiteral("nota"), QStringLiteral("87.5")},
                                {QStringLiteral("respuestas"), QStringLiteral("[\"a\"]")}}));
    EXPECT_FALSE(row->decidedAt);
}

TEST(LegacyCodec, AFaultIsToldByTheEndOfItsSentence)
{
    for (const LegacyFault fault :
         {LegacyFault::NotSet, LegacyFault::NotAnAddress, LegacyFault::NoDriver,
          LegacyFault::Unreachable, LegacyFault::Refused, LegacyFault::Unreadable}) {
        const QString said = QStringLiteral("businessUrl ") + Wire::words(fault);
        EXPECT_EQ(Wire::legacyFaultIn({QStringLiteral("businessUrl"), said}), fault);
    }
    EXPECT_EQ(Wire::legacyFaultIn({QStringLiteral("zone"), QStringLiteral("zone is no zone")}),
              std::nullopt);
}
