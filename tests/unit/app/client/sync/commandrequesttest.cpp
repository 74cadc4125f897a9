// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/commandrequest.h"
#include "store/localstore.h"
#include "support/fakeclock.h"
#include "support/printers.h"

#include <gtest/gtest.h>

#include <QJsonDocument>
#include <QTemporaryDir>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

class CommandRequestTest : public testing::Test
{
protected:
    CommandRequestTest()
    {
        const SignedInPerson me{
            UserId(2), UserUuid(makeUuidV7()), QStringLiteral("Yo"), {}, Role::HumanResources};
        m_store = *LocalStore::open(m_folder.path(), Sealer::makeKey(), me, m_clock);
        m_event.id = EventId(7);
        m_event.uuid = EventUuid(makeUuidV7());
        m_event.title = QStringLiteral("Inducción");
        m_event.revision = 3;
        EXPECT_TRUE(m_store->take(m_event));
        m_person.id = UserId(11);
        m_person.uuid = UserUuid(makeUuidV7());
        m_person.name = QStringLiteral("Ana");
        m_person.revision = 5;
        EXPECT_TRUE(m_store->take(m_person));
        m_attendance.id = AttendanceId(21);
        m_attendance.uuid = AttendanceUuid(makeUuidV7());
        m_attendance.revision = 1;
        EXPECT_TRUE(m_store->take(m_attendance));
        m_evaluation.id = EvaluationId(31);
        m_evaluation.uuid = EvaluationUuid(makeUuidV7());
        EXPECT_TRUE(m_store->take(m_evaluation));
        m_department.id = DepartmentId(4);
        m_department.uuid = DepartmentUuid(makeUuidV7());
        m_department.name = QStringLiteral("Ventas");
        m_department.revision = 2;
        EXPECT_TRUE(m_store->take(m_department));
    }

    CommandPlan plan(const Command &command, qint64 baseRevision = 0)
    {
        StoredCommand stored;
        stored.pending = {CommandUuid(makeUuidV7()), command, m_clock.now()};
        stored.baseRevision = baseRevision;
        m_key = toText(stored.pending.uuid.value()).toLatin1();
        const auto made =
            CommandRequest(m_store->entities(), m_store->reader(), m_store->outbox()).plan(stored);
        EXPECT_TRUE(made);
        return made.value_or(CommandPlan{});
    }

    void append(const Command &command)
    {
        StoredCommand stored;
        stored.pending = {CommandUuid(makeUuidV7()), command, m_clock.now()};
        EXPECT_TRUE(m_store->outbox().append(stored));
    }

    FakeClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<LocalStore> m_store;
    Event m_event;
    Employee m_person;
    Attendance m_attendance;
    Evaluation m_evaluation;
    Department m_department;
    QByteArray m_key;
};

QByteArray header(const ApiRequest &request, const QByteArray &name)
{
    for (const auto &[candidate, value] : request.headers) {
        if (candidate == name) {
            return value;
        }
    }
    return {};
}

QJsonObject body(const CommandPlan &plan)
{
    return QJsonDocument::fromJson(plan.request.body).object();
}

} // namespace

