// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"
#include "testserver.h"

#include <gtest/gtest.h>

#include <QFile>

#include <memory>
#include <vector>

namespace EvalTrack::Test {
namespace {

using namespace std::chrono_literals;

Server::GuardLimits hastyLimits()
{
    Server::GuardLimits limits;
    limits.headerTime = 300ms;
    limits.bodyTime = 300ms;
    limits.idleTime = 500ms;
    limits.lingerTime = 300ms;
    return limits;
}

#ifdef Q_OS_LINUX
#ifdef EVALTRACK_SANITIZED
constexpr qint64 Flat =
    400 * 1024 * 1024; // AddressSanitizer holds freed memory back to find its use
#else
constexpr qint64 Flat = 32 * 1024 * 1024;
#endif

/// Resident memory of this process, server included, in bytes.
qint64 residentMemory()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}
#endif

TEST(GuardTest, RefusesAmbiguousFramingAndCloses)
{
    TestServer server;
    RawClient client(server.port());

    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: "
                "chunked\r\n\r\n0\r\n\r\n"
                "GET /constant HTTP/1.1\r\nHost: a\r\n\r\n");
    const RawResponse response = client.read();

    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(response.body, R"({"message":"Bad Request","error":"Bad Request","statusCode":400})");
    EXPECT_EQ(response.headers.value("connection"), "close");
    EXPECT_TRUE(client.isClosedByServer());
    EXPECT_EQ(server.records(), QStringList{QStringLiteral("guard 400")});
}

