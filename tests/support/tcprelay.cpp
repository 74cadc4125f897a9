// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/tcprelay.h"

#include <QHostAddress>

namespace EvalTrack::Test {

TcpRelay::TcpRelay(const QUrl &target, QObject *parent)
    : QObject(parent)
    , m_target(target)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &TcpRelay::accept);
    restore();
}

QUrl TcpRelay::url() const
{
    QUrl url(QStringLiteral("http://127.0.0.1"));
    url.setPort(m_port);
    return url;
}

void TcpRelay::cut()
{
    m_listener.close();
    const auto sockets = std::exchange(m_sockets, {});
    for (const QPointer<QTcpSocket> &socket : sockets) {
        if (socket) {
            socket->abort();
        }
    }
}

void TcpRelay::restore()
{
    if (!m_listener.isListening()) {
        if (!m_listener.listen(QHostAddress::LocalHost, m_port)) {
            qFatal("the relay's port was taken by somebody else");
        }
        m_port = m_listener.serverPort();
    }
}

void TcpRelay::accept()
{
    while (QTcpSocket *client = m_listener.nextPendingConnection()) {
        auto *server = new QTcpSocket(client);
        m_sockets.append(client);
        m_sockets.append(server);
        connect(client, &QTcpSocket::readyRead, server, [client, server] {
            if (server->state() == QAbstractSocket::ConnectedState) {
                server->write(client->readAll());
            }
        });
        connect(server, &QTcpSocket::connected, client,
                [client, server] { server->write(client->readAll()); });
        connect(server, &QTcpSocket::readyRead, client, [this, client, server] {
            const QByteArray answer = server->readAll();
            if (!m_answersLost) {
                client->write(answer);
            }
        });
        connect(server, &QTcpSocket::disconnected, client,
                [client] { client->disconnectFromHost(); });
        connect(server, &QTcpSocket::errorOccurred, client,
                [client] { client->disconnectFromHost(); });
        connect(client, &QTcpSocket::disconnected, client, [client, server] {
            server->disconnectFromHost();
            client->deleteLater();
        });
        server->connectToHost(m_target.host(), static_cast<quint16>(m_target.port(80)));
    }
}

} // namespace EvalTrack::Test
