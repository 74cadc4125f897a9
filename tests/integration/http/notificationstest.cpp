// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"
#include "testserver.h"

#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QNetworkRequest>
#include <QUrl>
#include <QWebSocket>

namespace EvalTrack::Test {
namespace {

using namespace std::chrono_literals;

class NotificationsTest : public testing::Test
{
protected:
    static Server::LoopNotifications::Limits hastyLimits()
    {
        Server::LoopNotifications::Limits limits;
        limits.pingInterval = 100ms;
        limits.gatherTime = 10ms;
        limits.clientsPerAccount = 2;
        return limits;
    }

    [[nodiscard]] QUrl url(const QString &query = {}) const
    {
        return QUrl(
            QStringLiteral("ws://127.0.0.1:%1/notifications%2").arg(server.port()).arg(query));
    }

    void open(QWebSocket &socket, const QByteArray &token)
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString &text) { messages.append(text); });
        QNetworkRequest request(url());
        request.setRawHeader("Authorization", "Bearer " + token);
        socket.open(request);
        ASSERT_TRUE(
            waitFor([&socket] { return socket.state() == QAbstractSocket::ConnectedState; }));
    }

    QStringList messages;
    TestServer server{{}, 1, hastyLimits()};
};

TEST_F(NotificationsTest, TellThoseWhoMaySeeAChange)
{
    QWebSocket mine;
    QWebSocket other;
    QStringList othersMessages;
    open(mine, "token-1");
    open(other, "token-2");
    QObject::connect(&other, &QWebSocket::textMessageReceived, &other,
                     [&othersMessages](const QString &text) { othersMessages.append(text); });

    server.hub().notify([](const Server::Caller &caller) { return caller.id == UserId(2); });

    ASSERT_TRUE(waitFor([&othersMessages] { return !othersMessages.isEmpty(); }));
    EXPECT_EQ(othersMessages.first(), QStringLiteral(R"({"type":"changed"})"));
    EXPECT_EQ(messages.size(),
              1); // the recorder of open() hears the other socket too, and only that one
}

TEST_F(NotificationsTest, TakeTheTokenFromTheAddressOrTheProtocol)
{
    QWebSocket byQuery(QStringLiteral("http://localhost:5173"));
    byQuery.open(url(QStringLiteral("?access_token=token-1")));
    EXPECT_TRUE(waitFor([&byQuery] { return byQuery.state() == QAbstractSocket::ConnectedState; }));

    QWebSocket byProtocol;
    QNetworkRequest request(url());
    request.setRawHeader("Sec-WebSocket-Protocol", "bearer, token-1");
    byProtocol.open(request);
    EXPECT_TRUE(
        waitFor([&byProtocol] { return byProtocol.state() == QAbstractSocket::ConnectedState; }));
}

TEST_F(NotificationsTest, RefuseAStrangerAndAStrangePage)
{
    const QByteArray handshake =
        "GET /notifications HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    EXPECT_EQ(RawClient(server.port()).ask(handshake + "\r\n").status, 401);
    EXPECT_EQ(
        RawClient(server.port()).ask(handshake + "Authorization: Bearer wrong\r\n\r\n").status,
        401);
    EXPECT_EQ(
        RawClient(server.port())
            .ask(handshake + "Authorization: Bearer token-1\r\nOrigin: http://evil.example\r\n\r\n")
            .status,
        403);
    EXPECT_EQ(RawClient(server.port())
                  .ask(handshake +
                       "Authorization: Bearer token-1\r\nOrigin: http://localhost:5173\r\n\r\n")
                  .status,
              101);
}

TEST_F(NotificationsTest, AreLimitedPerAccount)
{
    QWebSocket one;
    QWebSocket two;
    open(one, "token-1");
    open(two, "token-1");

    RawClient third(server.port());
    const RawResponse response = third.ask(
        get("/notifications",
            "Connection: Upgrade\r\nUpgrade: websocket\r\nAuthorization: Bearer token-1\r\n"));

    EXPECT_EQ(response.status, 429);
}

TEST_F(NotificationsTest, EndWhenTheAccountIsSwitchedOff)
{
    QWebSocket socket;
    open(socket, "token-7");

    server.switchOff(7);

    ASSERT_TRUE(waitFor([&socket] { return socket.state() == QAbstractSocket::UnconnectedState; }));
    EXPECT_EQ(static_cast<int>(socket.closeCode()), 4401);
}

TEST_F(NotificationsTest, PingTheirClients)
{
    QWebSocket socket;
    open(socket, "token-1");
    bool hasPong = false;
    QObject::connect(&socket, &QWebSocket::pong, &socket, [&hasPong] { hasPong = true; });

    socket.ping();

    ASSERT_TRUE(waitFor([&hasPong] { return hasPong; }));
    const auto end = std::chrono::steady_clock::now() + 500ms;
    EXPECT_TRUE(waitFor([end] { return std::chrono::steady_clock::now() > end; }));
    EXPECT_EQ(socket.state(), QAbstractSocket::ConnectedState);
}

TEST_F(NotificationsTest, EndWhenTheServerStops)
{
    QWebSocket socket;
    open(socket, "token-1");

    server.stop();

    EXPECT_TRUE(waitFor([&socket] { return socket.state() == QAbstractSocket::UnconnectedState; }));
}

} // namespace
} // namespace EvalTrack::Test
