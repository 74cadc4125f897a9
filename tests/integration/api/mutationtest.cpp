// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "services/administrators.h"
#include "storage/database.h"

using namespace EvalTrack;
using namespace EvalTrack::Test;

/// What all changes share: repeated requests, stale ones, and requests at the same moment.
class MutationTest : public ApiFixture
{
protected:
    [[nodiscard]] static QByteArray registerFor(qint64 event, const QByteArray &extra = {})
    {
        return "{\"eventId\":" + QByteArray::number(event) + extra + "}";
    }
    [[nodiscard]] QList<Person> crowd(int count)
    {
        QList<Person> people;
        for (int i = 0; i < count; ++i) {
            people.append(addPerson(u"Persona Número"_qs, u"p%1@empresa.com"_qs.arg(i), "EMPLEADO",
                                    "C-" + QByteArray::number(i)));
        }
        return people;
    }
    [[nodiscard]] static int countOf(const QList<ApiAnswer> &answers, int status)
    {
        return static_cast<int>(
            std::count_if(answers.begin(), answers.end(),
                          [status](const ApiAnswer &answer) { return answer.status == status; }));
    }
};

TEST_F(MutationTest, ARepeatedKeyGetsTheStoredAnswer)
{
    const qint64 event = addEvent();
    const ApiAnswer first =
        post("/attendances", registerFor(event), m_employee, {{"Idempotency-Key", "one"}});
    const ApiAnswer second =
        post("/attendances", registerFor(event), m_employee, {{"Idempotency-Key", "one"}});

    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(second.headers.value("idempotency-replayed"), "true");
    EXPECT_EQ(sql("select count(*) from attendances"), 1);
    EXPECT_EQ(sql("select count(*) from audit_log where action = 'attendance.create'"), 1);
}

TEST_F(MutationTest, AKeyIsForOneRequestOfOnePerson)
{
    const qint64 event = addEvent();
    ASSERT_EQ(
        post("/attendances", registerFor(event), m_employee, {{"Idempotency-Key", "one"}}).status,
        201);

    const ApiAnswer other = post("/attendances", registerFor(event, ",\"notes\":\"x\""), m_employee,
                                 {{"Idempotency-Key", "one"}});
    const ApiAnswer somebodyElse =
        post("/attendances", registerFor(event), m_other, {{"Idempotency-Key", "one"}});

    EXPECT_EQ(other.status, 422) << other.body.constData();
    EXPECT_EQ(somebodyElse.status, 201);
}

TEST_F(MutationTest, ARefusedRequestDoesNotUseUpItsKey)
{
    const qint64 event = addEvent(",\"maxAttendees\":1");
    const qint64 taken = post("/attendances", registerFor(event), m_other)
                             .object()
                             .value(QLatin1String("id"))
                             .toInteger();
    ASSERT_EQ(
        post("/attendances", registerFor(event), m_employee, {{"Idempotency-Key", "k"}}).status,
        409);
    ASSERT_EQ(remove("/attendances/" + QByteArray::number(taken), m_hr).status, 204);

    EXPECT_EQ(
        post("/attendances", registerFor(event), m_employee, {{"Idempotency-Key", "k"}}).status,
        201);
}

TEST_F(MutationTest, TheSameKeyAtTheSameMomentIsCarriedOutOnce)
{
    const qint64 event = addEvent();
    QList<ApiRequest> requests;
    for (int i = 0; i < 6; ++i) {
        requests.append({"POST",
                         "/attendances",
                         registerFor(event),
                         m_employee.token,
                         {{"Idempotency-Key", "same"}}});
    }

    const QList<ApiAnswer> answers = m_server.askTogether(requests);

    EXPECT_EQ(countOf(answers, 201), 6);
    for (const ApiAnswer &answer : answers) {
        EXPECT_EQ(answer.body, answers.first().body);
    }
}

