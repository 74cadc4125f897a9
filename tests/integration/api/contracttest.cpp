// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "goldenfile.h"
#include "wire/checkincode.h"

#include <QDateTime>
#include <QRegularExpression>

using namespace EvalTrack;
using namespace EvalTrack::Test;

/// Each route of the contract as v2's clients see it, in a working day's order.
class ContractTest : public ApiFixture
{
protected:
    void expectGolden(const ApiAnswer &answer, const char *name)
    {
        EXPECT_TRUE(matchesGolden(answer, name));
    }
    [[nodiscard]] static qint64 idOf(const ApiAnswer &answer)
    {
        return answer.object().value(QLatin1String("id")).toInteger();
    }
    [[nodiscard]] static QByteArray at(const char *path, qint64 id, const char *rest = "")
    {
        return QByteArray(path) + '/' + QByteArray::number(id) + rest;
    }
};

TEST_F(ContractTest, HealthAndStatus)
{
    const Person nobody;

    expectGolden(get("/health", nobody), "health");
    expectGolden(get("/health/live", nobody), "health-live");
    expectGolden(get("/health/ready", nobody), "health-ready");
    expectGolden(get("/ready", nobody), "ready");
    expectGolden(get("/admin/status", m_admin), "admin-status");
    expectGolden(get("/admin/status", m_hr), "admin-status-forbidden");
    sql("insert into server_errors (uuid, at, request_id, trace_id, method, route, status, code, "
        "message, user_id) values (gen_random_uuid(), now(), 'door-7', "
        "'4bf92f3577b34da6a3ce929d0e0e4736', 'PATCH', '/events/:id', 500, 'Internal', "
        "'events.update: SQLSTATE 42P01', $1), (gen_random_uuid(), now() - interval '1 day', "
        "'door-8', '4bf92f3577b34da6a3ce929d0e0e4736', 'GET', '/events', 503, null, null, null)",
        {m_hr.id});
    expectGolden(get("/admin/errors", m_admin), "admin-errors");
    expectGolden(get("/admin/errors", m_hr), "admin-errors-forbidden");
    expectGolden(get("/users", nobody), "unauthorized");
    expectGolden(get("/nowhere", nobody), "unknown-path");
    ApiAnswer document = get("/openapi.json", nobody);
    document.body = QJsonDocument(QJsonArray::fromStringList(document.object().keys()))
                        .toJson(QJsonDocument::Compact);
    expectGolden(document, "openapi-keys");
}

TEST_F(ContractTest, Login)
{
    const Person nobody;

    const auto refreshToken = [](const ApiAnswer &answer) -> QByteArray {
        return "{\"refresh_token\":\"" +
               answer.object().value(QLatin1String("refresh_token")).toString().toLatin1() + "\"}";
    };
    const ApiAnswer signedIn =
        post("/auth/login", "{\"email\":\"ana@empresa.com\",\"password\":\"secreta-123\"}", nobody);
    expectGolden(signedIn, "auth-login");
    expectGolden(
        post("/auth/login", "{\"email\":\"ana@empresa.com\",\"password\":\"equivocada\"}", nobody),
        "auth-login-wrong");
    expectGolden(post("/auth/login",
                      "{\"email\":\"nobody@empresa.com\",\"password\":\"equivocada\"}", nobody),
                 "auth-login-wrong");
    expectGolden(post("/auth/login", "{}", nobody), "auth-login-empty");
    expectGolden(get("/auth/me", m_employee), "auth-me");
    const ApiAnswer refreshed = post("/auth/refresh", refreshToken(signedIn), nobody);
    expectGolden(refreshed, "auth-refresh");
    expectGolden(post("/auth/refresh", "{\"refresh_token\":\"other\"}", nobody),
                 "auth-refresh-wrong");
    expectGolden(post("/auth/logout", refreshToken(refreshed), nobody), "auth-logout");
    EXPECT_EQ(post("/auth/refresh", refreshToken(refreshed), nobody).status, 401);
}

