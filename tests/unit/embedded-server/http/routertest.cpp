// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/router.h"

#include <gtest/gtest.h>

namespace EvalTrack::Server {
namespace {

Reply nothing(const Request &)
{
    return noContent();
}

Result<Caller> authenticate(const QByteArray &authorization)
{
    Caller caller;
    caller.id = UserId(1);
    if (authorization == "Bearer admin") {
        caller.role = Role::Admin;
        return caller;
    }
    if (authorization == "Bearer employee") {
        return caller;
    }
    return failure(ErrorCode::Unauthorized);
}

RouteTable routes()
{
    return {
        {Verb::Get, "/users", Permission::ViewPeople, nothing, "List", DefaultBodyLimit},
        {Verb::Get, "/users/:id", SignedIn{}, nothing, "One", DefaultBodyLimit},
        {Verb::Patch, "/users/:id", Permission::ManageAccounts, nothing, "Change",
         DefaultBodyLimit},
        {Verb::Get, "/attendances/:id", SignedIn{}, nothing, "One", DefaultBodyLimit},
        {Verb::Get, "/attendances/report", SignedIn{}, nothing, "Report", DefaultBodyLimit},
        {Verb::Get, "/things/:name", Public{}, nothing, "Thing", DefaultBodyLimit},
        {Verb::Get, "/health", Public{}, nothing, "Health", DefaultBodyLimit},
        {Verb::Post, "/sync/captures", SignedIn{}, nothing, "Captures", LargeBodyLimit},
        {Verb::Get, "/metrics", Operator{}, nothing, "Metrics", DefaultBodyLimit},
    };
}

class RouterTest : public testing::Test
{
protected:
    Router router{routes(), authenticate, QByteArrayLiteral("operator-token")};

    [[nodiscard]] QByteArray found(Verb verb, const char *path) const
    {
        const auto match = router.match(verb, path);
        return match ? QByteArray(match->route->path) : QByteArray("none");
    }

    [[nodiscard]] Result<void>
    admit(Verb verb, const QByteArray &path, const QByteArray &authorization,
          const QHostAddress &peer = QHostAddress(QStringLiteral("192.0.2.1"))) const
    {
        Request request;
        request.client = peer;
        request.headers = {{"authorization", authorization}};
        return router.admit(*router.match(verb, path), request);
    }
};

TEST_F(RouterTest, FindsRoutesByVerbAndTemplate)
{
    EXPECT_EQ(found(Verb::Get, "/users"), "/users");
    EXPECT_EQ(found(Verb::Get, "/users/"), "/users");
    EXPECT_EQ(found(Verb::Get, "/users/12"), "/users/:id");
    EXPECT_EQ(found(Verb::Head, "/users/12"), "/users/:id");
    EXPECT_EQ(found(Verb::Delete, "/users/12"), "none");
    EXPECT_EQ(found(Verb::Get, "/users/12/x"), "none");
    EXPECT_EQ(found(Verb::Get, "/users//"), "none");
    EXPECT_EQ(found(Verb::Get, "/"), "none");
    EXPECT_EQ(found(Verb::Get, "/a/b/c/d/e/f/g/h/i/j/k"), "none");
}

TEST_F(RouterTest, PrefersLiteralSegments)
{
    EXPECT_EQ(found(Verb::Get, "/attendances/report"), "/attendances/report");
    EXPECT_EQ(found(Verb::Get, "/attendances/5"), "/attendances/:id");
}

TEST_F(RouterTest, DecodesParameters)
{
    const auto match = router.match(Verb::Get, "/things/a%20%C3%B1");

    ASSERT_TRUE(match);
    EXPECT_EQ(match->parameters.first().second, "a \xC3\xB1");
}

TEST_F(RouterTest, AdmitsByAccess)
{
    const auto codeOf = [](const Result<void> &result) {
        return result ? QString() : toString(result.error().code);
    };

    EXPECT_EQ(codeOf(admit(Verb::Get, "/health", "")), QString());
    EXPECT_EQ(codeOf(admit(Verb::Get, "/users", "")), QStringLiteral("Unauthorized"));
    EXPECT_EQ(codeOf(admit(Verb::Get, "/users", "Bearer employee")), QStringLiteral("Forbidden"));
    EXPECT_EQ(codeOf(admit(Verb::Get, "/users", "Bearer admin")), QString());
    EXPECT_EQ(codeOf(admit(Verb::Get, "/users/1", "Bearer employee")), QString());
}

TEST_F(RouterTest, ChecksTheIdAfterTheCaller)
{
    EXPECT_EQ(admit(Verb::Patch, "/users/x", "").error().code, ErrorCode::Unauthorized);
    EXPECT_EQ(admit(Verb::Patch, "/users/x", "Bearer employee").error().code, ErrorCode::Forbidden);
    for (const char *id : {"x", "1x", "1.5", "%201", "1e3", "0x1", "-"}) {
        const auto refused = admit(Verb::Patch, QByteArray("/users/") + id, "Bearer admin");
        ASSERT_FALSE(refused) << id;
        EXPECT_EQ(refused.error().code, ErrorCode::BadRequest);
        EXPECT_EQ(refused.error().detail,
                  QStringLiteral("Validation failed (numeric string is expected)"));
    }
    // Numbers that no id can be are ids of nothing: the service says 404.
    for (const char *id : {"-5", "99999999999", "99999999999999999999"}) {
        EXPECT_TRUE(admit(Verb::Patch, QByteArray("/users/") + id, "Bearer admin")) << id;
    }
}

TEST_F(RouterTest, LetsOperatorsInByLoopbackOrToken)
{
    const QHostAddress loopback(QHostAddress::LocalHost);

    EXPECT_TRUE(admit(Verb::Get, "/metrics", "", loopback));
    EXPECT_TRUE(admit(Verb::Get, "/metrics", "Bearer operator-token"));
    EXPECT_FALSE(admit(Verb::Get, "/metrics", "Bearer operator-tokem"));
    EXPECT_FALSE(admit(Verb::Get, "/metrics", "Bearer admin"));
    Request forwarded;
    forwarded.client = loopback;
    forwarded.headers = {{"x-forwarded-for", "203.0.113.9"}};
    EXPECT_FALSE(router.admit(*router.match(Verb::Get, "/metrics"), forwarded));
}

TEST_F(RouterTest, TakesLargeBodiesOnlyFromCallersItKnows)
{
    EXPECT_EQ(router.bodyLimit(Verb::Post, "/sync/captures", "Bearer employee"), LargeBodyLimit);
    EXPECT_EQ(router.bodyLimit(Verb::Post, "/sync/captures", ""), DefaultBodyLimit);
    EXPECT_EQ(router.bodyLimit(Verb::Post, "/nowhere", "Bearer employee"), DefaultBodyLimit);
}

} // namespace
} // namespace EvalTrack::Server