TEST_F(MutationTest, AStaleRevisionGetsTheRecordAsItIs)
{
    const QByteArray path = "/users/" + QByteArray::number(m_other.id);
    const ApiAnswer first =
        patch(path, "{\"name\":\"Omar Uno\"}", m_admin, {{"If-Match", "\"1\""}});
    const ApiAnswer second =
        patch(path, "{\"name\":\"Omar Dos\"}", m_admin, {{"If-Match", "\"1\""}});

    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(second.status, 412);
    EXPECT_EQ(second.body, get(path, m_admin).body);
    EXPECT_TRUE(second.body.contains("Omar Uno"));
    EXPECT_EQ(patch(path, "{\"name\":\"Omar Dos\"}", m_admin, {{"If-Match", "\"2\""}}).status, 200);
}

TEST_F(MutationTest, ChangedQuestionsMakeANewRevisionOfTheEvent)
{
    const QByteArray path = "/events/" + QByteArray::number(addEvent());

    const ApiAnswer first =
        patch(path, "{\"preguntas\":[\"¿Uno?\"]}", m_admin, {{"If-Match", "\"1\""}});
    const ApiAnswer second =
        patch(path, "{\"preguntas\":[\"¿Dos?\"]}", m_admin, {{"If-Match", "\"1\""}});

    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(second.status, 412);
    EXPECT_TRUE(get(path, m_admin).body.contains("¿Uno?"));
}

TEST_F(MutationTest, EveryEntityKnowsIfMatch)
{
    const qint64 event = addEvent();
    const QByteArray eventPath = "/events/" + QByteArray::number(event);
    const qint64 attendance = post("/attendances", registerFor(event), m_employee)
                                  .object()
                                  .value(QLatin1String("id"))
                                  .toInteger();
    const QByteArray attendancePath = "/attendances/" + QByteArray::number(attendance);
    const QList<QPair<QByteArray, QByteArray>> stale{{"If-Match", "\"77\""}};

    EXPECT_EQ(patch(eventPath, "{\"title\":\"Otro\"}", m_admin, stale).status, 412);
    EXPECT_EQ(patch(eventPath + "/toggle-status", {}, m_admin, stale).status, 412);
    EXPECT_EQ(patch(attendancePath, "{\"notes\":\"x\"}", m_hr, stale).status, 412);
    EXPECT_EQ(patch(attendancePath + "/confirm", {}, m_employee, stale).status, 412);
    ASSERT_EQ(patch(attendancePath + "/confirm", {}, m_employee).status, 200);
    EXPECT_EQ(patch("/evaluations/1", "{\"feedback\":\"x\"}", m_employee, stale).status, 412);
    EXPECT_EQ(patch("/evaluations/1/grade", "{\"score\":5}", m_hr, stale).status, 412);
    EXPECT_EQ(
        patch("/employees/" + QByteArray::number(m_other.id), "{\"phone\":\"1\"}", m_hr, stale)
            .status,
        412);
}

TEST_F(MutationTest, ARepeatedKeyOfALongAnswerShowsTheRecord)
{
    const qint64 event = addEvent();
    sql("with p as (insert into users (name, email) select 'Persona ' || n, 'x' || n || "
        "'@empresa.com' "
        "from generate_series(1, 5000) n returning id) insert into attendances (event_id, user_id) "
        "select $1::bigint, id from p returning 1",
        {event});
    const QByteArray path = "/events/" + QByteArray::number(event);

    const ApiAnswer first =
        patch(path, "{\"title\":\"Otro\"}", m_admin, {{"Idempotency-Key", "long"}});
    const ApiAnswer second =
        patch(path, "{\"title\":\"Otro\"}", m_admin, {{"Idempotency-Key", "long"}});

    EXPECT_EQ(first.object().value(QLatin1String("attendances")).toArray().size(), 5000);
    EXPECT_EQ(second.headers.value("idempotency-replayed"), "true");
    EXPECT_TRUE(first.body == second.body);
    EXPECT_EQ(first.object().value(QLatin1String("revision")).toInt(), 2) << "carried out once";
    EXPECT_EQ(sql("select coalesce(length(body), 0) from idempotency_keys"), 0);
}