TEST_F(ContractTest, Users)
{
    const QByteArray nuevo =
        "{\"name\":\"Nora "
        "Nueva\",\"email\":\"nora@empresa.com\",\"password\":\"clave-larga\",\"other\":1}";

    expectGolden(get("/users", m_hr), "users-list");
    expectGolden(get("/users?limit=2", m_hr), "users-page");
    expectGolden(get(at("/users", m_employee.id), m_employee), "users-get-own");
    expectGolden(get(at("/users", m_other.id), m_employee), "users-get-foreign");
    expectGolden(get("/users/999", m_admin), "users-get-missing");
    expectGolden(get("/users/abc", m_admin), "users-get-not-a-number");
    const ApiAnswer created = post("/users", nuevo, m_admin);
    expectGolden(created, "users-create");
    expectGolden(post("/users", nuevo, m_admin), "users-create-duplicate");
    expectGolden(post("/users",
                      "{\"name\":\"N\",\"email\":\"x\",\"password\":\"corta\",\"role\":\"JEFE\"}",
                      m_admin),
                 "users-create-invalid");
    expectGolden(patch(at("/users", idOf(created)),
                       "{\"name\":\"Nora "
                       "Núñez\",\"email\":\"\",\"password\":\"\",\"role\":\"RECURSOS_HUMANOS\"}",
                       m_admin),
                 "users-change");
    expectGolden(patch(at("/users", idOf(created)), "{\"email\":\"ana@empresa.com\"}", m_admin),
                 "users-change-duplicate");
    expectGolden(patch("/users/999", "{}", m_admin), "users-change-missing");
    expectGolden(remove(at("/users", idOf(created)), m_admin), "users-remove");
    expectGolden(remove(at("/users", idOf(created)), m_admin), "users-remove-missing");
    EXPECT_EQ(post("/users", nuevo, m_admin).status, 201) << "the e-mail is free again";
}

TEST_F(ContractTest, Devices)
{
    const ApiAnswer created = post(
        "/devices",
        R"({"name":"Puerta norte","site":"Sede central","doubleTapSeconds":45,"exitPin":"2468"})",
        m_admin);
    const qint64 device = idOf(ApiAnswer{
        200,
        QJsonDocument(created.object().value(QLatin1String("device")).toObject()).toJson(),
        {}});

    expectGolden(created, "devices-create");
    expectGolden(post("/devices", R"({"name":"P","exitPin":"12a","doubleTapSeconds":-1})", m_admin),
                 "devices-create-invalid");
    const ApiAnswer enrolled =
        enrol(created.object().value(QLatin1String("enrolmentCode")).toString());
    expectGolden(enrolled, "devices-enrol");
    expectGolden(enrol(QStringLiteral("00000-00000")), "devices-enrol-wrong");
    const Person station{
        0, enrolled.object().value(QLatin1String("access_token")).toString().toLatin1()};
    expectGolden(get("/devices/self", station), "devices-self");
    expectGolden(get("/devices", m_admin), "devices-page");
    expectGolden(get("/devices/999", m_admin), "devices-get-missing");
    expectGolden(
        patch(at("/devices", device), R"({"site":"Sede este","exitPin":"13579"})", m_admin),
        "devices-change");
    expectGolden(get(at("/devices", device), m_admin), "devices-get");
    expectGolden(post(at("/devices", device, "/code"), {}, m_admin), "devices-code");
    EXPECT_EQ(patch(at("/devices", device), R"({"isRevoked":true})", m_admin).status, 200);
    expectGolden(post(at("/devices", device, "/code"), {}, m_admin), "devices-code-revoked");
}

