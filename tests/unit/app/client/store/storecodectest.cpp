// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storecodec.h"
#include "support/printers.h"

#include <QJsonObject>

#include <gtest/gtest.h>

using namespace EvalTrack;

namespace {

Event someEvent()
{
    Event event;
    event.id = EventId(7);
    event.title = QStringLiteral("Inducción ✓");
    event.date = Timestamp(std::chrono::milliseconds(-5));
    event.maxAttendees = 3;
    event.uuid = EventUuid(makeUuidV7());
    event.questions = {Question{QuestionId(1), EventId(7), QStringLiteral("¿Qué?"), {}, {}}};
    return event;
}

template <typename T>
void expectSame(const T &value)
{
    const auto back = StoreCodec::decode<T>(StoreCodec::encode(value));
    ASSERT_TRUE(back);
    EXPECT_TRUE(*back == value);
}

} // namespace

TEST(StoreCodecTest, RecordsComeBackAsTheyWere)
{
    expectSame(someEvent());
    Employee employee;
    employee.name = QStringLiteral("Ana Núñez");
    employee.nationalId = QString();
    employee.birthDate = QDate(1990, 2, 28);
    employee.departmentId = DepartmentId(4);
    expectSame(employee);
    Attendance attendance;
    attendance.attendedAt = Timestamp(std::chrono::milliseconds(1));
    attendance.status = AttendanceStatus::Cancelled;
    expectSame(attendance);
    Evaluation evaluation;
    evaluation.respuestas = QJsonObject{{QStringLiteral("a"), 1}};
    evaluation.answers = {Answer{AnswerId(1), {}, QuestionId(2), QStringLiteral("sí"), {}, {}}};
    evaluation.score = 10;
    expectSame(evaluation);
    Dashboard dashboard;
    dashboard.figures.insert(QStringLiteral("x"), 0.5);
    dashboard.series.insert(QStringLiteral("s"), {SeriesPoint{QStringLiteral("k"), {}, 2, 3}});
    expectSame(dashboard);
    Capture capture;
    capture.code = QStringLiteral("A1");
    capture.utcOffset = std::chrono::minutes(-240);
    capture.isWaiting = true;
    expectSame(capture);
}

TEST(StoreCodecTest, EveryKindOfCommandComesBack)
{
    const QList<Command> commands = {
        CreateEmployee{},
        UpdateEmployee{},
        SetEmployeeActive{UserUuid(makeUuidV7()), true},
        CreateEvent{someEvent()},
        UpdateEvent{someEvent(), someEvent()},
        SetEventActive{EventUuid(makeUuidV7()), true},
        RegisterSelf{EventUuid(makeUuidV7()), AttendanceUuid(makeUuidV7()), QStringLiteral("n")},
        UpdateAttendance{},
        ConfirmOwnAttendance{AttendanceUuid(makeUuidV7())},
        RemoveAttendance{AttendanceUuid(makeUuidV7())},
        AnswerEvaluation{EvaluationUuid(makeUuidV7()), {{QuestionId(1), QStringLiteral("r")}}},
        GradeEvaluation{EvaluationUuid(makeUuidV7()), 9, std::nullopt},
        CommentEvaluation{EvaluationUuid(makeUuidV7()), QStringLiteral("f")}};
    ASSERT_EQ(commands.size(), std::variant_size_v<Command>);
    for (const Command &command : commands) {
        const QByteArray bytes = StoreCodec::encode(command);
        const auto back = StoreCodec::decode<Command>(bytes);
        ASSERT_TRUE(back);
        EXPECT_EQ(kindOf(*back), kindOf(command));
        EXPECT_EQ(StoreCodec::encode(*back), bytes);
    }
}

TEST(StoreCodecTest, DamageIsAnErrorAndNoCrash)
{
    const QByteArray bytes = StoreCodec::encode(Command(CreateEvent{someEvent()}));
    for (qsizetype length = 0; length < bytes.size(); ++length) {
        EXPECT_FALSE(StoreCodec::decode<Command>(bytes.left(length))) << length;
    }
    QByteArray unknownKind = bytes;
    unknownKind[1] = 99;
    EXPECT_FALSE(StoreCodec::decode<Command>(unknownKind));
}
