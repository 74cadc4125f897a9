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
    event.zone = QStringLiteral("America/Lima");
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

Department someDepartment()
{
    Department department;
    department.id = DepartmentId(4);
    department.name = QStringLiteral("Producción");
    department.parentId = DepartmentId(2);
    department.headId = UserId(9);
    department.uuid = DepartmentUuid(makeUuidV7());
    department.revision = 3;
    return department;
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
    employee.contractUntil = QDate(2027, 6, 30);
    employee.leftOn = QDate(2027, 5, 31);
    employee.notes = QStringLiteral("Prórroga\nhablada");
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

// The first programs kept a number and a name.
TEST(StoreCodecTest, ADepartmentFromBeforeTreesStillOpens)
{
    const Department whole = someDepartment();
    const QByteArray record = StoreCodec::encode(whole);
    EXPECT_EQ(StoreCodec::decode<Department>(record), whole);

    const qsizetype ofOld = 1 + 8 + 4 + whole.name.toUtf8().size();
    Department old;
    old.id = whole.id;
    old.name = whole.name;
    EXPECT_EQ(StoreCodec::decode<Department>(record.first(ofOld)), old);
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
        CommentEvaluation{EvaluationUuid(makeUuidV7()), QStringLiteral("f")},
        CreateDepartment{someDepartment()},
        UpdateDepartment{someDepartment(), Department()},
        RemoveDepartment{DepartmentUuid(makeUuidV7()), DepartmentId(3)}};
    ASSERT_EQ(commands.size(), std::variant_size_v<Command>);
    for (const Command &command : commands) {
        const QByteArray bytes = StoreCodec::encode(command);
        const auto back = StoreCodec::decode<Command>(bytes);
        ASSERT_TRUE(back);
        EXPECT_EQ(kindOf(*back), kindOf(command));
        EXPECT_EQ(StoreCodec::encode(*back), bytes);
    }
}

// What a program wrote that knew no zones ends where they begin.
TEST(StoreCodecTest, ARecordFromBeforeZonesStillOpens)
{
    Event event = someEvent();
    event.zone.reset();
    const QByteArray record = StoreCodec::encode(event).chopped(1);
    EXPECT_EQ(StoreCodec::decode<Event>(record), event);

    Event after = event;
    after.title = QStringLiteral("Otra");
    const QByteArray command = StoreCodec::encode(Command(UpdateEvent{event, after})).chopped(2);
    const auto back = StoreCodec::decode<Command>(command);
    ASSERT_TRUE(back);
    const auto *update = std::get_if<UpdateEvent>(&*back);
    ASSERT_NE(update, nullptr);
    EXPECT_EQ(update->before, event);
    EXPECT_EQ(update->after, after);

    const Event other = someEvent();
    const auto now =
        StoreCodec::decode<Command>(StoreCodec::encode(Command(UpdateEvent{event, other})));
    ASSERT_TRUE(now);
    EXPECT_EQ(std::get<UpdateEvent>(*now).before.zone, std::nullopt);
    EXPECT_EQ(std::get<UpdateEvent>(*now).after.zone, other.zone);
}

// What a program wrote that knew nothing of contracts ends where they begin; three absent members.
TEST(StoreCodecTest, APersonFromBeforeContractsStillOpens)
{
    Employee before;
    before.name = QStringLiteral("Ana");
    const QByteArray record = StoreCodec::encode(before);
    EXPECT_EQ(StoreCodec::decode<Employee>(record.chopped(3)), before);

    Employee after = before;
    after.phone = QStringLiteral("1");
    const QByteArray command = StoreCodec::encode(Command(UpdateEmployee{before, after}));
    const auto old = StoreCodec::decode<Command>(command.chopped(6));
    ASSERT_TRUE(old);
    EXPECT_EQ(std::get<UpdateEmployee>(*old).before, before);
    EXPECT_EQ(std::get<UpdateEmployee>(*old).after, after);

    before.notes = QStringLiteral("n");
    after.leftOn = QDate(2027, 5, 31);
    const auto now =
        StoreCodec::decode<Command>(StoreCodec::encode(Command(UpdateEmployee{before, after})));
    ASSERT_TRUE(now);
    EXPECT_EQ(std::get<UpdateEmployee>(*now).before, before);
    EXPECT_EQ(std::get<UpdateEmployee>(*now).after, after);
}

TEST(StoreCodecTest, DamageIsAnErrorAndNoCrash)
{
    const QByteArray bytes = StoreCodec::encode(Command(SetEventActive{}));
    const QByteArray event = StoreCodec::encode(Command(CreateEvent{someEvent()}));
    // Behind its questions an event may end: older programs wrote no more.
    const qsizetype ofOld = event.size() - 1 - 4 - QStringLiteral("America/Lima").toUtf8().size();
    for (qsizetype length = 0; length < event.size(); ++length) {
        EXPECT_EQ(StoreCodec::decode<Command>(event.left(length)).has_value(), length == ofOld)
            << length;
    }
    for (qsizetype length = 0; length < bytes.size(); ++length) {
        EXPECT_FALSE(StoreCodec::decode<Command>(bytes.left(length))) << length;
    }
    QByteArray unknownKind = bytes;
    unknownKind[1] = 99;
    EXPECT_FALSE(StoreCodec::decode<Command>(unknownKind));
}