TEST_F(ContractTest, Events)
{
    const ApiAnswer created = post("/events",
                                   "{\"title\":\"Inducción\",\"date\":\"" + isoFromNow(600) +
                                       "\",\"duration\":90,\"description\":\"<b>Hola</"
                                       "b>\",\"preguntas\":[\"¿Qué aprendiste?\",\"¿Lo "
                                       "recomiendas?\"]}",
                                   m_admin);
    const qint64 event = idOf(created);

    expectGolden(created, "events-create");
    expectGolden(post("/events",
                      "{\"title\":\"\",\"date\":\"ayer\",\"duration\":5,\"maxAttendees\":0}",
                      m_admin),
                 "events-create-invalid");
    EXPECT_EQ(
        post("/attendances", "{\"eventId\":" + QByteArray::number(event) + "}", m_employee).status,
        201);
    EXPECT_EQ(
        post("/attendances", "{\"eventId\":" + QByteArray::number(event) + "}", m_other).status,
        201);
    expectGolden(get("/events", m_employee), "events-list");
    expectGolden(get(at("/events", event), m_admin), "events-get-admin");
    expectGolden(get(at("/events", event), m_employee), "events-get-own");
    expectGolden(
        patch(at("/events", event),
              "{\"location\":\"Sala 2\",\"maxAttendees\":30,\"preguntas\":[\"¿Qué mejorarías?\"]}",
              m_hr),
        "events-change");
    expectGolden(patch(at("/events", event, "/toggle-status"), {}, m_admin), "events-toggle");
    expectGolden(get(at("/events", event), m_hr), "events-get-inactive");
    expectGolden(get("/events", m_hr), "events-list-empty");
    expectGolden(get("/events/999", m_admin), "events-get-missing");
    expectGolden(patch("/events/999", "{}", m_admin), "events-get-missing");
    EXPECT_EQ(patch(at("/events", event, "/toggle-status"), {}, m_admin).status, 200);
    expectGolden(remove(at("/events", event), m_admin), "events-remove");
    EXPECT_EQ(sql("select count(*) from attendances where event_id = $1", {event}), 2)
        << "nothing is deleted with an event";
}

TEST_F(ContractTest, Attendances)
{
    const qint64 running = addEvent();
    const qint64 ahead = addEvent({}, 600);
    const qint64 over = addEvent({}, -600);
    const auto body = [](qint64 event) -> QByteArray {
        return "{\"eventId\":" + QByteArray::number(event) +
               ",\"notes\":\"Llego tarde\",\"userId\":1}";
    };
    const ApiAnswer created = post("/attendances", body(running), m_employee);
    const qint64 id = idOf(created);

    expectGolden(created, "attendances-create");
    expectGolden(post("/attendances", body(running), m_employee), "attendances-create-duplicate");
    expectGolden(post("/attendances", body(999), m_employee), "attendances-create-missing-event");
    expectGolden(get("/attendances?eventId=" + QByteArray::number(running), m_hr),
                 "attendances-list");
    expectGolden(get(at("/attendances", id), m_employee), "attendances-get");
    expectGolden(get(at("/attendances", id), m_other), "attendances-get-foreign");
    expectGolden(get("/attendances/999", m_hr), "attendances-get-missing");
    EXPECT_EQ(get("/attendances", m_other).body, "[]") << "an employee sees one's own";

    expectGolden(patch("/attendances/999/confirm", {}, m_employee), "attendances-get-missing");
    expectGolden(patch(at("/attendances", id, "/confirm"), {}, m_other),
                 "attendances-confirm-foreign");
    expectGolden(patch(at("/attendances", id, "/confirm"), {}, m_employee), "attendances-confirm");
    expectGolden(patch(at("/attendances", id, "/confirm"), {}, m_employee),
                 "attendances-confirm-again");
    const qint64 early = idOf(post("/attendances", body(ahead), m_employee));
    expectGolden(patch(at("/attendances", early, "/confirm"), {}, m_employee),
                 "attendances-confirm-early");
    const qint64 late = idOf(post("/attendances", body(over), m_employee));
    expectGolden(patch(at("/attendances", late, "/confirm"), {}, m_employee),
                 "attendances-confirm-late");

    expectGolden(
        patch(at("/attendances", early), "{\"status\":\"CONFIRMED\",\"notes\":null}", m_hr),
        "attendances-change");
    EXPECT_EQ(sql("select count(*) from evaluations where status = 'PENDING'"), 2)
        << "confirming opens the evaluation";
    expectGolden(get("/attendances/report", m_hr), "attendances-report");
    expectGolden(remove(at("/attendances", id), m_hr), "attendances-remove-evaluated");
    expectGolden(remove(at("/attendances", late), m_hr), "attendances-remove");
    expectGolden(remove(at("/attendances", late), m_hr), "attendances-remove-missing");
    EXPECT_EQ(patch(at("/events", running, "/toggle-status"), {}, m_admin).status, 200);
    expectGolden(post("/attendances", body(running), m_other), "attendances-create-inactive");
}

