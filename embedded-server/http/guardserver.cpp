// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/guardserver.h"

#include "http/guardsocket.h"
#include "http/httpconnection.h"

#include <QTcpSocket>
#include <QTimerEvent>

#include <algorithm>

#ifdef Q_OS_LINUX
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#endif

namespace EvalTrack::Server {

namespace {

#ifdef Q_OS_LINUX
enum class PortUse { Shared, Alone };

/// A listening descriptor, with SO_REUSEPORT when shared, or minus the errno.
int listener(const QHostAddress &address, quint16 port, PortUse use)
{
    const bool isV6 = address.protocol() != QAbstractSocket::IPv4Protocol;
    const int descriptor =
        ::socket(isV6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0) {
        return -errno;
    }
    const int on = 1;
    const int off = 0;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (use == PortUse::Shared) {
        ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    }
    int bound = -1;
    if (isV6) {
        sockaddr_in6 name{};
        name.sin6_family = AF_INET6;
        name.sin6_port = htons(port);
        if (address == QHostAddress(QHostAddress::Any)) {
            ::setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
        } else {
            const Q_IPV6ADDR bytes = address.toIPv6Address();
            std::memcpy(name.sin6_addr.s6_addr, bytes.c, sizeof bytes.c);
        }
        bound = ::bind(descriptor, reinterpret_cast<const sockaddr *>(&name), sizeof name);
    } else {
        sockaddr_in name{};
        name.sin_family = AF_INET;
        name.sin_port = htons(port);
        name.sin_addr.s_addr = htonl(address.toIPv4Address());
        bound = ::bind(descriptor, reinterpret_cast<const sockaddr *>(&name), sizeof name);
    }
    if (bound != 0 || ::listen(descriptor, 1024) != 0) {
        const int error = errno;
        ::close(descriptor);
        return -error;
    }
    return descriptor;
}

int listenerOnAny(const QHostAddress &address, quint16 port, PortUse use)
{
    const int descriptor = listener(address, port, use);
    if (descriptor == -EAFNOSUPPORT && address == QHostAddress(QHostAddress::Any)) {
        return listener(QHostAddress(QHostAddress::AnyIPv4), port, use); // A machine without IPv6.
    }
    return descriptor;
}
#endif

} // namespace

GuardServer::GuardServer(RequestSink &sink, ConnectionRegister &connections,
                         const GuardLimits &limits, QObject *parent)
    : QTcpServer(parent)
    , m_sink(sink)
    , m_connections(connections)
    , m_limits(limits)
{
    const auto shortest =
        std::min({m_limits.headerTime, m_limits.bodyTime, m_limits.idleTime, m_limits.lingerTime});
    const auto interval =
        std::clamp(shortest / 4, std::chrono::milliseconds(20), std::chrono::milliseconds(500));
    m_sweep.start(static_cast<int>(interval.count()), this);
}

GuardServer::~GuardServer()
{
    const QSet<HttpConnection *> open = m_open;
    for (HttpConnection *connection : open) {
        delete connection;
    }
}

bool GuardServer::canSharePort()
{
#ifdef Q_OS_LINUX
    return true;
#else
    return false;
#endif
}

Result<void> GuardServer::checkPortIsFree(const QHostAddress &address, quint16 port)
{
#ifdef Q_OS_LINUX
    const int descriptor = listenerOnAny(address, port, PortUse::Alone);
    if (descriptor < 0) {
        return failure(ErrorCode::Unavailable, qt_error_string(-descriptor));
    }
    ::close(descriptor);
#else
    Q_UNUSED(address)
    Q_UNUSED(port)
#endif
    return {};
}

Result<void> GuardServer::listenOn(const QHostAddress &address, quint16 port)
{
#ifdef Q_OS_LINUX
    const int descriptor = listenerOnAny(address, port, PortUse::Shared);
    if (descriptor < 0) {
        return failure(ErrorCode::Unavailable, qt_error_string(-descriptor));
    }
    if (!setSocketDescriptor(descriptor)) {
        ::close(descriptor);
        return failure(ErrorCode::Unavailable, errorString());
    }
    return {};
#else
    if (!listen(address, port)) {
        return failure(ErrorCode::Unavailable, errorString());
    }
    return {};
#endif
}

void GuardServer::incomingConnection(qintptr descriptor)
{
    auto wire = std::make_unique<QTcpSocket>();
    if (!wire->setSocketDescriptor(descriptor)) {
        return;
    }
    const QHostAddress address = wire->peerAddress();
    if (!m_connections.admit(address)) {
        if (m_refusalListener) {
            m_refusalListener();
        }
        if (m_turningAway >= MostTurnedAway) {
            wire->abort();
            return;
        }
        ++m_turningAway;
        auto *connection = new HttpConnection(std::move(wire), m_sink, m_limits, this);
        m_open.insert(connection);
        connect(connection, &QObject::destroyed, this, [this, connection] {
            --m_turningAway;
            m_open.remove(connection);
        });
        connection->turnAway(m_sink.refuse({503, "Too many connections"}, {}));
        return;
    }
    auto *connection = new HttpConnection(std::move(wire), m_sink, m_limits, this);
    adopt(connection, address);
    addPendingConnection(&connection->guard());
}

void GuardServer::adopt(HttpConnection *connection, const QHostAddress &counted)
{
    m_open.insert(connection);
    connect(connection, &QObject::destroyed, this, [this, connection, counted] {
        m_open.remove(connection);
        m_connections.release(counted);
        if (m_open.isEmpty()) {
            Q_EMIT lastConnectionClosed();
        }
    });
}

void GuardServer::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_sweep.timerId()) {
        QTcpServer::timerEvent(event);
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    const QSet<HttpConnection *> open = m_open;
    for (HttpConnection *connection : open) {
        connection->checkTime(now);
    }
}

void GuardServer::finish()
{
    close();
    const QSet<HttpConnection *> open = m_open;
    for (HttpConnection *connection : open) {
        connection->finish();
    }
}

} // namespace EvalTrack::Server
