// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"
#include "testserver.h"

#include <gtest/gtest.h>

namespace EvalTrack::Test {
namespace {

class AnswerTest : public testing::Test
{
protected:
    TestServer server;
    RawClient client{server.port()};
};

TEST_F(AnswerTest, CarriesTheCommonHeaders)
{
    const RawResponse response = client.ask(get("/constant"));

    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, R"({"a":1})");
    EXPECT_EQ(response.headers.value("content-type"), "application/json; charset=utf-8");
    EXPECT_EQ(response.headers.value("x-content-type-options"), "nosniff");
    EXPECT_TRUE(response.headers.value("date").endsWith("GMT"));
    EXPECT_FALSE(response.headers.value("x-request-id").isEmpty());
}

TEST_F(AnswerTest, KeepsAUsableRequestIdAndReplacesAnother)
{
    EXPECT_EQ(client.ask(get("/constant", "X-Request-Id: abc-1\r\n")).headers.value("x-request-id"),
              "abc-1");
    EXPECT_NE(client.ask(get("/constant", "X-Request-Id: a\"b\r\n")).headers.value("x-request-id"),
              "a\"b");
}

TEST_F(AnswerTest, KnowsTheClientOfATrustedProxyOnly)
{
    const auto trusted = Server::TrustedProxies::fromText(QStringLiteral("127.0.0.0/8"));
    ASSERT_TRUE(trusted);
    TestServer behindProxy({}, 1, {}, *trusted);
    RawClient proxy(behindProxy.port());
    const QByteArray forwarded = "X-Forwarded-For: 198.51.100.1, 203.0.113.9\r\n";

    EXPECT_EQ(proxy.ask(get("/client", forwarded)).body, "203.0.113.9");
    EXPECT_EQ(proxy.ask(get("/client")).body, "127.0.0.1");
    EXPECT_EQ(client.ask(get("/client", forwarded)).body, "127.0.0.1");
}

TEST_F(AnswerTest, GivesAWeakTagAndHonoursIt)
{
    const QByteArray tag = client.ask(get("/constant")).headers.value("etag");
    ASSERT_TRUE(tag.startsWith("W/\""));

    const RawResponse same =
        client.ask(get("/constant", "If-None-Match: \"other\", " + tag + "\r\n"));
    const RawResponse other = client.ask(get("/constant", "If-None-Match: \"other\"\r\n"));

    EXPECT_EQ(same.status, 304);
    EXPECT_TRUE(same.body.isEmpty());
    EXPECT_EQ(same.headers.value("etag"), tag);
    EXPECT_EQ(other.status, 200);
    EXPECT_FALSE(client.ask(post("/echo", "x")).headers.contains("etag"));
}

TEST_F(AnswerTest, LeavesTheBodyOutForHead)
{
    client.send("HEAD /constant HTTP/1.1\r\nHost: a\r\n\r\n" + get("/echo"));
    const RawResponse head = client.read(true);
    const RawResponse next = client.read();

    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.headers.value("content-length"), "7");
    EXPECT_EQ(next.body, "GET /echo\n");
}

TEST_F(AnswerTest, HasNoBodyAndNoLengthFor204)
{
    client.send("DELETE /things/4 HTTP/1.1\r\nHost: a\r\n\r\n");
    const RawResponse response = client.read();

    EXPECT_EQ(response.status, 204);
    EXPECT_FALSE(response.headers.contains("content-length"));
    EXPECT_EQ(client.ask(get("/constant")).status, 200);
}

TEST_F(AnswerTest, DecodesTheQuery)
{
    const RawResponse response = client.ask(get("/echo?q=jos%C3%A9+n%2B&empty=&flag&q=2"));

    EXPECT_EQ(response.body, "GET /echo\nq=jos\xC3\xA9 n+\nempty=\nflag=\nq=2\n");
}

TEST_F(AnswerTest, SpeaksAsNestForUnknownPathsVerbsAndIds)
{
    EXPECT_EQ(client.ask(get("/nowhere")).body,
              R"({"message":"Cannot GET /nowhere","error":"Not Found","statusCode":404})");
    EXPECT_EQ(client.ask(post("/constant", "")).body,
              R"({"message":"Cannot POST /constant","error":"Not Found","statusCode":404})");
    const RawResponse badId = client.ask(get("/things/abc"));
    EXPECT_EQ(badId.status, 400);
    EXPECT_TRUE(badId.body.contains("Validation failed (numeric string is expected)"));
    EXPECT_EQ(client.ask(get("/private")).body, R"({"message":"Unauthorized","statusCode":401})");
}

TEST_F(AnswerTest, IsNotStoredWhenItIsPersonal)
{
    EXPECT_EQ(client.ask(get("/private", "Authorization: Bearer token-1\r\n"))
                  .headers.value("cache-control"),
              "private, no-store");
    EXPECT_EQ(client.ask(get("/constant")).headers.value("cache-control"), "no-cache");
}

TEST_F(AnswerTest, TellsPagesOfKnownOriginsOnly)
{
    const RawResponse known = client.ask(get("/constant", "Origin: http://localhost:5173\r\n"));
    const RawResponse unknown = client.ask(get("/constant", "Origin: http://evil.example\r\n"));

    EXPECT_EQ(known.headers.value("access-control-allow-origin"), "http://localhost:5173");
    EXPECT_EQ(known.headers.value("access-control-allow-credentials"), "true");
    EXPECT_TRUE(known.headers.value("access-control-expose-headers").contains("ETag"));
    EXPECT_EQ(known.headers.value("vary"), "Origin");
    EXPECT_FALSE(unknown.headers.contains("access-control-allow-origin"));
    EXPECT_EQ(unknown.headers.value("vary"), "Origin");
}

