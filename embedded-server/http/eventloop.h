// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "http/connectionregister.h"
#include "http/corspolicy.h"
#include "http/guardlimits.h"
#include "http/httpadaptor.h"
#include "http/loopnotifications.h"
#include "http/notificationhub.h"
#include "http/route.h"

#include <QHostAddress>
#include <QThread>

#include <atomic>
#include <functional>
#include <future>
#include <memory>

namespace EvalTrack::Server {

/// What one event loop serves. Made in the loop's thread, used and destroyed there.
class LoopApplication
{
public:
    LoopApplication() = default;
    LoopApplication(const LoopApplication &) = delete;
    LoopApplication &operator=(const LoopApplication &) = delete;
    virtual ~LoopApplication() = default;

    [[nodiscard]] virtual RouteTable routes() = 0;
    /// From a token to the caller as the account stands now.
    [[nodiscard]] virtual Result<Caller> authenticate(const QByteArray &token) = 0;
};

/// One event-loop thread of the server: its listening socket, its adaptor, its WebSockets and its
/// application. Everything in it is made, used and destroyed in that thread, so requests need no
/// lock.
class EventLoop final : public QThread
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventLoop)

public:
    /// Shared by the loops; all of it lives longer than they do.
    struct Shared
    {
        ConnectionRegister &connections;
        const CorsPolicy &cors;
        NotificationHub &hub;
        GuardLimits limits;
        LoopNotifications::Limits notificationLimits;
        QByteArray operatorToken;
        HttpAdaptor::Observe observe;
        std::function<void()> observeRefusedConnection;
        TrustedProxies proxies{};
        const std::atomic<bool> *draining = nullptr; ///< As HttpAdaptor::setDraining().
    };
    using MakeApplication = std::function<Result<std::unique_ptr<LoopApplication>>()>;

    EventLoop(Shared shared, MakeApplication makeApplication, QObject *parent = nullptr);
    ~EventLoop() override;

    /// Starts the thread and waits until it listens; the port it listens on, or why it does not.
    [[nodiscard]] Result<quint16> listen(const QHostAddress &address, quint16 port);
    /// Takes no more connections, lets requests under way finish for a while, then ends the thread.
    /// Does not wait.
    void beginStop();
    /// Waits for the end of the thread.
    void finishStop();

    static constexpr std::chrono::milliseconds StopTime = std::chrono::seconds(5);

protected:
    void run() override;

private:
    Shared m_shared;
    MakeApplication m_makeApplication;
    QHostAddress m_address;
    quint16 m_port = 0;
    std::promise<Result<quint16>> m_started;
    QObject *m_control = nullptr; // in the thread, as long as it runs
    std::function<void()> m_finish;
    bool m_stopAsked = false;
};

} // namespace EvalTrack::Server
