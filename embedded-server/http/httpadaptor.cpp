// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/httpadaptor.h"

#include "http/guardsocket.h"
#include "http/httpconnection.h"
#include "http/loopnotifications.h"
#include "observability/tracescope.h"
#include "wire/syncprotocol.h"

#include <QAbstractHttpServer>
#include <QDateTime>
#include <QFutureWatcher>
#include <QHttpServerRequest>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QHttpServerResponder>
#endif
#include <QLocale>
#include <QRandomGenerator>
#include <QTcpServer>

#include <sodium.h>

#include <algorithm>
#include <array>
#include <exception>
#include <typeinfo>

namespace EvalTrack::Server {

namespace {

using std::chrono::steady_clock;

constexpr qsizetype GatherSize = 256 * 1024;

/// Runs code of handlers. The one catch of the server: what they throw (by way of a library)
/// becomes Internal, named by its type only, since an exception's text may quote values.
template <typename Work>
auto shielded(Work work) -> Result<std::invoke_result_t<Work>>
{
    try {
        return work();
    } catch (const std::exception &thrown) {
        return failure(ErrorCode::Internal,
                       QStringLiteral("exception ") + QString::fromLatin1(typeid(thrown).name()));
    } catch (...) {
        return failure(ErrorCode::Internal, QStringLiteral("unknown exception"));
    }
}

QString decoded(QByteArrayView text)
{
    QByteArray bytes = text.toByteArray();
    bytes.replace('+', ' '); // as forms and URLSearchParams write a space
    return QString::fromUtf8(QByteArray::fromPercentEncoding(bytes));
}

QList<QPair<QString, QString>> queryOf(const QByteArray &target)
{
    QList<QPair<QString, QString>> items;
    const qsizetype question = target.indexOf('?');
    if (question < 0) {
        return items;
    }
    QByteArrayView rest = QByteArrayView(target).sliced(question + 1);
    while (!rest.isEmpty()) {
        const qsizetype ampersand = rest.indexOf('&');
        const QByteArrayView item = ampersand < 0 ? rest : rest.first(ampersand);
        if (!item.isEmpty()) {
            const qsizetype equals = item.indexOf('=');
            items.append(equals < 0 ? qMakePair(decoded(item), QString())
                                    : qMakePair(decoded(item.first(equals)),
                                                decoded(item.sliced(equals + 1))));
        }
        rest = ampersand < 0 ? QByteArrayView() : rest.sliced(ampersand + 1);
    }
    return items;
}

/// Weak, as Express sends it: it says that the meaning is the same, whatever a proxy does to the
/// bytes.
QByteArray entityTag(const QByteArray &body)
{
    static constexpr std::array<unsigned char, crypto_shorthash_siphashx24_KEYBYTES> Key{
        'E', 'v', 'a', 'l', 'T', 'r', 'a', 'c', 'k'};
    QByteArray digest(crypto_shorthash_siphashx24_BYTES, Qt::Uninitialized);
    crypto_shorthash_siphashx24(reinterpret_cast<unsigned char *>(digest.data()),
                                reinterpret_cast<const unsigned char *>(body.constData()),
                                static_cast<unsigned long long>(body.size()), Key.data());
    return QByteArrayLiteral("W/\"") + QByteArray::number(body.size(), 16) + '-' +
           digest.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + '"';
}

QByteArrayView opaqueTag(QByteArrayView tag)
{
    return tag.startsWith("W/") ? tag.sliced(2) : tag;
}

/// RFC 9110, 13.1.2: If-None-Match compares weakly.
bool matchesTag(QByteArrayView list, const QByteArray &tag)
{
    if (list == "*") {
        return true;
    }
    while (!list.isEmpty()) {
        const qsizetype comma = list.indexOf(',');
        const QByteArrayView one = (comma < 0 ? list : list.first(comma)).trimmed();
        if (opaqueTag(one) == opaqueTag(tag)) {
            return true;
        }
        list = comma < 0 ? QByteArrayView() : list.sliced(comma + 1);
    }
    return false;
}

bool isHeaderSafe(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

void appendHeader(QByteArray &head, QByteArrayView name, QByteArrayView value)
{
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
}

QByteArray findHeader(const Response &response, QByteArrayView wanted)
{
    for (const auto &[name, value] : response.headers) {
        if (QByteArrayView(name).compare(wanted, Qt::CaseInsensitive) == 0) {
            return value;
        }
    }
    return {};
}

} // namespace

struct HttpAdaptor::Exchange
{
    Verb verb = Verb::Get;
    const char *route = "unmatched";
    bool isHttp11 = true;
    bool keepAlive = true;
    bool isPersonal = false;
    QByteArray origin;
    QByteArray ifNoneMatch;
    QByteArray requestId;
    Wire::TraceParent trace;
    UserId caller;
    Role role = Role::Employee;
    steady_clock::time_point started;
};

/// Qt HTTP Server as a reader of requests. What it reads is compared with what the framer read: two
/// readers that disagree about where a request ends are what request smuggling lives on.
class HttpAdaptor::Reader final : public QAbstractHttpServer
{
public:
    struct Reading
    {
        QHttpServerRequest::Method method = QHttpServerRequest::Method::Unknown;
        QByteArray body;
    };