TEST_F(AnswerTest, AnswersAPreflight)
{
    client.send("OPTIONS /users/1 HTTP/1.1\r\nHost: a\r\nOrigin: http://localhost:5173\r\n"
                "Access-Control-Request-Method: PATCH\r\n\r\n");
    const RawResponse response = client.read();

    EXPECT_EQ(response.status, 204);
    EXPECT_EQ(response.headers.value("access-control-allow-methods"),
              "GET,POST,PUT,PATCH,DELETE,OPTIONS");
    for (const char *name :
         {"Content-Type", "Authorization", "Accept", "Idempotency-Key", "If-Match"}) {
        EXPECT_TRUE(response.headers.value("access-control-allow-headers").contains(name)) << name;
    }
    EXPECT_EQ(response.headers.value("access-control-allow-origin"), "http://localhost:5173");
}

TEST_F(AnswerTest, ErrorsReachPagesToo)
{
    const RawResponse response = client.ask(get("/private", "Origin: http://localhost:5173\r\n"));

    EXPECT_EQ(response.status, 401);
    EXPECT_EQ(response.headers.value("access-control-allow-origin"), "http://localhost:5173");
}

TEST_F(AnswerTest, CatchesWhatAHandlerThrows)
{
    const RawResponse response = client.ask(get("/throws"));

    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(response.body, R"({"message":"Internal server error","statusCode":500})");
    EXPECT_EQ(client.ask(get("/constant")).status, 200);
}

TEST_F(AnswerTest, AnswersForAHandlerThatForgot)
{
    EXPECT_EQ(client.ask(get("/dropped")).status, 500);
    EXPECT_EQ(client.ask(get("/constant")).status, 200);
}

TEST_F(AnswerTest, KeepsTheOrderOfPipelinedRequests)
{
    client.send(get("/later?ms=80&text=first") + get("/constant") + get("/later?ms=1&text=third") +
                get("/things/4"));

    EXPECT_EQ(client.read().body, "first");
    EXPECT_EQ(client.read().body, R"({"a":1})");
    EXPECT_EQ(client.read().body, "third");
    EXPECT_EQ(client.read().body, "4");
}

TEST_F(AnswerTest, ServesALongPipeline)
{
    QByteArray requests;
    for (int i = 0; i < 500; ++i) {
        requests += get("/things/" + QByteArray::number(i));
    }
    client.send(requests);

    for (int i = 0; i < 500; ++i) {
        ASSERT_EQ(client.read().body, QByteArray::number(i));
    }
}

TEST_F(AnswerTest, StreamsLongBodiesInChunksAndShortOnesWhole)
{
    const RawResponse longBody = client.ask(get("/stream?pieces=100&size=100000"));
    const RawResponse shortBody = client.ask(get("/stream?pieces=3&size=10"));
    const RawResponse empty = client.ask(get("/stream?pieces=0&size=10"));

    EXPECT_TRUE(longBody.isComplete);
    EXPECT_EQ(longBody.body.size(), 10'000'000);
    EXPECT_EQ(longBody.headers.value("transfer-encoding"), "chunked");
    EXPECT_EQ(shortBody.headers.value("content-length"), "30");
    EXPECT_TRUE(shortBody.headers.contains("etag"));
    EXPECT_EQ(empty.headers.value("content-length"), "0");
}

TEST_F(AnswerTest, EndsAStreamToHttp10WithTheConnection)
{
    client.send("GET /stream?pieces=10&size=100000 HTTP/1.0\r\n\r\n");
    const RawResponse response = client.read();

    EXPECT_EQ(response.body.size(), 1'000'000);
    EXPECT_FALSE(response.headers.contains("transfer-encoding"));
}

TEST_F(AnswerTest, BreaksAStreamOffThatFails)
{
    const RawResponse late = client.ask(get("/stream?pieces=10&size=100000&fails=1"));
    RawClient other(server.port());
    const RawResponse early = other.ask(get("/stream?pieces=0&size=1&fails=1"));

    EXPECT_FALSE(late.isComplete);
    EXPECT_EQ(early.status, 503);
}

TEST_F(AnswerTest, IsRecordedByRouteTemplate)
{
    (void)client.ask(get("/things/7"));
    (void)client.ask(get("/nowhere/at/all"));

    EXPECT_EQ(server.records(),
              QStringList({QStringLiteral("/things/:id 200"), QStringLiteral("unmatched 404")}));
}

TEST_F(AnswerTest, ComesFromEveryLoopOnOnePort)
{
    TestServer several({}, 2);
    for (int i = 0; i < 20; ++i) {
        RawClient one(several.port());
        ASSERT_EQ(one.ask(get("/constant")).status, 200);
    }
}

TEST_F(AnswerTest, UnderWayIsFinishedWhenTheServerStops)
{
    client.send(get("/later?ms=200&text=done"));
    ASSERT_FALSE(client.socket().waitForReadyRead(50));
    server.stop();

    EXPECT_EQ(client.read().body, "done");
}

} // namespace
} // namespace EvalTrack::Test
