// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/entitycodec.h"

#include "support/printers.h"

#include <gtest/gtest.h>

#include <QJsonDocument>

using namespace EvalTrack;
using namespace EvalTrack::Wire;
using std::chrono::milliseconds;

namespace {

const QUuid Uuid = QUuid::fromString(u"0190c2a4-7b1e-7c3a-9f00-1234567890ab"_qs);
const QUuid OtherUuid = QUuid::fromString(u"0190c2a4-7b1e-7c3a-9f00-1234567890ac"_qs);
const Timestamp Created{milliseconds(1'772'546'700'000)};
const Timestamp Updated{milliseconds(1'772'546'760'000)};

Event sampleEvent()
{
    Event event;
    event.id = EventId(7);
    event.title = u"Inducción"_qs;
    event.date = Created;
    event.duration = std::chrono::minutes(90);
    event.maxAttendees = 30;
    event.createdAt = Created;
    event.updatedAt = Updated;
    event.creatorId = UserId(1);
    event.registration = Registration::Everyone;
    event.uuid = EventUuid(Uuid);
    event.revision = 3;
    return event;
}

Evaluation sampleEvaluation()
{
    Evaluation evaluation;
    evaluation.id = EvaluationId(5);
    evaluation.eventId = EventId(7);
    evaluation.userId = UserId(9);
    evaluation.graderId = UserId(2);
    evaluation.status = EvaluationStatus::Graded;
    evaluation.score = 8;
    evaluation.feedback = u"Bien"_qs;
    evaluation.respuestas = QJsonValue(QJsonObject{{u"0"_qs, u"sí"_qs}});
    evaluation.submittedAt = Created;
    evaluation.gradedAt = Updated;
    evaluation.createdAt = Created;
    evaluation.updatedAt = Updated;
    evaluation.uuid = EvaluationUuid(Uuid);
    evaluation.revision = 4;
    evaluation.eventUuid = EventUuid(OtherUuid);
    evaluation.userUuid = UserUuid(OtherUuid);
    Answer answer;
    answer.id = AnswerId(1);
    answer.evaluationId = evaluation.id;
    answer.questionId = QuestionId(2);
    answer.response = u"Mucho"_qs;
    evaluation.answers.append(answer);
    return evaluation;
}

template <typename Entity>
QByteArray text(const Entity &entity)
{
    JsonWriter json;
    write(json, entity);
    return json.take();
}

template <typename Entity>
QJsonObject feedObject(const Entity &entity)
{
    JsonWriter json;
    writeForFeed(json, entity);
    return QJsonDocument::fromJson(json.take()).object();
}

} // namespace

TEST(UserCodecTest, WritesTheContractsKeysInOrder)
{
    const User user{UserId(3),
                    u"Ana"_qs,
                    u"ana@empresa.com"_qs,
                    Role::HumanResources,
                    true,
                    Created,
                    Updated,
                    UserUuid(Uuid),
                    2};

    EXPECT_EQ(
        text(user),
        R"({"id":3,"name":"Ana","email":"ana@empresa.com","role":"RECURSOS_HUMANOS","isActive":true,)"
        R"("createdAt":"2026-03-03T14:05:00.000Z","updatedAt":"2026-03-03T14:06:00.000Z",)"
        R"("uuid":"0190c2a4-7b1e-7c3a-9f00-1234567890ab","revision":2})");
    EXPECT_EQ(parseUser(QJsonDocument::fromJson(text(user)).object()), user);
}

TEST(EventCodecTest, WritesAbsentValuesAsNullAndAdditionsLast)
{
    EXPECT_EQ(
        text(sampleEvent()),
        R"({"id":7,"title":"Inducción","description":null,"date":"2026-03-03T14:05:00.000Z","duration":90,)"
        R"("location":null,"type":null,"maxAttendees":30,"status":"ACTIVE","isActive":true,)"
        R"("createdAt":"2026-03-03T14:05:00.000Z","updatedAt":"2026-03-03T14:06:00.000Z","creatorId":1,)"
        R"("registration":"EVERYONE","uuid":"0190c2a4-7b1e-7c3a-9f00-1234567890ab","revision":3,"zone":null})");
}

TEST(EventCodecTest, ComesBackFromTheFeedWithItsQuestions)
{
    Event event = sampleEvent();
    Question question;
    question.id = QuestionId(11);
    question.eventId = event.id;
    question.text = u"¿Qué aprendió?"_qs;
    event.questions.append(question);
    event.zone = u"America/Lima"_qs;

    EXPECT_EQ(parseEvent(feedObject(event)), event);
}