TEST_F(ContractTest, Evaluations)
{
    const qint64 event = addEvent(",\"preguntas\":[\"¿Qué aprendiste?\",\"¿Qué mejorarías?\"]");
    const QByteArray own = "{\"eventId\":" + QByteArray::number(event) + "}";
    expectGolden(post("/evaluations", own, m_employee), "evaluations-create-not-confirmed");
    expectGolden(post("/evaluations", "{\"eventId\":999}", m_employee),
                 "evaluations-create-missing-event");
    const qint64 attendance = idOf(post("/attendances", own, m_employee));
    ASSERT_EQ(patch(at("/attendances", attendance, "/confirm"), {}, m_employee).status, 200);
    const qint64 id = sql("select id from evaluations where event_id = $1", {event});

    expectGolden(post("/evaluations", own, m_employee), "evaluations-create-duplicate");
    expectGolden(get("/evaluations", m_employee), "evaluations-list");
    expectGolden(patch(at("/evaluations", id), "{\"feedback\":\"Muy útil\"}", m_employee),
                 "evaluations-comment");
    expectGolden(patch(at("/evaluations", id, "/answer"), "{}", m_employee),
                 "evaluations-answer-empty");
    expectGolden(patch(at("/evaluations", id, "/answer"), "{\"answers\":[]}", m_other),
                 "evaluations-foreign");
    expectGolden(patch(at("/evaluations", id, "/answer"),
                       "{\"answers\":[{\"questionId\":1,\"response\":\"Mucho\"},{\"questionId\":2,"
                       "\"response\":\"  \"}]}",
                       m_employee),
                 "evaluations-answer");
    EXPECT_EQ(sql("select count(*) from evaluations where status = 'PENDING'"), 1)
        << "a blank answer is none";
    expectGolden(patch(at("/evaluations", id, "/answer"),
                       "{\"answers\":[{\"questionId\":2,\"response\":\"Nada\"}]}", m_employee),
                 "evaluations-answer");
    expectGolden(get(at("/evaluations", id), m_employee), "evaluations-get");
    expectGolden(get(at("/evaluations", id), m_other), "evaluations-foreign");
    expectGolden(patch(at("/evaluations", id, "/grade"), "{\"score\":11}", m_hr),
                 "evaluations-grade-invalid");
    expectGolden(
        patch(at("/evaluations", id, "/grade"), "{\"score\":9,\"feedback\":\"Bien\"}", m_hr),
        "evaluations-grade");
    expectGolden(patch(at("/evaluations", id, "/grade"), "{\"score\":9}", m_hr),
                 "evaluations-grade-again");
    expectGolden(patch(at("/evaluations", id), "{\"feedback\":\"Otra\"}", m_employee),
                 "evaluations-comment-graded");
    expectGolden(get("/evaluations", m_hr), "evaluations-list-graded");
    expectGolden(get("/evaluations/report", m_hr), "evaluations-report");
    expectGolden(get("/evaluations/999", m_hr), "evaluations-get-missing");
    expectGolden(remove(at("/evaluations", id), m_admin), "evaluations-remove");
    expectGolden(remove(at("/evaluations", id), m_admin), "evaluations-remove-missing");
    expectGolden(post("/evaluations", own.chopped(1) + ",\"feedback\":\"Hola\"}", m_employee),
                 "evaluations-create");
    expectGolden(get(at("/events", event), m_employee), "events-get-evaluated");
}