TEST_F(MutationTest, TheLastSeatGoesToOne)
{
    const qint64 event = addEvent(",\"maxAttendees\":3");
    const QList<Person> people = crowd(8);
    QList<ApiRequest> requests;
    for (const Person &person : people) {
        requests.append({"POST", "/attendances", registerFor(event), person.token, {}});
    }

    const QList<ApiAnswer> answers = m_server.askTogether(requests);

    EXPECT_EQ(countOf(answers, 201), 3);
    EXPECT_EQ(countOf(answers, 409), 5);
    EXPECT_EQ(sql("select count(*) from attendances where event_id = $1", {event}), 3);
}

TEST_F(MutationTest, RegisteringTwiceAtOnceRegistersOnce)
{
    const qint64 event = addEvent();
    const QList<ApiAnswer> answers = m_server.askTogether(
        QList<ApiRequest>(6, {"POST", "/attendances", registerFor(event), m_employee.token, {}}));

    EXPECT_EQ(countOf(answers, 201), 1);
    EXPECT_EQ(countOf(answers, 409), 5);
    for (const ApiAnswer &answer : answers) {
        EXPECT_TRUE(answer.status == 201 ||
                    answer.message() == u"Ya tienes una asistencia registrada para este evento")
            << answer.body.constData();
    }
}

TEST_F(MutationTest, ConfirmingTwiceAtOnceConfirmsOnceAndOpensOneEvaluation)
{
    const qint64 event = addEvent();
    const qint64 id = post("/attendances", registerFor(event), m_employee)
                          .object()
                          .value(QLatin1String("id"))
                          .toInteger();
    const QList<ApiAnswer> answers = m_server.askTogether(
        QList<ApiRequest>(6, {"PATCH",
                              "/attendances/" + QByteArray::number(id) + "/confirm",
                              {},
                              m_employee.token,
                              {}}));

    EXPECT_EQ(countOf(answers, 200), 1);
    EXPECT_EQ(countOf(answers, 409), 5);
    EXPECT_EQ(sql("select count(*) from evaluations"), 1);
}

TEST_F(MutationTest, AnEventForEveryoneRegistersEveryActiveEmployee)
{
    const qint64 event = addEvent(",\"registration\":\"EVERYONE\",\"isActive\":false");
    EXPECT_EQ(sql("select count(*) from attendances"), 0) << "not before it is active";

    ASSERT_EQ(patch("/events/" + QByteArray::number(event) + "/toggle-status", {}, m_admin).status,
              200);

    EXPECT_EQ(sql("select count(*) from attendances where event_id = $1", {event}), 2)
        << "the two employees, not the administrator and HR";
    const ApiAnswer tooSmall =
        post("/events",
             "{\"title\":\"Chico\",\"date\":\"" + isoFromNow(5) +
                 "\",\"duration\":60,\"registration\":\"EVERYONE\",\"maxAttendees\":1}",
             m_admin);
    EXPECT_EQ(tooSmall.status, 409);
}

TEST_F(MutationTest, AnEventSaysInWhichZoneItHappens)
{
    const QByteArray event = QByteArray::number(addEvent(",\"zone\":\"America/Lima\""));
    const auto zoneAfter = [&](const QByteArray &change) {
        const ApiAnswer answer = patch("/events/" + event, change, m_hr);
        EXPECT_EQ(answer.status, 200) << answer.body.constData();
        return answer.object().value(QLatin1String("zone"));
    };

    EXPECT_TRUE(
        get("/events/" + event, m_admin).body.contains(R"("revision":1,"zone":"America/Lima"})"));
    EXPECT_TRUE(get("/events", m_admin).body.endsWith(R"("zone":"America/Lima"}])"));
    EXPECT_EQ(zoneAfter(R"({"title":"Otro"})"), QJsonValue(u"America/Lima"_qs));
    EXPECT_EQ(zoneAfter(R"({"zone":" Asia/Calcutta "})"), QJsonValue(u"Asia/Calcutta"_qs));
    EXPECT_EQ(zoneAfter(R"({"zone":null})"), QJsonValue(QJsonValue::Null));
    EXPECT_EQ(zoneAfter(R"({"zone":"UTC"})"), QJsonValue(u"UTC"_qs));
    EXPECT_EQ(zoneAfter(R"({"zone":""})"), QJsonValue(QJsonValue::Null));
    const QByteArray silent = QByteArray::number(addEvent());
    EXPECT_TRUE(get("/events/" + silent, m_admin).body.endsWith(R"("zone":null})"));
}

