// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/eventloop.h"

#include "http/guardserver.h"
#include "http/router.h"

#include <QTimer>

namespace EvalTrack::Server {

namespace {

QByteArray tokenOf(const QByteArray &authorization)
{
    return LoopNotifications::tokenOf({{QByteArrayLiteral("authorization"), authorization}}, {});
}

} // namespace

EventLoop::EventLoop(Shared shared, MakeApplication makeApplication, QObject *parent)
    : QThread(parent)
    , m_shared(std::move(shared))
    , m_makeApplication(std::move(makeApplication))
{
    setObjectName(QStringLiteral("EventLoop"));
}

EventLoop::~EventLoop()
{
    finishStop();
}

Result<quint16> EventLoop::listen(const QHostAddress &address, quint16 port)
{
    m_address = address;
    m_port = port;
    std::future<Result<quint16>> started = m_started.get_future();
    start();
    return started.get();
}

void EventLoop::run()
{
    auto application = m_makeApplication();
    if (!application) {
        m_started.set_value(std::unexpected(application.error()));
        return;
    }
    const auto authenticate = [&application](const QByteArray &token) {
        return (*application)->authenticate(token);
    };
    const Router router((*application)->routes(),
                        [authenticate](const QByteArray &authorization) {
                            return authenticate(tokenOf(authorization));
                        },
                        m_shared.operatorToken);
    HttpAdaptor adaptor(router, m_shared.cors, m_shared.proxies, m_shared.observe);
    adaptor.setDraining(m_shared.draining);
    LoopNotifications notifications(authenticate, m_shared.notificationLimits);
    adaptor.setNotifications(&notifications);
    GuardServer server(adaptor, m_shared.connections, m_shared.limits);
    server.setRefusalListener(m_shared.observeRefusedConnection);
    const Result<void> listening = server.listenOn(m_address, m_port);
    if (!listening) {
        m_started.set_value(std::unexpected(listening.error()));
        return;
    }
    adaptor.attach(server);
    m_shared.hub.add(&notifications);

    QObject control;
    QTimer patience;
    patience.setSingleShot(true);
    connect(&patience, &QTimer::timeout, this, &QThread::quit, Qt::DirectConnection);
    connect(&server, &GuardServer::lastConnectionClosed, &control, [this, &patience] {
        if (patience.isActive()) {
            quit();
        }
    });
    m_finish = [this, &server, &notifications, &patience] {
        notifications.closeAll();
        server.finish();
        if (server.hasConnections()) {
            patience.start(StopTime);
        } else {
            quit();
        }
    };
    m_control = &control;
    m_started.set_value(server.serverPort());

    exec();

    m_shared.hub.remove(&notifications);
}

void EventLoop::beginStop()
{
    // The thread ends only by this, so the control object is there the first time.
    if (m_control != nullptr && !m_stopAsked) {
        m_stopAsked = true;
        QMetaObject::invokeMethod(m_control, m_finish, Qt::QueuedConnection);
    }
}

void EventLoop::finishStop()
{
    beginStop();
    wait();
}

} // namespace EvalTrack::Server
