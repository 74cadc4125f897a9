// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "base/clock.h"
#include "controllers/routetable.h"
#include "http/changenotifier.h"
#include "observability/log.h"
#include "observability/metrics.h"
#include "security/accountcache.h"
#include "security/loginthrottle.h"
#include "security/passwordhasher.h"
#include "security/tokenissuer.h"

using namespace EvalTrack;
using namespace EvalTrack::Server;
using namespace EvalTrack::Test;

namespace {

class SilentNotifier final : public ChangeNotifier
{
public:
    void notify(MaySee /*maySee*/) override {}
};

/// The route table of the server under test, made over the test's own connection; its handlers are
/// not called.
RouteTable routesOf(Database &database)
{
    const SystemClock clock;
    QObject loop;
    AccountCache accounts(clock);
    PasswordHasher passwords({1, 1});
    const TokenIssuer tokens(QByteArray(48, 's'), std::chrono::seconds(60), clock);
    LoginThrottle throttle(clock);
    Metrics metrics;
    SilentNotifier changes;
    Log log(LogLevel::Off);
    LoopContext context{loop,  database, accounts, passwords, tokens, throttle, metrics, changes,
                        clock, log,      {},       {},        {},     {},       {}};
    RouteTable routes = buildRoutes(context);
    for (Route &route : routes) {
        route.handle = {};
    }
    return routes;
}

QByteArray verbName(Verb verb)
{
    return name(verb).toByteArray();
}

/// Whether a role passes the door of a route; what it may do with a record is the services' matter.
bool opens(const Access &access, std::optional<Role> role)
{
    if (std::holds_alternative<Public>(access)) {
        return true;
    }
    if (std::holds_alternative<Operator>(access)) {
        return true; // the tests come from loopback
    }
    if (!role) {
        return false;
    }
    const auto *permission = std::get_if<Permission>(&access);
    return permission == nullptr || roleHas(*role, *permission);
}

} // namespace

class PermissionTest : public ApiFixture
{};

TEST_F(PermissionTest, EveryRouteAndRoleAsTheTableSays)
{
    const RouteTable routes = routesOf(m_server.database());
    ASSERT_GT(routes.size(), 40);

    const std::pair<std::optional<Role>, Person> callers[] = {{std::nullopt, Person()},
                                                              {Role::Admin, m_admin},
                                                              {Role::HumanResources, m_hr},
                                                              {Role::Employee, m_employee},
                                                              {Role::Station, addStation().self}};
    for (const Route &route : routes) {
        for (const auto &[role, person] : callers) {
            QByteArray path = route.path;
            path.replace(":id", "999999");
            const bool hasBody = route.verb == Verb::Post || route.verb == Verb::Patch;
            const ApiAnswer answer = m_server.ask({verbName(route.verb),
                                                   path,
                                                   hasBody ? QByteArray("{}") : QByteArray(),
                                                   person.token,
                                                   {}});
            SCOPED_TRACE(QByteArray(verbName(route.verb) + ' ' + route.path + " as " +
                                    (role ? QByteArray::number(static_cast<int>(*role))
                                          : QByteArray("nobody")))
                             .constData());

            EXPECT_LT(answer.status, 500) << answer.body.constData();
            if (opens(route.access, role)) {
                EXPECT_NE(answer.status, 401) << answer.body.constData();
                const bool isObjectRule = std::holds_alternative<SignedIn>(route.access);
                EXPECT_TRUE(isObjectRule || answer.status != 403) << answer.body.constData();
            } else if (!role) {
                EXPECT_EQ(answer.body, "{\"message\":\"Unauthorized\",\"statusCode\":401}");
            } else {
                EXPECT_EQ(answer.body, "{\"message\":\"Forbidden "
                                       "resource\",\"error\":\"Forbidden\",\"statusCode\":403}");
            }
        }
    }
}

TEST_F(PermissionTest, AChangedRoleCountsFromTheNextRequest)
{
    ASSERT_EQ(get("/users", m_hr).status, 200);
    ASSERT_EQ(get("/admin/status", m_hr).status, 403);

    ASSERT_EQ(
        patch("/users/" + QByteArray::number(m_hr.id), "{\"role\":\"EMPLEADO\"}", m_admin).status,
        200);

    for (int i = 0; i < 6; ++i) { // whichever event loop answers
        EXPECT_EQ(get("/users", m_hr).status, 403);
    }
}

TEST_F(PermissionTest, ASwitchedOffAccountIsOut)
{
    ASSERT_EQ(
        patch("/users/" + QByteArray::number(m_other.id), "{\"isActive\":false}", m_admin).status,
        200);

    for (int i = 0; i < 6; ++i) {
        EXPECT_EQ(get("/auth/me", m_other).status, 401);
    }
    EXPECT_EQ(
        post("/auth/login", "{\"email\":\"omar@empresa.com\",\"password\":\"secreta-123\"}", {})
            .status,
        401);
}

TEST_F(PermissionTest, ANewPasswordEndsEverySession)
{
    const auto login = [this](const QByteArray &password) {
        return post("/auth/login",
                    "{\"email\":\"omar@empresa.com\",\"password\":\"" + password + "\"}", {});
    };
    const QByteArray refreshToken =
        login("secreta-123").object().value(QLatin1String("refresh_token")).toString().toLatin1();

    ASSERT_EQ(
        patch("/users/" + QByteArray::number(m_other.id), "{\"password\":\"otra-clave\"}", m_admin)
            .status,
        200);

    EXPECT_EQ(get("/auth/me", m_other).status, 401);
    EXPECT_EQ(post("/auth/refresh", "{\"refresh_token\":\"" + refreshToken + "\"}", {}).status,
              401);
    EXPECT_EQ(login("secreta-123").status, 401);
    EXPECT_EQ(login("otra-clave").status, 200);
}