TEST(GuardTest, RefusesLongHeaders)
{
    TestServer server;
    RawClient client(server.port());

    const RawResponse response =
        client.ask(get("/constant", "X-A: " + QByteArray(40'000, 'a') + "\r\n"));

    EXPECT_EQ(response.status, 431);
    EXPECT_TRUE(client.isClosedByServer());
}

TEST(GuardTest, HoldsTheBodyLimitOfTheRoute)
{
    TestServer server;
    const QByteArray twoMegabytes(2 * 1024 * 1024, 'a');
    const QByteArray nineMegabytes(9 * 1024 * 1024, 'a');
    const QByteArray signedIn = "Authorization: Bearer token-1\r\n";

    EXPECT_EQ(RawClient(server.port()).ask(post("/echo", twoMegabytes)).status, 413);
    EXPECT_EQ(RawClient(server.port()).ask(post("/large", twoMegabytes, signedIn)).body, "2097152");
    EXPECT_EQ(RawClient(server.port()).ask(post("/large", twoMegabytes)).status, 413);
    EXPECT_EQ(RawClient(server.port()).ask(post("/large", nineMegabytes, signedIn)).status, 413);
    EXPECT_EQ(RawClient(server.port()).ask(post("/echo", QByteArray(1024 * 1024, 'a'))).status,
              200);
}

TEST(GuardTest, TellsAPageOfAnAllowedOriginWhyItRefused)
{
    TestServer server(hastyLimits());
    const QByteArray allowed = "Origin: http://localhost:5173\r\n";
    const QByteArray tooLong = "X-A: " + QByteArray(40'000, 'a') + "\r\n";
    const QByteArray twoMegabytes(2 * 1024 * 1024, 'a');

    const RawResponse refusedBody =
        RawClient(server.port()).ask(post("/echo", twoMegabytes, allowed));
    const RawResponse refusedHead =
        RawClient(server.port()).ask(get("/constant", allowed + tooLong));
    const RawResponse tooSlow =
        RawClient(server.port())
            .ask("POST /echo HTTP/1.1\r\nHost: a\r\n" + allowed + "Content-Length: 10\r\n\r\nabc");
    const RawResponse stranger =
        RawClient(server.port())
            .ask(post("/echo", twoMegabytes, "Origin: https://elsewhere.example\r\n"));
    const RawResponse unknown = RawClient(server.port()).ask(get("/constant", tooLong + allowed));

    EXPECT_EQ(refusedBody.status, 413);
    EXPECT_EQ(refusedHead.status, 431);
    EXPECT_EQ(tooSlow.status, 408);
    for (const RawResponse &refused : {refusedBody, refusedHead, tooSlow}) {
        EXPECT_EQ(refused.headers.value("access-control-allow-origin"), "http://localhost:5173");
        EXPECT_EQ(refused.headers.value("access-control-allow-credentials"), "true");
        EXPECT_EQ(refused.headers.value("vary"), "Origin");
    }
    EXPECT_EQ(stranger.status, 413);
    EXPECT_FALSE(stranger.headers.contains("access-control-allow-origin"));
    EXPECT_EQ(unknown.status, 431);
    EXPECT_FALSE(unknown.headers.contains("access-control-allow-origin")) << "not read so far";
}

TEST(GuardTest, AsksForTheBodyThatAClientHoldsBack)
{
    TestServer server;
    RawClient client(server.port());

    client.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    EXPECT_EQ(client.read().status, 100);
    EXPECT_EQ(client.ask("abc").body, "POST /echo\nabc");

    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: "
                "3000000\r\n\r\n");
    EXPECT_EQ(client.read().status, 413);
}

TEST(GuardTest, HonoursConnectionClose)
{
    TestServer server;
    RawClient client(server.port());

    const RawResponse response = client.ask(get("/constant", "Connection: close\r\n"));

    EXPECT_EQ(response.headers.value("connection"), "close");
    EXPECT_TRUE(client.isClosedByServer());
    RawClient old(server.port());
    EXPECT_EQ(old.ask("GET /constant HTTP/1.0\r\n\r\n").status, 200);
    EXPECT_TRUE(old.isClosedByServer());
}

TEST(GuardTest, TimesOutASlowHeadABodyAndAnIdleConnection)
{
    TestServer server(hastyLimits());
    RawClient head(server.port());
    RawClient body(server.port());
    RawClient idle(server.port());

    head.send("GET /constant HTTP/1.1\r\nHost: ");
    body.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");

    EXPECT_EQ(head.read().status, 408);
    EXPECT_TRUE(head.isClosedByServer());
    EXPECT_EQ(body.read().status, 408);
    EXPECT_TRUE(body.isClosedByServer());
    EXPECT_TRUE(idle.isClosedByServer());
}

TEST(GuardTest, GivesATrickledHeadNoMoreTime)
{
    TestServer server(hastyLimits());
    RawClient client(server.port());
    client.send("GET /constant HTTP/1.1\r\n");

    // A byte whenever 50 ms brought no answer: the deadline stands from the first byte on.
    for (int i = 0; i < 100 && !client.socket().waitForReadyRead(50); ++i) {
        client.send("X");
    }

    EXPECT_EQ(client.read().status, 408);
}

TEST(GuardTest, LimitsConnectionsPerAddress)
{
    Server::GuardLimits limits = hastyLimits();
    limits.connectionsPerAddress = 3;
    limits.idleTime = 30s;
    TestServer server(limits);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        ASSERT_EQ(clients.back()->ask(get("/constant")).status, 200);
    }

    RawClient tooMany(server.port());
    const RawResponse response = tooMany.read();

    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.headers.value("retry-after"), "5");
    EXPECT_EQ(clients.front()->ask(get("/constant")).status, 200);
}

TEST(GuardTest, CountsClosedConnectionsNoLonger)
{
    Server::GuardLimits limits = hastyLimits();
    limits.connectionsPerAddress = 2;
    TestServer server(limits);

    for (int i = 0; i < 20; ++i) {
        RawClient client(server.port());
        ASSERT_EQ(client.ask(get("/constant", "Connection: close\r\n")).status, 200) << i;
        ASSERT_TRUE(client.isClosedByServer());
        client.socket().disconnectFromHost();
        while (server.connections().count() > 1) {
            std::this_thread::yield();
        }
    }
}

TEST(GuardTest, HoldsBackAClientThatReadsNoAnswers)
{
    Server::GuardLimits limits;
    limits.idleTime = 700ms;
    TestServer server(limits);
    RawClient client(server.port());
    client.socket().setReadBufferSize(1024);

    client.socket().write(get("/stream?pieces=2000&size=100000").repeated(50));
    (void)client.socket().waitForBytesWritten(1000);
#ifdef Q_OS_LINUX
    const qint64 before = residentMemory();
    // Nothing is read for longer than the idle time; meanwhile the answers must not pile up.
    qint64 most = before;
    const auto end = std::chrono::steady_clock::now() + 500ms;
    while (std::chrono::steady_clock::now() < end) {
        most = std::max(most, residentMemory());
        std::this_thread::yield();
    }
    EXPECT_LT(most - before, Flat);
#endif
}

#ifdef Q_OS_LINUX
TEST(GuardTest, KeepsMemoryFlatUnderAHugeBodyAndSlowClients)
{
    TestServer server;
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 100; ++i) {
        slow.push_back(std::make_unique<RawClient>(server.port()));
        slow.back()->send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nabc");
    }
    const qint64 before = residentMemory();

    RawClient declared(server.port());
    declared.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n");
    RawClient chunked(server.port());
    chunked.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    const QByteArray piece = "100000\r\n" + QByteArray(1024 * 1024, 'a') + "\r\n";
    qint64 most = before;
    // Each is refused in its own time; what is refused is closed and takes no more.
    for (QTcpSocket *socket : {&declared.socket(), &chunked.socket()}) {
        for (int i = 0; i < 1000 && socket->state() == QAbstractSocket::ConnectedState; ++i) {
            socket->write(piece);
            if (!socket->waitForBytesWritten(2000)) {
                break;
            }
            most = std::max(most, residentMemory());
        }
    }

    EXPECT_LT(most - before, Flat);
    EXPECT_EQ(RawClient(server.port()).ask(get("/constant")).status, 200);
}
#endif

} // namespace
} // namespace EvalTrack::Test