    [[nodiscard]] std::optional<Reading> read(GuardSocket &socket, const RequestHead &head,
                                              const QByteArray &body)
    {
        const QByteArrayView method = name(head.verb);
        QByteArray request;
        request.reserve(method.size() + head.target.size() + body.size() + 64);
        request += method;
        request += ' ';
        request += head.target;
        request += " HTTP/1.1\r\nHost: localhost\r\nContent-Length: ";
        request += QByteArray::number(body.size());
        request += "\r\n\r\n";
        request += body;
        m_reading.reset();
        if (!socket.feed(request) || !m_reading) {
            return std::nullopt;
        }
        return std::exchange(m_reading, std::nullopt);
    }

protected:
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override
    {
        Q_UNUSED(responder)
        note(request);
        return true;
    }
    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &) override {}
#else
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override
    {
        Q_UNUSED(socket)
        note(request);
        return true;
    }
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override
    {
        Q_UNUSED(request)
        Q_UNUSED(socket)
    }
#endif

private:
    void note(const QHttpServerRequest &request)
    {
        m_reading = Reading{request.method(), request.body()};
    }

    std::optional<Reading> m_reading;
};

HttpAdaptor::HttpAdaptor(const Router &router, const CorsPolicy &cors,
                         const TrustedProxies &proxies, Observe observe)
    : m_router(router)
    , m_cors(cors)
    , m_proxies(proxies)
    , m_observe(std::move(observe))
    , m_reader(std::make_unique<Reader>())
    , m_idPrefix(QByteArray::number(QRandomGenerator::system()->generate64(), 36) + '-')
{}

HttpAdaptor::~HttpAdaptor() = default;

void HttpAdaptor::attach(QTcpServer &server)
{
    QObject *const parent = server.parent();
    m_reader->bind(&server);
    server.setParent(parent); // bind() makes itself the parent
}

qint64 HttpAdaptor::bodyLimit(const RequestHead &head)
{
    const auto limit = shielded([this, &head] {
        return m_router.bodyLimit(head.verb, head.path(), head.header("authorization"));
    });
    return limit.value_or(DefaultBodyLimit);
}

QByteArray HttpAdaptor::requestId(const QByteArray &offered)
{
    const bool isUsable = !offered.isEmpty() && offered.size() <= 64 &&
                          std::all_of(offered.begin(), offered.end(), [](char c) {
                              return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                                     (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
                          });
    return isUsable ? offered : m_idPrefix + QByteArray::number(++m_idCounter, 36);
}

/// A client may ask for details of everything; of how much it gets them is for us to say.
Wire::TraceParent HttpAdaptor::trace(const QByteArray &offered)
{
    const auto given = offered.isEmpty() ? std::nullopt : Wire::TraceParent::parse(offered);
    Wire::TraceParent trace = given ? given->child() : Wire::TraceParent::begun(false);
    trace.isSampled = trace.isSampled && m_samples.take(steady_clock::now());
    return trace;
}

HttpAdaptor::Exchange HttpAdaptor::begin(const HttpConnection &connection, const RequestHead &head)
{
    Exchange exchange;
    exchange.verb = head.verb;
    exchange.isHttp11 = head.isHttp11;
    const bool isDraining = m_draining != nullptr && *m_draining;
    exchange.keepAlive = head.keepAlive && !connection.isFinishing() && !isDraining;
    QByteArray offeredId;
    QByteArray offeredTrace;
    for (const auto &[name, value] : head.headers) {
        if (name == "origin") {
            exchange.origin = value;
        } else if (name == "if-none-match") {
            exchange.ifNoneMatch = value;
        } else if (name == "x-request-id") {
            offeredId = value;
        } else if (name == Wire::TraceParent::Header) {
            offeredTrace = value;
        }
    }
    exchange.requestId = requestId(offeredId);
    exchange.trace = trace(offeredTrace);
    exchange.started = steady_clock::now();
    return exchange;
}

void HttpAdaptor::serve(HttpConnection &connection, const RequestHead &head, const QByteArray &body)
{
    Exchange exchange = begin(connection, head);
    if (head.verb == Verb::Options) {
        connection.send(composePreflight(exchange));
        return;
    }
    auto reading = m_reader->read(connection.guard(), head, body);
    if (!reading || reading->body.size() != body.size()) {
        connection.send(refuse({400, "Bad Request"}, head));
        return;
    }

    Request request;
    request.verb = head.verb == Verb::Head ? Verb::Get : head.verb;
    request.path = head.path();
    request.body = std::move(reading->body);
    request.headers = head.headers;
    request.query = queryOf(head.target);
    request.client = m_proxies.clientOf(connection.peer(), head.headers);
    request.requestId = exchange.requestId;
    request.trace = exchange.trace;

    auto reply = shielded([this, &exchange, &request] { return dispatch(exchange, request); });
    if (!reply) {
        connection.send(compose(exchange, errorResponse(reply.error())));
        return;
    }
    if (auto *response = std::get_if<Response>(&*reply)) {
        connection.send(compose(exchange, std::move(*response)));
        return;
    }

    // Not deliver(): a future that ends without a result must be answered too.
    using Later = std::shared_ptr<Response>;
    auto *watcher = new QFutureWatcher<Later>(&connection);
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, &connection,
        [this, watcher, &connection, exchange] {
            watcher->deleteLater();
            auto result = shielded([watcher]() -> Later {
                return watcher->future().resultCount() > 0 ? watcher->result() : Later();
            });
            const Error dropped{ErrorCode::Internal,
                                QStringLiteral("a handler's future ended without an answer"),
                                {}};
            Response response = !result   ? errorResponse(result.error())
                                : *result ? std::move(**result)
                                          : errorResponse(dropped);
            connection.send(compose(exchange, std::move(response)));
        });
    watcher->setFuture(std::get<QFuture<Later>>(*reply));
}

Reply HttpAdaptor::dispatch(Exchange &exchange, Request &request)
{
    const auto match = m_router.match(request.verb, request.path);
    if (!match) {
        const QByteArray message =
            "Cannot " + name(exchange.verb).toByteArray() + ' ' + request.path;
        return errorResponse(404, message);
    }
    exchange.route = match->route->path;
    exchange.isPersonal =
        !std::holds_alternative<Public>(match->route->access) || request.verb != Verb::Get;
    const TraceScope scope(exchange.trace);
    const Result<void> admitted = m_router.admit(*match, request);
    exchange.caller = request.caller.id;
    exchange.role = request.caller.role;
    if (!admitted) {
        return errorResponse(admitted.error());
    }
    return match->route->handle(request);
}

Upgrade HttpAdaptor::upgrade(HttpConnection &connection, const RequestHead &head)
{
    if (m_notifications == nullptr || head.path() != LoopNotifications::Path) {
        return Upgrade::Ignored;
    }
    Exchange exchange = begin(connection, head);
    exchange.route = LoopNotifications::Path;
    exchange.keepAlive = false;
    const auto refuseWith = [this, &connection, &exchange](const Error &error) {
        connection.send(compose(exchange, errorResponse(error)));
        return Upgrade::Answered;
    };
    if (!exchange.origin.isEmpty() && !m_cors.allows(exchange.origin)) {
        return refuseWith({ErrorCode::Forbidden, {}, {}});
    }
    const QByteArray token = LoopNotifications::tokenOf(head.headers, queryOf(head.target));
    const auto admitted = shielded([this, &token] { return m_notifications->admit(token); });
    if (!admitted) {
        return refuseWith(admitted.error());
    }
    if (!*admitted) {
        return refuseWith(admitted->error());
    }
    observe(exchange, 101, {});
    m_notifications->take(connection.takeSocket(), token, **admitted);
    return Upgrade::Taken;
}

Result<std::optional<QByteArray>> HttpAdaptor::pull(BodySource &source)
{
    auto piece = shielded([&source] { return source.next(); });
    if (!piece) {
        return std::unexpected(piece.error());
    }
    return *std::move(piece);
}

/// Short bodies are sent whole, with a length and an ETag, even when they were made piece by piece.
void HttpAdaptor::gather(Response &response)
{
    while (response.body.size() < GatherSize) {
        auto piece = pull(*response.source);
        if (!piece) {
            response = errorResponse(piece.error());
            return;
        }
        if (!*piece) {
            response.source.reset();
            return;
        }
        if (response.body.isEmpty()) {
            response.body = *std::move(*piece);
        } else {
            response.body += **piece;
        }
    }
}

const QByteArray &HttpAdaptor::date()
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (now != m_dateSecond || m_date.isEmpty()) {
        m_dateSecond = now;
        const QDateTime time =
            QDateTime::fromSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC);
        m_date = QLocale::c()
                     .toString(time, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
                     .toLatin1();
    }
    return m_date;
}

