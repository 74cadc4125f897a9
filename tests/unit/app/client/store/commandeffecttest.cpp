// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/commandeffect.h"
#include "support/printers.h"
#include "wire/editablefields.h"

#include <gtest/gtest.h>

using namespace EvalTrack;

namespace {

const Timestamp At(std::chrono::milliseconds(1'780'000'000'000));
const SignedInPerson Me{
    UserId(2), UserUuid(makeUuidV7()), QStringLiteral("Yo"), {}, Role::HumanResources};

PendingCommand pending(const Command &command)
{
    return {CommandUuid(makeUuidV7()), command, At};
}

} // namespace

TEST(CommandEffectTest, OnlyChangedFieldsLieOverTheServersRecord)
{
    Event before;
    before.title = QStringLiteral("A");
    before.location = QStringLiteral("Sala 1");
    Event after = before;
    after.title = QStringLiteral("B");

    std::optional<Event> server = before;
    server->location = QStringLiteral("Sala 9");
    layOver(server, pending(UpdateEvent{before, after}));
    EXPECT_EQ(server->title, QStringLiteral("B"));
    EXPECT_EQ(server->location, QStringLiteral("Sala 9")) << "somebody else's change stays";
}

TEST(CommandEffectTest, AQuestionThatStaysKeepsItsId)
{
    Event before;
    before.questions = {Question{QuestionId(5), {}, QStringLiteral("Una"), {}, {}}};
    Event after = before;
    after.questions.append(Question{{}, {}, QStringLiteral("Otra"), {}, {}});
    std::optional<Event> server = before;
    layOver(server, pending(UpdateEvent{before, after}));
    ASSERT_EQ(server->questions.size(), 2);
    EXPECT_EQ(server->questions.at(0).id, QuestionId(5));
}

TEST(CommandEffectTest, ConfirmingSetsTheTimeOnce)
{
    Attendance before;
    Attendance after = before;
    after.status = AttendanceStatus::Confirmed;
    std::optional<Attendance> server = before;
    layOver(server, pending(UpdateAttendance{before, after}), Me);
    EXPECT_EQ(server->status, AttendanceStatus::Confirmed);
    EXPECT_EQ(server->attendedAt, At);

    const Timestamp earlier = At - std::chrono::hours(1);
    server->attendedAt = earlier;
    layOver(server, pending(ConfirmOwnAttendance{}), Me);
    EXPECT_EQ(server->attendedAt, earlier);

    layOver(server, pending(RemoveAttendance{}), Me);
    EXPECT_FALSE(server);
}

TEST(CommandEffectTest, AnsweringEverythingSubmits)
{
    Event event;
    event.questions = {Question{QuestionId(1), {}, {}, {}, {}},
                       Question{QuestionId(2), {}, {}, {}, {}}};
    std::optional<Evaluation> evaluation = Evaluation{};
    layOver(evaluation, pending(AnswerEvaluation{{}, {{QuestionId(1), QStringLiteral("a")}}}), Me,
            event);
    EXPECT_EQ(evaluation->status, EvaluationStatus::Pending);
    layOver(evaluation, pending(AnswerEvaluation{{}, {{QuestionId(2), QStringLiteral("  ")}}}), Me,
            event);
    EXPECT_EQ(evaluation->status, EvaluationStatus::Pending) << "a blank is no answer";
    layOver(evaluation, pending(AnswerEvaluation{{}, {{QuestionId(2), QStringLiteral("b")}}}), Me,
            event);
    EXPECT_EQ(evaluation->status, EvaluationStatus::Submitted);
    EXPECT_EQ(evaluation->answers.size(), 2);

    layOver(evaluation, pending(GradeEvaluation{{}, 9, std::nullopt}), Me, event);
    EXPECT_EQ(evaluation->status, EvaluationStatus::Graded);
    EXPECT_EQ(evaluation->score, 9);
    EXPECT_EQ(evaluation->graderId, Me.id);
}

TEST(CommandEffectTest, AZoneIsAFieldLikeAnyOther)
{
    Event before;
    before.zone = QStringLiteral("America/Lima");
    Event after = before;
    after.zone = QStringLiteral("Asia/Tokyo");
    const auto zone = [](const Event &from, const Event &to) {
        return EditableFields::changed(EditableFields::of(from), EditableFields::of(to));
    };
    EXPECT_EQ(zone(before, after),
              (QJsonObject{{QStringLiteral("zone"), QStringLiteral("Asia/Tokyo")}}));
    EXPECT_EQ(zone(before, Event{}), (QJsonObject{{QStringLiteral("zone"), QJsonValue::Null}}));

    std::optional<Event> server = before;
    server->location = QStringLiteral("Sala 9");
    layOver(server, pending(UpdateEvent{before, after}));
    EXPECT_EQ(server->zone, after.zone);
    EXPECT_EQ(server->location, QStringLiteral("Sala 9"));
    layOver(server, pending(UpdateEvent{before, Event{}}));
    EXPECT_EQ(server->zone, std::nullopt);
}
