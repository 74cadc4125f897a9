// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

/// Every key that any route reads, all set to the same value.
QByteArray allFieldsAs(const QByteArray &value)
{
    QByteArray body = "{";
    for (const char *key :
         {"name",     "email",     "password",     "role",         "isActive",     "firstName",
          "lastName", "phone",     "jobTitle",     "badgeCode",    "nationalId",   "birthDate",
          "hireDate", "managerId", "title",        "departmentId", "date",         "duration",
          "location", "type",      "preguntas",    "description",  "maxAttendees", "registration",
          "eventId",  "notes",     "status",       "feedback",     "score",        "answers",
          "captures", "uuid",      "refresh_token"}) {
        if (body.size() > 1) {
            body += ',';
        }
        body += '"' + QByteArray(key) + "\":" + value;
    }
    return body + '}';
}

} // namespace

class BadInputTest : public ApiFixture
{
protected:
    void SetUp() override
    {
        ApiFixture::SetUp();
        const qint64 event = addEvent();
        m_event = QByteArray::number(event);
        const ApiAnswer answer =
            post("/attendances", QByteArray("{\"eventId\":" + m_event + "}"), m_employee);
        const QByteArray attendance =
            QByteArray::number(answer.object().value(QLatin1String("id")).toInteger());
        ASSERT_EQ(patch("/attendances/" + attendance + "/confirm", {}, m_employee).status, 200);
        const QByteArray user = QByteArray::number(m_other.id);
        m_routes = {{"POST", "/auth/login", {}},
                    {"POST", "/auth/refresh", {}},
                    {"POST", "/auth/logout", {}},
                    {"POST", "/users", m_admin},
                    {"PATCH", "/users/" + user, m_admin},
                    {"POST", "/employees", m_hr},
                    {"PATCH", "/employees/" + user, m_hr},
                    {"POST", "/events", m_admin},
                    {"PATCH", "/events/" + m_event, m_hr},
                    {"POST", "/attendances", m_employee},
                    {"PATCH", "/attendances/" + attendance, m_hr},
                    {"POST", "/evaluations", m_employee},
                    {"PATCH", "/evaluations/1", m_employee},
                    {"PATCH", "/evaluations/1/answer", m_employee},
                    {"PATCH", "/evaluations/1/grade", m_hr},
                    {"POST", "/sync/captures", m_hr}};
    }

    struct Target
    {
        QByteArray verb;
        QByteArray path;
        Person caller;
    };

    QByteArray m_event;
    QList<Target> m_routes;
};

TEST_F(BadInputTest, NoRouteReadsWhatIsNoJsonObject)
{
    const QByteArray deep = QByteArray(5'000, '[') + QByteArray(5'000, ']');
    for (const Target &target : m_routes) {
        for (const QByteArray &body :
             {QByteArray("{"), QByteArray("nothing"), QByteArray("[]"), QByteArray("null"),
              QByteArray("{\"a\":1}}"), QByteArray("{\"name\":\"\xff\xfe\"}"), QByteArray(1, '\0'),
              QByteArray("{\"title\":\"a\\ud800b\"}"), QByteArray("{\"a\":" + deep + "}")}) {
            const ApiAnswer answer =
                m_server.ask({target.verb, target.path, body, target.caller.token, {}});

            EXPECT_EQ(answer.status, 400)
                << target.verb.constData() << ' ' << target.path.constData() << ' '
                << body.left(40).constData() << " → " << answer.body.constData();
        }
    }
}

TEST_F(BadInputTest, EveryRouteRefusesValuesOfTheWrongKind)
{
    const QByteArray tooLong = '"' + QByteArray(20'000, 'x') + '"';
    for (const Target &target : m_routes) {
        for (const QByteArray &value : {QByteArray("{}"), QByteArray("[{}]"), QByteArray("-1.5"),
                                        QByteArray("1e308"), QByteArray("99999999999999999999999"),
                                        QByteArray("\"\\u0000\""), tooLong, QByteArray("true")}) {
            const ApiAnswer answer = m_server.ask(
                {target.verb, target.path, allFieldsAs(value), target.caller.token, {}});

            EXPECT_EQ(answer.status, 400)
                << target.verb.constData() << ' ' << target.path.constData() << ' '
                << value.left(40).constData() << " → " << answer.body.left(300).constData();
            EXPECT_TRUE(answer.object().contains(QLatin1String("message")));
        }
    }
}

TEST_F(BadInputTest, TextIsTextWhateverItSays)
{
    const QByteArray hostile = "x'); drop table users; -- <script>alert(1)</script> \\u202e %s %n";
    const ApiAnswer created = post("/events",
                                   "{\"title\":\"" + hostile + "\",\"date\":\"" + isoFromNow(10) +
                                       "\",\"duration\":60,\"preguntas\":[\"" + hostile + "\"]}",
                                   m_admin);

    ASSERT_EQ(created.status, 201) << created.body.constData();
    EXPECT_TRUE(created.object()
                    .value(QLatin1String("title"))
                    .toString()
                    .startsWith(QLatin1String("x'); drop table users; -- <script>")));
    EXPECT_EQ(
        get("/employees?search=" + QUrl::toPercentEncoding(QStringLiteral("%' or 1=1 --")), m_hr)
            .object()
            .value(QLatin1String("total"))
            .toInt(),
        0);
}

TEST_F(BadInputTest, IdsAndParametersAreNumbersThatFit)
{
    for (const QByteArray &path :
         {QByteArray("/users/99999999999999999999"), QByteArray("/users/9223372036854775807"),
          QByteArray("/users/-1"), QByteArray("/events/1.5"), QByteArray("/attendances/0x10"),
          QByteArray("/evaluations/%00"), QByteArray("/attendances?eventId=abc"),
          QByteArray("/attendances?limit=0"), QByteArray("/attendances?limit=1001"),
          QByteArray("/attendances?limit=5&cursor=abc"),
          QByteArray("/users?limit=1&cursor=YXR0ZW5kYW5jZXMuMC4x"),
          QByteArray("/sync/changes?since=yesterday"), QByteArray("/sync/changes?limit=x")}) {
        const ApiAnswer answer = get(path, m_admin);

        EXPECT_TRUE(answer.status == 400 || answer.status == 404)
            << path.constData() << " → " << answer.status << answer.body.constData();
    }
    for (const QByteArray &id :
         {QByteArray("999999999"), QByteArray("99999999999"), QByteArray("9223372036854775807"),
          QByteArray("99999999999999999999")}) {
        for (const QByteArray &path :
             {QByteArray("/users/"), QByteArray("/employees/"), QByteArray("/events/"),
              QByteArray("/attendances/"), QByteArray("/evaluations/")}) {
            EXPECT_EQ(get(path + id, m_admin).status, 404) << path.constData() << id.constData();
        }
    }
}
