// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/corspolicy.h"
#include "http/requestsink.h"
#include "http/router.h"
#include "http/trustedproxies.h"
#include "observability/samplebudget.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

class QTcpServer;

namespace EvalTrack::Server {

class LoopNotifications;

/// What is known of a request when its answer is ready, for the log and the metrics.
struct RequestRecord
{
    Verb verb = Verb::Get;
    const char *route = nullptr; ///< Route::path, or "unmatched", "preflight", "guard".
    int status = 0;
    std::chrono::nanoseconds duration{};
    QByteArray requestId;
    QString logDetail;
    QByteArray traceId; ///< W3C: the client's, or one of our own.
    UserId caller;      ///< Null where nobody signed in.
    Role role = Role::Employee;
    std::optional<ErrorCode> code; ///< Of a failure of ours.
};

/// Stands between bytes and handlers: has Qt HTTP Server read the request, asks the router, runs
/// the handler, and makes the bytes of the answer (framing, ETag and 304, CORS, security headers,
/// request id). It also says which trace the thread works for while a handler runs (TraceScope).
/// The only one who includes Qt HTTP Server's headers, and the only place of the server where
/// exceptions are caught. Lives in one event loop.
class HttpAdaptor final : public RequestSink
{
public:
    using Observe = std::function<void(const RequestRecord &)>;

    HttpAdaptor(const Router &router, const CorsPolicy &cors, const TrustedProxies &proxies,
                Observe observe);
    ~HttpAdaptor() override;

    /// Qt HTTP Server takes the guard sockets from this server, which listens already. It must live
    /// longer than the adaptor's use of it.
    void attach(QTcpServer &server);
    /// Where upgrades of GET /notifications go; without it they are ignored.
    void setNotifications(LoopNotifications *notifications) { m_notifications = notifications; }
    /// While it is true, every answer ends its connection. Lives longer; null: never.
    void setDraining(const std::atomic<bool> *draining) { m_draining = draining; }

    [[nodiscard]] qint64 bodyLimit(const RequestHead &head) override;
    void serve(HttpConnection &connection, const RequestHead &head,
               const QByteArray &body) override;
    [[nodiscard]] WireAnswer refuse(const Refusal &refusal, const RequestHead &head) override;
    [[nodiscard]] Upgrade upgrade(HttpConnection &connection, const RequestHead &head) override;
    [[nodiscard]] Result<std::optional<QByteArray>> pull(BodySource &source) override;

private:
    class Reader;
    struct Exchange;

    [[nodiscard]] Exchange begin(const HttpConnection &connection, const RequestHead &head);
    [[nodiscard]] Reply dispatch(Exchange &exchange, Request &request);
    [[nodiscard]] WireAnswer compose(const Exchange &exchange, Response response);
    [[nodiscard]] WireAnswer composePreflight(const Exchange &exchange);
    void gather(Response &response);
    void writeCommonHeaders(QByteArray &head, const Exchange &exchange);
    void observe(const Exchange &exchange, int status, const QString &logDetail,
                 std::optional<ErrorCode> code = {}) const;
    [[nodiscard]] QByteArray requestId(const QByteArray &offered);
    [[nodiscard]] Wire::TraceParent trace(const QByteArray &offered);
    [[nodiscard]] const QByteArray &date();

    const Router &m_router;
    const CorsPolicy &m_cors;
    const TrustedProxies &m_proxies;
    const Observe m_observe;
    std::unique_ptr<Reader> m_reader;
    LoopNotifications *m_notifications = nullptr;
    const std::atomic<bool> *m_draining = nullptr;
    QByteArray m_idPrefix;
    quint64 m_idCounter = 0;
    SampleBudget m_samples;
    QByteArray m_date;
    std::chrono::sys_seconds m_dateSecond;
};

} // namespace EvalTrack::Server
