// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/loopnotifications.h"

#include <QTcpSocket>
#include <QTimerEvent>
#include <QWebSocket>

#include <algorithm>

namespace EvalTrack::Server {

namespace {

constexpr quint64 LongestMessage = 1024; // clients have nothing to say
constexpr auto CloseUnauthorized = static_cast<QWebSocketProtocol::CloseCode>(4401);

QString keyOf(const QHostAddress &address, quint16 port)
{
    return address.toString() + u' ' + QString::number(port);
}

} // namespace

LoopNotifications::LoopNotifications(Authenticate authenticate, const Limits &limits,
                                     QObject *parent)
    : QObject(parent)
    , m_authenticate(std::move(authenticate))
    , m_limits(limits)
    , m_server(QStringLiteral("EvalTrack"), QWebSocketServer::NonSecureMode)
{
    m_server.setSupportedSubprotocols({QString::fromLatin1(TokenProtocol)});
    m_server.setMaxPendingConnections(1024);
    connect(&m_server, &QWebSocketServer::newConnection, this, &LoopNotifications::welcome);
    m_pingTimer.start(static_cast<int>(m_limits.pingInterval.count()), this);
}

LoopNotifications::~LoopNotifications()
{
    closeAll();
}

QByteArray LoopNotifications::tokenOf(const QList<QPair<QByteArray, QByteArray>> &headers,
                                      const QList<QPair<QString, QString>> &query)
{
    constexpr QByteArrayView Scheme = "bearer ";
    for (const auto &[name, value] : headers) {
        if (name == "authorization" && value.toLower().startsWith(Scheme)) {
            return value.sliced(Scheme.size()).trimmed();
        }
    }
    for (const auto &[name, value] : headers) {
        if (name == "sec-websocket-protocol") {
            const QList<QByteArray> offered = value.split(',');
            if (offered.size() == 2 && offered.first().trimmed() == TokenProtocol) {
                return offered.last().trimmed();
            }
        }
    }
    for (const auto &[name, value] : query) {
        if (name == QLatin1String("access_token")) {
            return value.toUtf8();
        }
    }
    return {};
}

Result<Caller> LoopNotifications::admit(const QByteArray &token) const
{
    auto caller = m_authenticate(token);
    if (!caller) {
        return caller;
    }
    const auto own =
        std::count_if(m_clients.cbegin(), m_clients.cend(),
                      [&caller](const Client &client) { return client.caller.id == caller->id; });
    if (own >= m_limits.clientsPerAccount ||
        m_clients.size() + m_expected.size() >= m_limits.clients) {
        return failure(ErrorCode::TooManyRequests);
    }
    return caller;
}

void LoopNotifications::take(std::unique_ptr<QTcpSocket> socket, const QByteArray &token,
                             const Caller &caller)
{
    QTcpSocket *const wire = socket.release();
    wire->setParent(&m_server);
    const QString key = keyOf(wire->peerAddress(), wire->peerPort());
    m_expected.insert(key, Client{token, caller, true});
    connect(wire, &QTcpSocket::disconnected, this, [this, key] { m_expected.remove(key); });
    // The WebSocket, once made, deletes its socket; one whose handshake fails goes here.
    connect(wire, &QTcpSocket::disconnected, wire, &QObject::deleteLater);
    m_server.handleConnection(wire);
    Q_EMIT wire->readyRead();
}

void LoopNotifications::welcome()
{
    while (QWebSocket *const socket = m_server.nextPendingConnection()) {
        socket->setParent(this);
        const QString key = keyOf(socket->peerAddress(), socket->peerPort());
        const auto expected = m_expected.constFind(key);
        if (expected == m_expected.constEnd()) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        m_clients.insert(socket, *expected);
        ++m_clientCount;
        m_expected.erase(expected);
        socket->setMaxAllowedIncomingFrameSize(LongestMessage);
        socket->setMaxAllowedIncomingMessageSize(LongestMessage);
        connect(socket, &QWebSocket::disconnected, this, [this, socket] {
            m_clientCount -= static_cast<int>(m_clients.remove(socket));
            socket->deleteLater();
        });
        connect(socket, &QWebSocket::pong, this, [this, socket] {
            const auto client = m_clients.find(socket);
            if (client != m_clients.end()) {
                client->answeredPing = true;
            }
        });
    }
}

void LoopNotifications::notify(const ChangeNotifier::MaySee &maySee)
{
    if (m_clients.isEmpty()) {
        return;
    }
    if (m_changes.size() < MostChangesKept) {
        m_changes.append(maySee);
    } else {
        m_changes.last() = [](const Caller &) {
            return true;
        };
    }
    if (!m_tellTimer.isActive()) {
        m_tellTimer.start(static_cast<int>(m_limits.gatherTime.count()), this);
    }
}

void LoopNotifications::tell()
{
    const QList<ChangeNotifier::MaySee> changes = std::exchange(m_changes, {});
    for (auto client = m_clients.cbegin(); client != m_clients.cend(); ++client) {
        const bool concerned =
            std::any_of(changes.begin(), changes.end(), [&client](const auto &maySee) {
                return !maySee || maySee(client->caller);
            });
        if (concerned) {
            client.key()->sendTextMessage(QStringLiteral(R"({"type":"changed"})"));
        }
    }
}

void LoopNotifications::check(QWebSocket *socket, Client &client)
{
    auto caller = m_authenticate(client.token);
    if (caller) {
        client.caller = *std::move(caller);
    } else if (caller.error().code == ErrorCode::Unauthorized) {
        socket->close(CloseUnauthorized, QStringLiteral("Unauthorized"));
    }
}

void LoopNotifications::checkAccount(UserId id)
{
    const QList<QWebSocket *> sockets = m_clients.keys(); // closing one removes it
    for (QWebSocket *const socket : sockets) {
        const auto client = m_clients.find(socket);
        if (client != m_clients.end() && (id.isNull() || client->caller.id == id)) {
            check(socket, *client);
        }
    }
}

void LoopNotifications::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_tellTimer.timerId()) {
        m_tellTimer.stop();
        tell();
        return;
    }
    if (event->timerId() != m_pingTimer.timerId()) {
        return;
    }
    checkAccount({});
    const QList<QWebSocket *> sockets = m_clients.keys();
    for (QWebSocket *const socket : sockets) {
        const auto client = m_clients.find(socket);
        if (client == m_clients.end()) {
            continue;
        }
        if (!client->answeredPing) {
            socket->abort();
            continue;
        }
        client->answeredPing = false;
        socket->ping();
    }
}

void LoopNotifications::closeAll()
{
    const QList<QWebSocket *> sockets = m_clients.keys();
    m_clients.clear();
    m_clientCount = 0;
    for (QWebSocket *const socket : sockets) {
        socket->disconnect(this);
        socket->close(QWebSocketProtocol::CloseCodeGoingAway);
    }
}

} // namespace EvalTrack::Server