TEST_F(ContractTest, SharedViews)
{
    expectGolden(post("/views",
                      R"({"list":"people","name":"Ingresos","roles":["RECURSOS_HUMANOS"],)"
                      R"("state":{"sorting":[{"name":"Name","descending":true}]}})",
                      m_hr),
                 "views-share");
    expectGolden(get("/views", m_hr), "views-list");
    expectGolden(post("/views", R"({"list":"people","name":"","roles":["ESTACION"]})", m_hr),
                 "views-share-invalid");
    expectGolden(remove("/views/1", m_hr), "views-withdraw");
    expectGolden(remove("/views/1", m_hr), "views-withdraw-missing");
}

TEST_F(ContractTest, Employees)
{
    const ApiAnswer created = post("/employees",
                                   "{\"firstName\":\"Nora\",\"lastName\":\"Nueva "
                                   "Paz\",\"nationalId\":\"V-77\",\"badgeCode\":\"B-77\","
                                   "\"departmentId\":2,\"managerId\":2,\"hireDate\":\"2026-01-31\","
                                   "\"contractUntil\":\"2027-01-30\",\"notes\":\" Renueva \"}",
                                   m_hr);

    expectGolden(created, "employees-create");
    expectGolden(post("/employees", "{\"firstName\":\"Otra\",\"badgeCode\":\"B-77\"}", m_hr),
                 "employees-create-duplicate");
    expectGolden(post("/employees", "{\"firstName\":\"Otra\",\"departmentId\":99}", m_hr),
                 "employees-create-no-department");
    expectGolden(patch(at("/employees", idOf(created)), "{\"leftOn\":\"2026-01-30\"}", m_hr),
                 "employees-change-left-early");
    expectGolden(get(at("/employees", idOf(created), "/pin"), m_hr), "employees-pin");
    expectGolden(get("/employees?search=nora%20nueva", m_hr), "employees-search");
    expectGolden(get("/employees?limit=1", m_hr), "employees-page");
    expectGolden(patch(at("/employees", m_employee.id),
                       "{\"phone\":\"0412\",\"jobTitle\":\"Jefa\"}", m_employee),
                 "employees-change-own");
    expectGolden(patch(at("/employees", m_employee.id), "{\"badgeCode\":\"B-9\"}", m_employee),
                 "employees-change-own-badge");
    expectGolden(remove(at("/employees", idOf(created)), m_hr), "employees-remove");
    expectGolden(get(at("/employees", idOf(created)), m_hr), "employees-get-inactive");
    expectGolden(get("/employees/999", m_hr), "employees-get-missing");
    expectGolden(get("/departments", m_employee), "departments-list");
}

TEST_F(ContractTest, Documents)
{
    const QByteArray documents = at("/employees", m_employee.id, "/documents");
    const ApiAnswer added = post(
        documents,
        R"({"kind":"CONTRACT","title":"Contrato","fileName":"c.pdf","content":"JVBERi0xLjcKaG9sYQ==","validUntil":"2027-01-31"})",
        m_hr);

    expectGolden(added, "documents-add");
    expectGolden(
        post(documents, R"({"kind":"NOTA","title":" ","fileName":"x","content":"?"})", m_hr),
        "documents-add-invalid");
    expectGolden(post(documents,
                      R"({"kind":"OTHER","title":"T","fileName":"x.pdf","content":"AAEC"})", m_hr),
                 "documents-add-unknown-type");
    expectGolden(get(documents, m_employee), "documents-list");
    expectGolden(get(at("/documents", idOf(added)), m_hr), "documents-get");
    expectGolden(get(at("/documents", idOf(added)), m_other), "documents-get-missing");
    expectGolden(
        patch(at("/documents", idOf(added)), R"({"title":"Anexo","validUntil":null})", m_hr),
        "documents-change");
    expectGolden(get(at("/employees", m_employee.id, "/history"), m_hr), "employees-history");
}

