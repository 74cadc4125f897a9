// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "http/connectionregister.h"
#include "http/guardlimits.h"
#include "http/requestsink.h"

#include <QBasicTimer>
#include <QHostAddress>
#include <QSet>
#include <QTcpServer>

#include <functional>

namespace EvalTrack::Server {

class HttpConnection;

/// The listening socket of one event loop. On Linux each loop has its own on the same port
/// (SO_REUSEPORT) and the kernel spreads the connections. Makes an HttpConnection of each, within
/// the limits on their number, watches their time limits, and hands Qt HTTP Server the guard
/// sockets. Lives in its event loop.
class GuardServer final : public QTcpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GuardServer)

public:
    GuardServer(RequestSink &sink, ConnectionRegister &connections, const GuardLimits &limits,
                QObject *parent = nullptr);
    ~GuardServer() override;

    /// Port 0 takes a free one, which serverPort() tells. A port in use, an address of another
    /// machine: Unavailable.
    [[nodiscard]] Result<void> listenOn(const QHostAddress &address, quint16 port);
    /// Sharing a port asks nobody: a second server of the same account would quietly take half of
    /// the connections of the first. So whether the port is free is asked before the first loop
    /// listens.
    [[nodiscard]] static Result<void> checkPortIsFree(const QHostAddress &address, quint16 port);
    /// Takes no new connections and lets requests under way finish.
    void finish();
    [[nodiscard]] bool hasConnections() const { return !m_open.isEmpty(); }
    void setRefusalListener(std::function<void()> listener)
    {
        m_refusalListener = std::move(listener);
    }

    /// Whether several loops can listen on one port here.
    [[nodiscard]] static bool canSharePort();

Q_SIGNALS:
    void lastConnectionClosed();

protected:
    void incomingConnection(qintptr descriptor) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void adopt(HttpConnection *connection, const QHostAddress &counted);

    RequestSink &m_sink;
    ConnectionRegister &m_connections;
    const GuardLimits m_limits;
    QSet<HttpConnection *> m_open;
    int m_turningAway = 0;
    QBasicTimer m_sweep;
    std::function<void()> m_refusalListener;

    static constexpr int MostTurnedAway = 64;
};

} // namespace EvalTrack::Server