TEST(EvaluationCodecTest, ComesBackFromTheFeedWithAnswersAndReferences)
{
    EXPECT_EQ(parseEvaluation(feedObject(sampleEvaluation())), sampleEvaluation());
}

TEST(AttendanceCodecTest, ComesBackFromTheFeedWithReferences)
{
    const Attendance attendance{AttendanceId(4),
                                EventId(7),
                                UserId(9),
                                AttendanceStatus::Confirmed,
                                Created,
                                std::nullopt,
                                Created,
                                Updated,
                                AttendanceUuid(Uuid),
                                2,
                                Updated,
                                EventUuid(OtherUuid),
                                UserUuid(OtherUuid)};

    EXPECT_EQ(parseAttendance(feedObject(attendance)), attendance);
}

TEST(EmployeeCodecTest, ComesBackAsItWas)
{
    Employee employee;
    employee.id = UserId(9);
    employee.name = u"Luis Pérez"_qs;
    employee.firstName = u"Luis"_qs;
    employee.lastName = u"Pérez"_qs;
    employee.email = u"luis@empresa.com"_qs;
    employee.nationalId = u"V-12345678"_qs;
    employee.birthDate = QDate(1990, 2, 28);
    employee.departmentId = DepartmentId(2);
    employee.department = u"Planta"_qs;
    employee.createdAt = Created;
    employee.updatedAt = Updated;
    employee.uuid = UserUuid(Uuid);
    employee.revision = 1;
    employee.contractUntil = QDate(2027, 6, 30);
    employee.leftOn = QDate(2027, 5, 31);
    employee.notes = u"n"_qs;

    EXPECT_EQ(parseEmployee(QJsonDocument::fromJson(text(employee)).object()), employee);
}

TEST(CaptureCodecTest, ComesBackWithZoneAndOffset)
{
    Capture capture;
    capture.uuid = CaptureUuid(Uuid);
    capture.eventUuid = EventUuid(OtherUuid);
    capture.code = u"B-0001"_qs;
    capture.deviceId = OtherUuid;
    capture.deviceSequence = 12;
    capture.bootId = OtherUuid;
    capture.capturedAt = Created;
    capture.utcOffset = std::chrono::minutes(-240);
    capture.zone = u"America/Caracas"_qs;
    capture.monotonic = milliseconds(55);
    capture.anchorAt = Updated;
    capture.anchorUncertainty = milliseconds(80);
    capture.isWaiting = true;
    capture.isLeaving = true;

    EXPECT_EQ(parseCapture(QJsonDocument::fromJson(text(capture)).object()), capture);
}

TEST(CaptureCodecTest, WantsACodeOrAUserAndNotBoth)
{
    Capture capture;
    capture.uuid = CaptureUuid(Uuid);
    capture.eventUuid = EventUuid(OtherUuid);
    capture.deviceId = OtherUuid;
    capture.deviceSequence = 1;
    capture.bootId = OtherUuid;

    const auto neither = parseCapture(QJsonDocument::fromJson(text(capture)).object());
    capture.code = u"B-1"_qs;
    capture.userId = UserId(4);
    const auto both = parseCapture(QJsonDocument::fromJson(text(capture)).object());

    ASSERT_FALSE(neither.has_value());
    ASSERT_FALSE(both.has_value());
    EXPECT_EQ(neither.error().fieldErrors.first().field, u"code"_qs);
    EXPECT_EQ(both.error().fieldErrors.first().field, u"code"_qs);
}

TEST(EntityCodecTest, EachMissingRequiredKeyIsNamed)
{
    const QJsonObject whole = feedObject(sampleEvaluation());
    for (const auto key :
         {"id", "eventId", "userId", "status", "createdAt", "updatedAt", "uuid", "revision"}) {
        QJsonObject without = whole;
        without.remove(QLatin1StringView(key));

        const auto result = parseEvaluation(without);

        ASSERT_FALSE(result.has_value()) << key;
        EXPECT_EQ(result.error().code, ErrorCode::Validation);
        EXPECT_EQ(result.error().fieldErrors.first().field, QLatin1StringView(key));
    }
}

TEST(DashboardCodecTest, ComesBackAsItWas)
{
    Dashboard dashboard;
    dashboard.role = Role::HumanResources;
    dashboard.asOf = Created;
    dashboard.figures.insert(u"averageScore"_qs, 7.5);
    dashboard.series.insert(u"scoresByDepartment"_qs, {{u"2"_qs, u"Planta"_qs, 8.25, 2}});

    EXPECT_EQ(parseDashboard(QJsonDocument::fromJson(text(dashboard)).object()), dashboard);
}