TEST_F(ContractTest, Departments)
{
    const ApiAnswer created =
        post("/departments", "{\"name\":\"Compras\",\"parentId\":2,\"headId\":2}", m_hr);

    expectGolden(created, "departments-create");
    expectGolden(post("/departments", "{\"name\":\"compras\"}", m_hr),
                 "departments-create-duplicate");
    expectGolden(post("/departments", "{\"name\":\"C\",\"parentId\":\"x\"}", m_hr),
                 "departments-create-invalid");
    expectGolden(get("/departments/1", m_hr), "departments-get");
    expectGolden(get("/departments/999", m_hr), "departments-get-missing");
    expectGolden(
        patch("/departments/2", "{\"parentId\":" + QByteArray::number(idOf(created)) + "}", m_hr),
        "departments-change-circle");
    expectGolden(patch(at("/departments", idOf(created)),
                       "{\"name\":\"Abastecimiento\",\"headId\":null}", m_hr),
                 "departments-change");
    expectGolden(get("/departments?limit=2", m_hr), "departments-list-page");
    expectGolden(remove("/departments/1", m_hr), "departments-remove-occupied");
    expectGolden(remove(at("/departments", idOf(created)), m_hr), "departments-remove");
}

TEST_F(ContractTest, Sync)
{
    const qint64 event = addEvent(",\"preguntas\":[\"¿Qué tal?\"]");
    ASSERT_EQ(
        post("/attendances", "{\"eventId\":" + QByteArray::number(event) + "}", m_employee).status,
        201);
    ASSERT_EQ(patch("/attendances/1/confirm", {}, m_employee).status, 200);

    const ApiAnswer copy = get("/sync/changes", m_employee);
    expectGolden(copy, "sync-copy");
    EXPECT_EQ(patch(at("/events", event, "/toggle-status"), {}, m_admin).status, 200);
    expectGolden(get("/sync/changes?cursor=" +
                         copy.object().value(QLatin1String("cursor")).toString().toLatin1(),
                     m_employee),
                 "sync-changes");
    expectGolden(get("/sync/changes?cursor=abc", m_employee), "sync-gone");
    expectGolden(post("/sync/captures", "{\"captures\":[]}", m_hr), "sync-captures-none");
    expectGolden(post("/sync/captures", "{\"captures\":[{\"captureId\":\"7\"}]}", m_hr),
                 "sync-captures-invalid");
    expectGolden(post("/sync/captures",
                      "{\"captures\":[{\"captureId\":\"" + uuidText() +
                          "\",\"eventId\":1,\"code\":\"B-4\",\"deviceId\":\"" + uuidText() +
                          "\",\"deviceSequence\":1,\"bootId\":\"" + uuidText() +
                          "\",\"capturedAt\":\"" + isoFromNow(0) +
                          "\",\"zone\":\"UTC\",\"monotonicMs\":1,\"method\":\"BADGE\"}]}",
                      m_hr),
                 "sync-captures");
}

TEST_F(ContractTest, Seats)
{
    const auto ask = [&](qint64 event, int lastSequence) {
        const auto rows =
            m_server.database().runText("select uuid from events where id = $1", {event});
        return post("/sync/seats",
                    "{\"eventUuid\":\"" + rows->at(0).uuid(0).toByteArray(QUuid::WithoutBraces) +
                        "\",\"deviceId\":\"" + uuidText() +
                        "\",\"held\":0,\"lastSequence\":" + QByteArray::number(lastSequence) + '}',
                    m_hr);
    };
    expectGolden(ask(addEvent(",\"maxAttendees\":8"), 0), "sync-seats");
    expectGolden(ask(addEvent(), 0), "sync-seats-no-limit");
    expectGolden(ask(addEvent(",\"maxAttendees\":8"), 1), "sync-seats-too-early");
}