TEST_F(PermissionTest, HrKeepsProfilesButNotTheAccountsOfOthersInCharge)
{
    const QByteArray admin = "/employees/" + QByteArray::number(m_admin.id);

    EXPECT_EQ(patch(admin, "{\"phone\":\"0212\"}", m_hr).status, 200);
    EXPECT_EQ(patch(admin, "{\"isActive\":false}", m_hr).status, 403);
    EXPECT_EQ(patch(admin, "{\"email\":\"mio@empresa.com\"}", m_hr).status, 403);
    EXPECT_EQ(
        patch("/employees/" + QByteArray::number(m_other.id), "{\"isActive\":false}", m_hr).status,
        200);
    EXPECT_EQ(
        patch("/employees/" + QByteArray::number(m_other.id), "{\"email\":\"\"}", m_hr).status, 400)
        << "Omar can sign in";
}

TEST_F(PermissionTest, AnEmployeeSeesOnlyOwnRecordsInAnEvent)
{
    const qint64 event = addEvent();
    const QByteArray body = "{\"eventId\":" + QByteArray::number(event) + "}";
    ASSERT_EQ(post("/attendances", body, m_employee).status, 201);
    ASSERT_EQ(post("/attendances", body, m_other).status, 201);

    const ApiAnswer answer = get("/events/" + QByteArray::number(event), m_employee);

    EXPECT_FALSE(answer.body.contains("omar@empresa.com"));
    EXPECT_EQ(
        get("/attendances?userId=" + QByteArray::number(m_other.id), m_employee).array().size(), 1)
        << "a filter does not widen what one sees";
}

TEST_F(PermissionTest, WhatHrKeepsForItselfIsToldToNobodyElse)
{
    const QByteArray own = "/employees/" + QByteArray::number(m_employee.id);
    ASSERT_EQ(patch(own,
                    "{\"contractUntil\":\"2031-07-08\",\"leftOn\":\"2030-09-10\",\"notes\":"
                    "\"reservado\"}",
                    m_hr)
                  .status,
              200);
    const auto tells = [](const ApiAnswer &answer) {
        EXPECT_EQ(answer.status / 100, 2) << answer.body.constData();
        return answer.body.contains("2031-07-08") || answer.body.contains("2030-09-10") ||
               answer.body.contains("reservado");
    };
    EXPECT_TRUE(tells(get(own, m_hr)));
    EXPECT_TRUE(tells(get(own, m_admin)));
    EXPECT_TRUE(tells(get("/sync/changes", m_hr)));

    EXPECT_FALSE(tells(get(own, m_employee)));
    EXPECT_FALSE(tells(patch(own, "{\"phone\":\"7\"}", m_employee)));
    const ApiAnswer copy = get("/sync/changes", m_employee);
    EXPECT_FALSE(tells(copy));
    const QByteArray cursor = copy.object().value(QLatin1String("cursor")).toString().toUtf8();
    ASSERT_EQ(patch(own, "{\"badgeCode\":\"B-707\"}", m_hr).status, 200);
    const ApiAnswer change = get("/sync/changes?cursor=" + cursor, m_employee);
    EXPECT_TRUE(change.body.contains("B-707"));
    EXPECT_FALSE(tells(change));
    const ApiAnswer stale = patch(own, "{\"phone\":\"8\"}", m_employee, {{"If-Match", "\"1\""}});
    EXPECT_EQ(stale.status, 412);
    EXPECT_FALSE(stale.body.contains("reservado"));
}

TEST_F(PermissionTest, EmployeesChangeFourDetailsOfTheirOwnProfile)
{
    const QByteArray own = "/employees/" + QByteArray::number(m_employee.id);
    const QByteArray other = "/employees/" + QByteArray::number(m_other.id);

    const ApiAnswer changed = patch(own,
                                    "{\"firstName\":\"Elena María\",\"lastName\":\"Espino\","
                                    "\"phone\":\"+58 212 5550101\",\"jobTitle\":\"Jefa\"}",
                                    m_employee);
    EXPECT_EQ(changed.status, 200) << changed.body.constData();
    EXPECT_EQ(changed.object().value(QLatin1String("name")).toString(), u"Elena María Espino");
    for (const char *field :
         {"\"email\":\"otra@empresa.com\"", "\"nationalId\":\"V-1\"", "\"badgeCode\":\"B-77\"",
          "\"birthDate\":\"1990-01-01\"", "\"departmentId\":2", "\"hireDate\":\"2020-01-01\"",
          "\"isActive\":false", "\"contractUntil\":\"2030-01-01\"", "\"leftOn\":\"2030-01-01\"",
          "\"notes\":\"x\""}) {
        const QByteArray body = QByteArray("{\"phone\":\"1\",") + field + '}';
        EXPECT_EQ(patch(own, body, m_employee).status, 403) << field;
    }
    EXPECT_EQ(patch(own, "{\"managerId\":" + QByteArray::number(m_hr.id) + "}", m_employee).status,
              403);
    EXPECT_EQ(patch(other, "{\"phone\":\"1\"}", m_employee).status, 403);
    EXPECT_EQ(get(own, m_hr).object().value(QLatin1String("phone")).toString(), u"+58 212 5550101");
}