TEST_F(MutationTest, AZoneThatNobodyKnowsIsRefused)
{
    const QByteArray event = QByteArray::number(addEvent(",\"zone\":\"America/Lima\""));
    for (const char *zone : {R"("Nowhere/Land")", R"("right/Europe/Madrid")", R"("/etc/localtime")",
                             R"("UTC-5")", R"("America/Lima'")", "5", "[]"}) {
        const ApiAnswer changed =
            patch("/events/" + event, QByteArray("{\"zone\":") + zone + "}", m_admin);
        const ApiAnswer made = post("/events",
                                    "{\"title\":\"Taller\",\"date\":\"" + isoFromNow(5) +
                                        "\",\"duration\":60,\"zone\":" + zone + "}",
                                    m_admin);
        for (const ApiAnswer &answer : {changed, made}) {
            EXPECT_EQ(answer.status, 400) << zone;
            EXPECT_TRUE(answer.body.contains("zone must be ")) << answer.body.constData();
        }
    }
    EXPECT_TRUE(
        patch("/events/" + event, R"({"zone":"Nowhere/Land"})", m_admin)
            .body.contains("zone must be the IANA name of a time zone, such as America/Lima"));
    // The database keeps out by itself what it could not count by.
    EXPECT_FALSE(m_server.database().runText("update events set zone = 'Nowhere/Land'"));
    EXPECT_EQ(sql("select count(*) from events where zone = 'America/Lima'"), 1);
}

TEST_F(MutationTest, AClientMayGiveTheUuid)
{
    const QByteArray uuid = uuidText();
    const QByteArray body = "{\"title\":\"Taller\",\"date\":\"" + isoFromNow(5) +
                            "\",\"duration\":60,\"uuid\":\"" + uuid + "\"}";

    const ApiAnswer first = post("/events", body, m_admin);
    const ApiAnswer again = post("/events", body, m_admin);

    EXPECT_EQ(first.object().value(QLatin1String("uuid")).toString().toLatin1(), uuid);
    EXPECT_EQ(again.status, 409) << again.body.constData();
}

TEST_F(MutationTest, AKeyIsForOnePassword)
{
    const auto create = [this](const QByteArray &password) {
        return post("/users",
                    "{\"name\":\"Nora Nueva\",\"email\":\"nora@empresa.com\",\"password\":\"" +
                        password + "\"}",
                    m_admin, {{"Idempotency-Key", "nora"}});
    };
    ASSERT_EQ(create("clave-larga").status, 201);

    EXPECT_EQ(create("otra-clave-larga").status, 422);
    EXPECT_EQ(create("clave-larga").headers.value("idempotency-replayed"), "true");
}

TEST_F(MutationTest, AnAdministratorIsLeft)
{
    const QByteArray admin = QByteArray::number(m_admin.id);
    const auto expectRefused = [](const ApiAnswer &answer) {
        EXPECT_EQ(answer.status, 409) << answer.body.constData();
        EXPECT_EQ(answer.message(), u"Debe quedar al menos un administrador activo");
    };

    expectRefused(patch("/users/" + admin, "{\"role\":\"EMPLEADO\"}", m_admin));
    expectRefused(patch("/users/" + admin, "{\"isActive\":false}", m_admin));
    expectRefused(patch("/employees/" + admin, "{\"isActive\":false}", m_admin));
    expectRefused(remove("/users/" + admin, m_admin));
    expectRefused(remove("/employees/" + admin, m_admin));
    EXPECT_EQ(patch("/users/" + admin, "{\"name\":\"Ana Otra\"}", m_admin).status, 200);

    const Person second = addPerson(u"Berta Bravo"_qs, u"berta@empresa.com"_qs, "ADMIN", "B-9");
    EXPECT_EQ(remove("/users/" + admin, second).status, 204);
    expectRefused(remove("/users/" + QByteArray::number(second.id), second));
}

TEST_F(MutationTest, TwoAdministratorsCannotResignAtOnce)
{
    const Person second = addPerson(u"Berta Bravo"_qs, u"berta@empresa.com"_qs, "ADMIN", "B-9");
    User ana;
    ana.id = UserId(m_admin.id);
    ana.role = Role::Admin;
    ana.isActive = true;
    auto resigning = m_server.database().begin();
    ASSERT_TRUE(resigning);
    ASSERT_TRUE(Server::keepAnAdministrator(m_server.database(), ana, Role::Employee, true));
    sql("update users set role = 'EMPLEADO' where id = $1 returning 1", {m_admin.id});

    QNetworkReply *const reply = m_server.begin({"PATCH",
                                                 "/users/" + QByteArray::number(second.id),
                                                 "{\"role\":\"EMPLEADO\"}",
                                                 second.token,
                                                 {}});
    m_server.waitUntilLocked(reply);
    ASSERT_TRUE(resigning->commit());

    EXPECT_EQ(m_server.finish(reply).status, 409);
    EXPECT_EQ(sql("select count(*) from users where role = 'ADMIN'"), 1);
}

TEST_F(MutationTest, ANewNameLeavesTheRestOfTheProfilesNameAsItWas)
{
    const QByteArray path = "/users/" + QByteArray::number(m_other.id);
    sql("with n as (update users set name = 'María José de la Cruz' where id = $1) update "
        "employees "
        "set first_name = 'María José', last_name = 'de la Cruz' where user_id = $1 returning 1",
        {m_other.id});
    const auto renamed = [&](const char *name) {
        EXPECT_EQ(patch(path, QByteArray("{\"name\":\"") + name + "\"}", m_admin).status, 200);
        const QJsonObject profile =
            get("/employees/" + QByteArray::number(m_other.id), m_hr).object();
        return QString(profile.value(QLatin1String("firstName")).toString() + u" | "_qs +
                       profile.value(QLatin1String("lastName")).toString());
    };

    EXPECT_EQ(renamed("María José de la Cruz Peña"), u"María José | de la Cruz Peña"_qs);
    EXPECT_EQ(renamed("Marijosé de la Cruz Peña"), u"Marijosé | de la Cruz Peña"_qs);
    EXPECT_EQ(renamed("Marijosé Ana de la Cruz Peña"), u"Marijosé Ana | de la Cruz Peña"_qs);
    sql("update employees set first_name = 'Ana María Luisa', last_name = 'Gil' where user_id = $1 "
        "returning 1",
        {m_other.id});
    EXPECT_EQ(renamed("Ana María Luisa  Gil"), u"Ana María Luisa | Gil"_qs);
    EXPECT_EQ(renamed("Ana María Luisa de Gil"), u"Ana María Luisa | de Gil"_qs);
    EXPECT_EQ(renamed("Eva Ruiz Soto"), u"Eva | Ruiz Soto"_qs);
}

// The keys that the grading screen of v2's web client sends.
TEST_F(MutationTest, GradesAsTheWebClientSaysIt)
{
    const qint64 event = addEvent();
    ASSERT_EQ(
        post("/attendances", "{\"eventId\":" + QByteArray::number(event) + "}", m_employee).status,
        201);
    ASSERT_EQ(patch("/attendances/1/confirm", {}, m_employee).status, 200);

    EXPECT_EQ(patch("/evaluations/1/grade", "{\"nota\":8.5}", m_hr).status, 400);
    const ApiAnswer graded =
        patch("/evaluations/1/grade", "{\"nota\":8,\"observaciones\":\"Buen trabajo\"}", m_hr);

    ASSERT_EQ(graded.status, 200) << graded.body.constData();
    EXPECT_EQ(graded.object().value(QLatin1String("score")).toInt(), 8);
    EXPECT_EQ(graded.object().value(QLatin1String("feedback")).toString(), u"Buen trabajo");
}