TEST_F(CommandRequestTest, EveryCommandHasItsRoute)
{
    struct Row
    {
        Command command;
        const char *route;
    };
    Event newEvent;
    newEvent.uuid = EventUuid(makeUuidV7());
    Employee newPerson;
    newPerson.uuid = UserUuid(makeUuidV7());
    Department newDepartment;
    newDepartment.uuid = DepartmentUuid(makeUuidV7());
    const QList<Row> rows = {
        {CreateEmployee{newPerson}, "POST /employees"},
        {UpdateEmployee{m_person, m_person}, "PATCH /employees/11"},
        {SetEmployeeActive{m_person.uuid, false}, "PATCH /employees/11"},
        {CreateEvent{newEvent}, "POST /events"},
        {UpdateEvent{m_event, m_event}, "PATCH /events/7"},
        {SetEventActive{m_event.uuid, false}, "PATCH /events/7"},
        {RegisterSelf{m_event.uuid, AttendanceUuid(makeUuidV7()), {}}, "POST /attendances"},
        {UpdateAttendance{m_attendance, m_attendance}, "PATCH /attendances/21"},
        {ConfirmOwnAttendance{m_attendance.uuid}, "PATCH /attendances/21/confirm"},
        {RemoveAttendance{m_attendance.uuid}, "DELETE /attendances/21"},
        {AnswerEvaluation{m_evaluation.uuid, {}}, "PATCH /evaluations/31/answer"},
        {GradeEvaluation{m_evaluation.uuid, 9, {}}, "PATCH /evaluations/31/grade"},
        {CommentEvaluation{m_evaluation.uuid, QStringLiteral("x")}, "PATCH /evaluations/31"},
        {CreateDepartment{newDepartment}, "POST /departments"},
        {UpdateDepartment{m_department, m_department}, "PATCH /departments/4"},
        {RemoveDepartment{m_department.uuid, {}}, "DELETE /departments/4"},
    };
    ASSERT_EQ(rows.size(), std::variant_size_v<Command>);
    for (const Row &row : rows) {
        const CommandPlan planned = plan(row.command);
        EXPECT_EQ(planned.kind, CommandPlan::Kind::Send) << row.route;
        EXPECT_EQ(planned.request.verb + ' ' + planned.request.path.toLatin1(), row.route);
        EXPECT_EQ(header(planned.request, "Idempotency-Key"), m_key);
    }
}

TEST_F(CommandRequestTest, OnlyChangedFieldsUponTheirRevision)
{
    Employee after = m_person;
    after.phone = QStringLiteral("099");
    after.department = QStringLiteral("Ventas");
    after.departmentId = DepartmentId(4);
    const CommandPlan planned = plan(UpdateEmployee{m_person, after}, m_person.revision);
    EXPECT_EQ(body(planned), (QJsonObject{{QStringLiteral("phone"), QStringLiteral("099")},
                                          {QStringLiteral("departmentId"), 4}}));
    EXPECT_EQ(header(planned.request, "If-Match"), "\"5\"");
}

TEST_F(CommandRequestTest, ADepartmentGoesWithTheTargetOfItsPeople)
{
    const ApiRequest removal = plan(RemoveDepartment{m_department.uuid, DepartmentId(9)}).request;
    EXPECT_EQ(removal.query.toString(), QStringLiteral("moveTo=9"));
    EXPECT_TRUE(plan(RemoveDepartment{m_department.uuid, {}}).request.query.isEmpty());

    Department after = m_department;
    after.headId = UserId(11);
    const CommandPlan planned = plan(UpdateDepartment{m_department, after}, 2);
    EXPECT_EQ(body(planned), (QJsonObject{{QStringLiteral("headId"), 11}}));
    EXPECT_EQ(header(planned.request, "If-Match"), "\"2\"");
}

TEST_F(CommandRequestTest, WhatTheServerDoesNotKnowYetWaits)
{
    Event made;
    made.uuid = EventUuid(makeUuidV7());
    EXPECT_EQ(plan(UpdateEvent{made, made}).kind, CommandPlan::Kind::Vanished);
    append(CreateEvent{made});
    EXPECT_EQ(plan(UpdateEvent{made, made}).kind, CommandPlan::Kind::Hold);
    EXPECT_EQ(plan(RegisterSelf{made.uuid, {}, {}}).kind, CommandPlan::Kind::Hold);
}

TEST_F(CommandRequestTest, ACreationNamesItsUuid)
{
    Event made;
    made.uuid = EventUuid(makeUuidV7());
    made.title = QStringLiteral("Nuevo");
    const QJsonObject sent = body(plan(CreateEvent{made}));
    EXPECT_EQ(sent.value(u"uuid").toString(), toText(made.uuid.value()));
    EXPECT_FALSE(sent.contains(u"location")) << "nothing is not mentioned";
    EXPECT_TRUE(sent.value(u"preguntas").isArray());
}