TEST_F(ContractTest, CheckIn)
{
    const qint64 event = addEvent();
    const ApiAnswer answer = get(at("/events", event, "/check-in-key"), m_hr);
    expectGolden(answer, "events-check-in-key");
    const auto key = Wire::parseCheckInKey(answer.object());
    ASSERT_TRUE(key);
    const auto checkIn = [&](std::chrono::seconds fromNow) {
        const QString code = Wire::makeCheckInCode(
            key->event, Wire::checkInStepAt(key->serverTime + fromNow), key->key);
        return post("/attendances/check-in", "{\"code\":\"" + code.toUtf8() + "\"}", m_employee);
    };
    expectGolden(checkIn(std::chrono::seconds(0)), "attendances-check-in");
    expectGolden(checkIn(std::chrono::seconds(-60)), "attendances-check-in-expired");
    expectGolden(post("/attendances/check-in", "{\"code\":\"EVT1\"}", m_employee),
                 "attendances-check-in-no-code");
}

TEST_F(ContractTest, Reviews)
{
    const qint64 event = addEvent();
    const QByteArray device = uuidText();
    const QByteArray boot = uuidText();
    const auto capture = [&](int sequence, const QByteArray &code) -> QByteArray {
        const QByteArray uuid = uuidText();
        EXPECT_EQ(post("/sync/captures",
                       "{\"captures\":[{\"captureId\":\"" + uuid +
                           "\",\"eventId\":" + QByteArray::number(event) + ",\"code\":\"" + code +
                           "\",\"deviceId\":\"" + device +
                           "\",\"deviceSequence\":" + QByteArray::number(sequence) +
                           ",\"bootId\":\"" + boot + "\",\"capturedAt\":\"" + isoFromNow(-1) +
                           "\",\"zone\":\"UTC\",\"monotonicMs\":60000,\"method\":\"BADGE\","
                           "\"anchorAt\":\"" +
                           isoFromNow(-2) + "\",\"anchorUncertaintyMs\":20,\"anchorBootId\":\"" +
                           boot + "\",\"anchorMonotonicMs\":0}]}",
                       m_hr)
                      .status,
                  201);
        return uuid;
    };
    const QByteArray lost = capture(1, "LOST-1");

    expectGolden(get("/reviews", m_hr), "reviews-list");
    expectGolden(get("/reviews?state=new", m_hr), "reviews-unknown-state");
    expectGolden(get("/reviews", m_employee), "reviews-forbidden");
    expectGolden(post("/reviews/decisions",
                      "{\"decision\":\"ATTACH\",\"captureIds\":[\"" + lost +
                          "\"],\"userId\":" + QByteArray::number(m_other.id) + "}",
                      m_hr),
                 "reviews-decisions");
    expectGolden(get("/reviews?state=decided", m_hr), "reviews-decided");
    expectGolden(
        post("/attendances/1/corrections",
             "{\"attendedAt\":\"" + isoFromNow(-5) + "\",\"reason\":\"El lector estaba apagado\"}",
             m_hr),
        "attendances-correction");
    expectGolden(get("/attendances/1/explanation", m_other), "attendances-explanation");
    expectGolden(get("/attendances/1/explanation", m_employee),
                 "attendances-explanation-forbidden");
    expectGolden(post("/attendances/1/corrections", "{\"attendedAt\":null}", m_hr),
                 "attendances-correction-invalid");
}

TEST_F(ContractTest, Activity)
{
    const qint64 event = addEvent();
    ASSERT_EQ(
        post("/attendances", "{\"eventId\":" + QByteArray::number(event) + "}", m_employee).status,
        201);

    expectGolden(get("/activity?limit=2", m_admin), "activity");
    expectGolden(get("/activity?since=ayer", m_admin), "activity-invalid");
    expectGolden(get("/activity", m_hr), "activity-forbidden");
}