void HttpAdaptor::writeCommonHeaders(QByteArray &head, const Exchange &exchange)
{
    appendHeader(head, "Date", date());
    appendHeader(head, "X-Request-Id", exchange.requestId);
    head += "X-Content-Type-Options: nosniff\r\n";
    // By this a client tells our answers from a captive portal's.
    appendHeader(head, Wire::ProtocolHeader.toByteArray(),
                 QByteArray::number(Wire::ProtocolVersion));
    m_cors.writeHeaders(head, exchange.origin);
    if (!exchange.keepAlive) {
        head += "Connection: close\r\n";
    } else if (!exchange.isHttp11) {
        head += "Connection: keep-alive\r\n";
    }
}

WireAnswer HttpAdaptor::compose(const Exchange &exchange, Response response)
{
    if (response.source) {
        const TraceScope scope(exchange.trace);
        gather(response);
    }
    WireAnswer answer;
    Exchange sent = exchange;
    const bool isRead = exchange.verb == Verb::Get || exchange.verb == Verb::Head;
    QByteArray tag = findHeader(response, "ETag");
    const bool isTagged = !response.source || !response.sourceTag.isEmpty();
    if (isRead && response.status == 200 && isTagged) {
        if (tag.isEmpty()) {
            tag = entityTag(response.source ? response.sourceTag : response.body);
            response.headers.append({QByteArrayLiteral("ETag"), tag});
        }
        if (!exchange.ifNoneMatch.isEmpty() && matchesTag(exchange.ifNoneMatch, tag)) {
            response.status = 304;
            response.body.clear();
            response.source.reset();
        }
    }
    if (response.source && !exchange.isHttp11) {
        sent.keepAlive =
            false; // HTTP/1.0 knows no chunks: the end of the connection is the end of the body.
    }

    QByteArray head;
    head.reserve(512 + response.body.size());
    head += "HTTP/1.1 ";
    head += QByteArray::number(response.status);
    head += ' ';
    head += reasonPhrase(response.status);
    head += "\r\n";
    const bool hasContent = response.status != 204 && response.status != 304;
    if (hasContent) {
        appendHeader(head, "Content-Type", response.contentType);
        if (!response.source) {
            appendHeader(head, "Content-Length", QByteArray::number(response.body.size()));
        } else if (exchange.isHttp11) {
            head += "Transfer-Encoding: chunked\r\n";
            answer.isChunked = true;
        }
    }
    for (const auto &[name, value] : response.headers) {
        if (isHeaderSafe(name) && isHeaderSafe(value)) {
            appendHeader(head, name, value);
        }
    }
    if (findHeader(response, "Cache-Control").isEmpty()) {
        appendHeader(head, "Cache-Control",
                     exchange.isPersonal ? QByteArrayView("private, no-store") : "no-cache");
    }
    writeCommonHeaders(head, sent);
    head += "\r\n";

    const bool hasBody = hasContent && exchange.verb != Verb::Head;
    if (hasBody && answer.isChunked && !response.body.isEmpty()) {
        head += QByteArray::number(response.body.size(), 16);
        head += "\r\n";
        head += response.body;
        head += "\r\n";
    } else if (hasBody) {
        head += response.body;
    }
    answer.bytes = std::move(head);
    answer.rest = hasBody ? std::move(response.source) : nullptr;
    answer.isChunked = answer.isChunked && hasBody;
    answer.closes = !sent.keepAlive;
    observe(exchange, response.status, response.logDetail, response.code);
    return answer;
}

