// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/eventloop.h"

#include <QMutex>
#include <QSet>
#include <QStringList>

#include <atomic>
#include <memory>
#include <vector>

namespace EvalTrack::Test {

/// Real event loops with a small route table, no database:
///   GET /constant, GET /echo (path, query, headers), POST /echo, POST /large (8 MiB, signed in),
///   GET /later?ms= (answers from a pool), GET /dropped (a future without an answer), GET /throws,
///   GET /client (whose request it is), GET /stream?pieces=&size=, GET /broken (a stream that
///   fails), GET /things/:id.
/// Tokens are "token-<id>"; an id in `switchedOff` is refused.
class TestServer
{
public:
    explicit TestServer(Server::GuardLimits limits = {}, int loops = 1,
                        Server::LoopNotifications::Limits notificationLimits = {},
                        Server::TrustedProxies proxies = {});
    ~TestServer();

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] Server::NotificationHub &hub() { return m_hub; }
    [[nodiscard]] Server::ConnectionRegister &connections() { return m_connections; }
    [[nodiscard]] QStringList records() const;
    [[nodiscard]] int largestBuffered() const { return m_largestBuffered; }
    void switchOff(qint64 id);
    void stop();

private:
    class Application;

    Server::CorsPolicy m_cors{{"http://localhost:5173"}};
    Server::NotificationHub m_hub;
    Server::ConnectionRegister m_connections;
    mutable QMutex m_mutex;
    QSet<qint64> m_switchedOff;
    QStringList m_records;
    std::atomic<int> m_largestBuffered = 0;
    std::vector<std::unique_ptr<Server::EventLoop>> m_loops;
    quint16 m_port = 0;
};

} // namespace EvalTrack::Test