TEST_F(ContractTest, Imports)
{
    const QByteArray open = R"({"uuid":"0190a0b0-0000-7000-8000-000000000001","kind":"PEOPLE",)"
                            R"("fileName":"personas.csv"})";
    expectGolden(post("/imports", open, m_hr), "imports-open");
    EXPECT_EQ(post("/imports", open, m_hr).object().value("id"_L1).toInt(), 1) << "it is there";
    expectGolden(post("/imports", open, m_admin), "imports-open-of-another");
    expectGolden(post("/imports",
                      R"({"uuid":"0190a0b0-0000-7000-8000-000000000002",)"
                      R"("kind":"EVENTS","fileName":"eventos.csv"})",
                      m_hr),
                 "imports-open-forbidden");
    expectGolden(post("/imports/1/lines",
                      R"({"lines":[{"line":2,)"
                      R"("uuid":"0190a0b0-0000-7000-8000-00000000000a",)"
                      R"("fields":{"name":"A","email":"nobody"}}]})",
                      m_hr),
                 "imports-lines-invalid");
    EXPECT_EQ(post("/imports/1/lines",
                   R"({"lines":[{"line":2,"uuid":"0190a0b0-0000-7000-8000-00000000000a",)"
                   R"("fields":{"name":"Ana Importada","firstName":"Ana","lastName":"Importada",)"
                   R"("nationalId":"V-900001","department":"Laboratorio"}}]})",
                   m_hr)
                  .status,
              204);
    expectGolden(post("/imports/1/carry-out", "", m_hr), "imports-carry-out");
    expectGolden(get("/imports", m_hr), "imports-list");
    EXPECT_EQ(get("/employees?search=importada", m_hr).object().value("total"_L1).toInt(), 1);
    expectGolden(post("/imports/1/lines",
                      R"({"lines":[{"line":3,)"
                      R"("uuid":"0190a0b0-0000-7000-8000-00000000000b",)"
                      R"("fields":{"name":"Luis"}}]})",
                      m_hr),
                 "imports-lines-too-late");
    expectGolden(post("/imports/1/undo", "", m_hr), "imports-undo");
    EXPECT_EQ(get("/employees?search=importada", m_hr).object().value("total"_L1).toInt(), 0);
    expectGolden(post("/imports/99/undo", "", m_hr), "imports-undo-missing");
    expectGolden(get("/imports", m_employee), "imports-list-forbidden");
}

TEST_F(ContractTest, Dashboard)
{
    const qint64 over = addEvent({}, -600);
    ASSERT_EQ(
        post("/attendances", "{\"eventId\":" + QByteArray::number(over) + "}", m_employee).status,
        201);
    ASSERT_EQ(patch("/attendances/1", "{\"status\":\"CONFIRMED\"}", m_hr).status, 200);
    ASSERT_EQ(patch("/evaluations/1/grade", "{\"score\":8}", m_hr).status, 200);
    (void)addEvent({}, 60 * 24 * 3);
    // The month of the event is the calendar's, and not the contract's.
    sql("update events set date = now() - interval '50 hours' where id = $1 returning 1", {over});

    ApiAnswer hr = get("/dashboard?zone=UTC", m_hr);
    const QString month = QDateTime::currentDateTimeUtc().addSecs(-180'000).toString(u"yyyy-MM");
    hr.body.replace(QByteArray(month.toLatin1() + '"'), "<month>\"");
    expectGolden(hr, "dashboard-hr");
    expectGolden(get("/dashboard?zone=UTC", m_employee), "dashboard-employee");
    ApiAnswer admin = get("/dashboard?zone=Nowhere/Land", m_admin);
    admin.body.replace(QByteArray(month.toLatin1() + '"'), "<month>\"");
    // How much happened on which day, and in which months the events are, is the calendar's too.
    QString text = QString::fromUtf8(admin.body);
    for (const auto &[series, key] :
         {std::pair("activityByDay", "<day>"), std::pair("eventsByMonth", "<month>")}) {
        text.replace(
            QRegularExpression(QStringLiteral("\"%1\":\\[[^]]+]").arg(QLatin1StringView(series))),
            QStringLiteral("\"%1\":[{\"key\":\"%2\",\"label\":\"%2\",\"value\":1,\"id\":0}]")
                .arg(QLatin1StringView(series), QLatin1StringView(key)));
    }
    admin.body = text.toUtf8();
    expectGolden(admin, "dashboard-admin");
}