WireAnswer HttpAdaptor::composePreflight(const Exchange &exchange)
{
    WireAnswer answer;
    answer.bytes = QByteArrayLiteral("HTTP/1.1 204 No Content\r\n");
    m_cors.writePreflightHeaders(answer.bytes);
    writeCommonHeaders(answer.bytes, exchange);
    answer.bytes += "\r\n";
    answer.closes = !exchange.keepAlive;
    Exchange seen = exchange;
    seen.route = "preflight";
    observe(seen, 204, {});
    return answer;
}

WireAnswer HttpAdaptor::refuse(const Refusal &refusal, const RequestHead &head)
{
    Exchange exchange;
    exchange.route = "guard";
    exchange.keepAlive = false;
    exchange.isPersonal = true;
    // Without it a page of another origin would be told of a network that failed.
    exchange.origin = head.header("origin");
    exchange.requestId = requestId({});
    exchange.trace = trace(head.header(Wire::TraceParent::Header));
    exchange.started = steady_clock::now();
    Response response = errorResponse(refusal.status, refusal.message);
    if (refusal.status == 503) {
        response = withRetryAfter(std::move(response), std::chrono::seconds(5));
    }
    return compose(exchange, std::move(response));
}

void HttpAdaptor::observe(const Exchange &exchange, int status, const QString &logDetail,
                          std::optional<ErrorCode> code) const
{
    if (m_observe) {
        m_observe({exchange.verb, exchange.route, status, steady_clock::now() - exchange.started,
                   exchange.requestId, logDetail, exchange.trace.traceId, exchange.caller,
                   exchange.role, code});
    }
}

} // namespace EvalTrack::Server
