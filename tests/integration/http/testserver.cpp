// SPDX-License-Identifier: GPL-3.0-or-later
#include "testserver.h"

#include <gtest/gtest.h>

#include <QPromise>
#include <QTimer>

#include <stdexcept>

namespace EvalTrack::Test {

using namespace Server;

namespace {

class Pieces final : public BodySource
{
public:
    Pieces(int count, int size, bool fails)
        : m_count(count)
        , m_size(size)
        , m_fails(fails)
    {}

    [[nodiscard]] Result<std::optional<QByteArray>> next() override
    {
        if (m_sent == m_count) {
            if (m_fails) {
                return failure(ErrorCode::Unavailable);
            }
            return std::nullopt;
        }
        ++m_sent;
        return QByteArray(m_size, static_cast<char>('a' + m_sent % 26));
    }

private:
    const int m_count;
    const int m_size;
    const bool m_fails;
    int m_sent = 0;
};

Reply later(const Request &request)
{
    auto promise = std::make_shared<QPromise<std::shared_ptr<Response>>>();
    promise->start();
    const QByteArray text = request.queryValue(u"text").value_or(QString()).toUtf8();
    const int wait = request.queryValue(u"ms").value_or(QString()).toInt();
    QTimer::singleShot(wait, [promise, text] {
        promise->addResult(std::make_shared<Response>(json(200, text)));
        promise->finish();
    });
    return promise->future();
}

Reply stream(const Request &request)
{
    Response response;
    response.source =
        std::make_unique<Pieces>(request.queryValue(u"pieces").value_or(QString()).toInt(),
                                 request.queryValue(u"size").value_or(QString()).toInt(),
                                 request.queryValue(u"fails").has_value());
    return response;
}

Reply echo(const Request &request)
{
    QByteArray text = name(request.verb).toByteArray() + ' ' + request.path + '\n';
    for (const auto &[key, value] : request.query) {
        text += key.toUtf8() + '=' + value.toUtf8() + '\n';
    }
    return json(200, text + request.body);
}

} // namespace

class TestServer::Application final : public LoopApplication
{
public:
    explicit Application(TestServer &server)
        : m_server(server)
    {}

    [[nodiscard]] RouteTable routes() override
    {
        const auto constant = [](const Request &) -> Reply {
            return json(200, QByteArrayLiteral(R"({"a":1})"));
        };
        return {
            {Verb::Get, "/constant", Public{}, constant, "Constant", DefaultBodyLimit},
            {Verb::Get, "/private", SignedIn{}, constant, "Private", DefaultBodyLimit},
            {Verb::Get, "/echo", Public{}, echo, "Echo", DefaultBodyLimit},
            {Verb::Post, "/echo", Public{}, echo, "Echo", DefaultBodyLimit},
            {Verb::Post, "/large", SignedIn{},
             [](const Request &request) -> Reply {
                 return json(201, QByteArray::number(request.body.size()));
             },
             "Large", LargeBodyLimit},
            {Verb::Get, "/later", Public{}, later, "Later", DefaultBodyLimit},
            {Verb::Get, "/dropped", Public{},
             [](const Request &) -> Reply {
                 return QPromise<std::shared_ptr<Response>>().future();
             },
             "Dropped", DefaultBodyLimit},
            {Verb::Get, "/throws", Public{},
             [](const Request &) -> Reply { throw std::runtime_error("secret"); }, "Throws",
             DefaultBodyLimit},
            {Verb::Get, "/client", Public{},
             [](const Request &request) -> Reply {
                 return json(200, request.client.toString().toLatin1());
             },
             "Client", DefaultBodyLimit},
            {Verb::Get, "/stream", Public{}, stream, "Stream", DefaultBodyLimit},
            {Verb::Get, "/things/:id", Public{},
             [](const Request &request) -> Reply { return json(200, request.pathParameter("id")); },
             "Thing", DefaultBodyLimit},
            {Verb::Delete, "/things/:id", Public{},
             [](const Request &) -> Reply { return noContent(); }, "Delete", DefaultBodyLimit},
        };
    }

    [[nodiscard]] Result<Caller> authenticate(const QByteArray &token) override
    {
        Caller caller;
        caller.id = UserId(token.startsWith("token-") ? token.sliced(6).toLongLong() : 0);
        const QMutexLocker locker(&m_server.m_mutex);
        if (caller.isNull() || m_server.m_switchedOff.contains(caller.id.value())) {
            return failure(ErrorCode::Unauthorized);
        }
        return caller;
    }

private:
    TestServer &m_server;
};

TestServer::TestServer(GuardLimits limits, int loops, LoopNotifications::Limits notificationLimits,
                       TrustedProxies proxies)
    : m_connections(limits.connectionsPerAddress, limits.connections)
{
    const EventLoop::Shared shared{m_connections,
                                   m_cors,
                                   m_hub,
                                   limits,
                                   notificationLimits,
                                   {},
                                   [this](const RequestRecord &record) {
                                       const QMutexLocker locker(&m_mutex);
                                       m_records.append(QString::fromLatin1(record.route) + u' ' +
                                                        QString::number(record.status));
                                   },
                                   {},
                                   std::move(proxies)};
    for (int i = 0; i < loops; ++i) {
        auto loop = std::make_unique<EventLoop>(
            shared, [this]() -> Result<std::unique_ptr<LoopApplication>> {
                return std::make_unique<Application>(*this);
            });
        const auto listening = loop->listen(QHostAddress(QHostAddress::LocalHost), m_port);
        if (!listening) {
            ADD_FAILURE() << "cannot listen: " << qPrintable(listening.error().detail);
            return;
        }
        m_port = *listening;
        m_loops.push_back(std::move(loop));
    }
}

TestServer::~TestServer()
{
    stop();
}

void TestServer::stop()
{
    for (const auto &loop : m_loops) {
        loop->beginStop();
    }
    m_loops.clear();
}

QStringList TestServer::records() const
{
    const QMutexLocker locker(&m_mutex);
    return m_records;
}

void TestServer::switchOff(qint64 id)
{
    {
        const QMutexLocker locker(&m_mutex);
        m_switchedOff.insert(id);
    }
    m_hub.accountChanged(UserId(id));
}

} // namespace EvalTrack::Test
