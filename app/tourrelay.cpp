// SPDX-License-Identifier: GPL-3.0-or-later
#include "tourrelay.h"

#include <QPointer>
#include <QTcpSocket>

#include <utility>

namespace EvalTrack {

struct TourRelay::Line
{
    QPointer<QTcpSocket> client;
    QPointer<QTcpSocket> server;
    bool isWebSocket = false; ///< Notifications go on: only questions are slow or fail.
};

TourRelay::TourRelay(QObject *parent)
    : QObject(parent)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &TourRelay::accept);
    set(TourNetwork::Up);
}

TourRelay::~TourRelay()
{
    // While there is a list that a line which ends can leave.
    set(TourNetwork::Down);
}

void TourRelay::setTarget(const QUrl &server)
{
    m_target = server;
}

QUrl TourRelay::url() const
{
    QUrl url(QStringLiteral("http://127.0.0.1"));
    url.setPort(m_port);
    return url;
}

void TourRelay::set(TourNetwork state)
{
    m_state = state;
    if (state == TourNetwork::Down) {
        m_listener.close();
        for (const auto &line : std::exchange(m_lines, {})) {
            if (line->client) {
                line->client->abort();
            }
        }
        return;
    }
    if (!m_listener.isListening()) {
        m_listener.listen(QHostAddress::LocalHost, m_port);
        m_port = m_listener.serverPort();
    }
    if (state == TourNetwork::Up) {
        const auto lines = m_lines;
        for (const auto &line : lines) {
            passBack(line);
        }
    }
}

void TourRelay::accept()
{
    while (QTcpSocket *client = m_listener.nextPendingConnection()) {
        const auto line = std::make_shared<Line>();
        line->client = client;
        line->server = new QTcpSocket(client);
        m_lines.append(line);
        connect(client, &QTcpSocket::readyRead, this, [this, line] { passOn(line); });
        connect(line->server, &QTcpSocket::connected, this, [this, line] { passOn(line); });
        connect(line->server, &QTcpSocket::readyRead, this, [this, line] { passBack(line); });
        connect(line->server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(line->server, &QTcpSocket::errorOccurred, client, &QTcpSocket::disconnectFromHost);
        connect(client, &QTcpSocket::disconnected, this, [this, line, client] {
            m_lines.removeOne(line);
            client->deleteLater();
        });
        line->server->connectToHost(m_target.host(), static_cast<quint16>(m_target.port(80)));
    }
}

void TourRelay::passOn(const std::shared_ptr<Line> &line)
{
    if (!line->client || !line->server ||
        line->server->state() != QAbstractSocket::ConnectedState) {
        return;
    }
    const QByteArray asked = line->client->readAll();
    line->isWebSocket = line->isWebSocket || asked.contains("Sec-WebSocket-Key");
    if (m_state == TourNetwork::Broken && !line->isWebSocket && !asked.isEmpty()) {
        line->client->write("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n"
                            "Connection: close\r\n\r\n");
        line->client->disconnectFromHost();
        return;
    }
    line->server->write(asked);
}

void TourRelay::passBack(const std::shared_ptr<Line> &line)
{
    const bool isHeld = m_state == TourNetwork::Slow && !line->isWebSocket;
    if (line->client && line->server && !isHeld) {
        line->client->write(line->server->readAll());
    }
}

} // namespace EvalTrack
