// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/apiclient.h"

#include "base/deliver.h"
#include "wire/syncprotocol.h"
#include "wire/traceparent.h"

#include <QLocale>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPromise>
#include <QTimeZone>
#include <QTimer>

namespace EvalTrack {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

struct ApiClient::Pending
{
    ApiRequest request;
    QPromise<Result<HttpAnswer>> promise;
    /// Of all its attempts. Of how many requests it keeps details is for the server to say.
    Wire::TraceParent trace = Wire::TraceParent::begun(true);
    QString tokenUsed;
    milliseconds startedAt{0};
    bool wasRefreshed = false;
    bool timedOut = false;
    bool isDone = false;
};

namespace {

constexpr auto Untrusted = "isUntrusted";
constexpr auto Broken = "isBroken";

std::optional<Timestamp> dateOf(QNetworkReply *reply)
{
    const QByteArray text = reply->rawHeader("Date");
    // "Sun, 22 Nov 2026 07:36:20 GMT" (RFC 9110, 5.6.7)
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text).section(u' ', 1, 4),
                                             QStringLiteral("dd MMM yyyy HH:mm:ss"));
    if (!date.isValid()) {
        return std::nullopt;
    }
    date.setTimeSpec(Qt::UTC);
    return Timestamp(milliseconds(date.toMSecsSinceEpoch()));
}

std::optional<std::chrono::seconds> retryAfterOf(QNetworkReply *reply)
{
    bool isNumber = false;
    const int wait = reply->rawHeader("Retry-After").toInt(&isNumber);
    return isNumber && wait >= 0 ? std::optional(std::chrono::seconds(wait)) : std::nullopt;
}

QString pathOf(const QUrl &server, const QString &path)
{
    QString base = server.path();
    while (base.endsWith(u'/')) {
        base.chop(1);
    }
    return base + path;
}

Error transportError(QNetworkReply *reply, bool timedOut)
{
    if (timedOut || reply->property(Broken).toBool() ||
        reply->error() == QNetworkReply::TimeoutError) {
        return {ErrorCode::Timeout, QStringLiteral("no answer in time"), {}};
    }
    if (reply->error() == QNetworkReply::OperationCanceledError) {
        return {ErrorCode::Cancelled, {}, {}};
    }
    if (reply->property(Untrusted).toBool()) {
        return {ErrorCode::UntrustedServer, reply->errorString(), {}};
    }
    return {ErrorCode::Network, reply->errorString(), {}};
}

/// One that has failed ends by itself; Qt 6.4 complains of a second error.
void abort(QNetworkReply &reply)
{
    if (reply.error() == QNetworkReply::NoError) {
        reply.abort();
    }
}

} // namespace

ApiClient::ApiClient(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    connect(&m_network, &QNetworkAccessManager::sslErrors, this,
            [this](QNetworkReply *reply, const QList<QSslError> &errors) {
                if (!errors.isEmpty() &&
                    m_trust.accepts(reply->sslConfiguration().peerCertificate())) {
                    reply->ignoreSslErrors(errors);
                } else {
                    reply->setProperty(Untrusted, true);
                }
            });
}

ApiClient::~ApiClient()
{
    reset();
}

void ApiClient::setServer(const QUrl &url, const CertificateTrust &trust)
{
    reset();
    m_server = url;
    m_trust = trust;
    m_network.clearConnectionCache();
}

void ApiClient::setRefresher(Refresher refresher)
{
    m_refresher = std::move(refresher);
}

void ApiClient::setAccessToken(const Redacted<QString> &token)
{
    m_token = token;
}

QFuture<Result<HttpAnswer>> ApiClient::send(const ApiRequest &request)
{
    auto pending = std::make_shared<Pending>();
    pending->request = request;
    pending->promise.start();
    QFuture<Result<HttpAnswer>> future = pending->promise.future();
    if (request.isAuthorized && (m_isRefreshing || m_token.reveal().isEmpty())) {
        refreshThenSend(pending);
    } else {
        start(pending);
    }
    return future;
}

void ApiClient::reset()
{
    ++m_epoch;
    m_token = {};
    m_isRefreshing = false;
    const QList<PendingPtr> waiting = std::exchange(m_waitForToken, {});
    for (const PendingPtr &pending : waiting) {
        complete(pending, failure(ErrorCode::Cancelled));
    }
    abortReplies();
}

void ApiClient::reconnect()
{
    // To whoever asked, it is an answer that did not come: the server may have carried it out.
    for (const QPointer<QNetworkReply> &reply : std::as_const(m_replies)) {
        if (reply) {
            reply->setProperty(Broken, true);
        }
    }
    abortReplies();
    m_network.clearConnectionCache();
}

void ApiClient::abortReplies()
{
    const QList<QPointer<QNetworkReply>> replies = std::exchange(m_replies, {});
    for (const QPointer<QNetworkReply> &reply : replies) {
        if (reply) {
            abort(*reply);
        }
    }
}

void ApiClient::start(const PendingPtr &pending)
{
    if (!m_server.isValid() || m_server.host().isEmpty()) {
        complete(pending, failure(ErrorCode::Network, QStringLiteral("no server is chosen")));
        return;
    }
    const ApiRequest &wanted = pending->request;
    QUrl url = m_server;
    url.setPath(pathOf(m_server, wanted.path));
    url.setQuery(wanted.query);
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Accept", "application/json");
    if (!wanted.body.isEmpty()) {
        request.setRawHeader("Content-Type", "application/json");
    }
    for (const auto &[name, value] : wanted.headers) {
        request.setRawHeader(name, value);
    }
    request.setRawHeader(Wire::TraceParent::Header.toByteArray(),
                         pending->trace.child().toHeader());
    pending->tokenUsed = m_token.reveal();
    if (wanted.isAuthorized) {
        request.setRawHeader("Authorization", "Bearer " + m_token.reveal().toUtf8());
    }
    pending->startedAt = m_clock.monotonic();

    QNetworkReply *reply = wanted.verb == "GET"
                               ? m_network.get(request)
                               : m_network.sendCustomRequest(request, wanted.verb, wanted.body);
    m_replies.append(reply);
    // The reply's own, so that it ends with it: a singleShot() would keep the answer until then.
    auto *patience = new QTimer(reply);
    patience->setSingleShot(true);
    connect(patience, &QTimer::timeout, reply, [pending, reply] {
        pending->timedOut = true;
        abort(*reply);
    });
    patience->start(wanted.timeout);
    connect(reply, &QNetworkReply::finished, this,
            [this, pending, reply] { finish(pending, reply); });
}

void ApiClient::finish(const PendingPtr &pending, QNetworkReply *reply)
{
    reply->deleteLater();
    m_replies.removeOne(QPointer(reply));
    Result<HttpAnswer> answer = answerOf(pending, reply);
    const bool isRefused = answer && answer->status == 401 && pending->request.isAuthorized;
    if (isRefused && !pending->wasRefreshed) {
        pending->wasRefreshed = true;
        if (!m_isRefreshing && pending->tokenUsed != m_token.reveal()) {
            start(pending); // Somebody else's 401 brought a new token meanwhile.
        } else {
            refreshThenSend(pending);
        }
        return;
    }
    complete(pending, std::move(answer));
}

Result<HttpAnswer> ApiClient::answerOf(const PendingPtr &pending, QNetworkReply *reply)
{
    const QVariant status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (!status.isValid() || pending->timedOut) {
        return std::unexpected(transportError(reply, pending->timedOut));
    }
    HttpAnswer answer;
    answer.status = status.value<int>();
    answer.retryAfter = retryAfterOf(reply);
    answer.serverDate = dateOf(reply);
    answer.roundTrip = m_clock.monotonic() - pending->startedAt;
    const QByteArray protocol = reply->rawHeader(Wire::ProtocolHeader.toByteArray());
    if (protocol.isEmpty() && answer.status >= 500) {
        // A gateway in front of the server speaks for it.
        return failure(ErrorCode::Unavailable, QStringLiteral("HTTP status %1").arg(answer.status));
    }
    if (protocol != QByteArray::number(Wire::ProtocolVersion)) {
        return failure(ErrorCode::ProtocolMismatch,
                       protocol.isEmpty() ? QStringLiteral("not an answer of EvalTrack")
                                          : QStringLiteral("the server speaks protocol ") %
                                                QString::fromLatin1(protocol));
    }
    const bool isCutShort = reply->error() == QNetworkReply::RemoteHostClosedError ||
                            reply->error() == QNetworkReply::OperationCanceledError;
    if (isCutShort) {
        return std::unexpected(transportError(reply, false));
    }
    answer.body = reply->readAll();
    Q_EMIT reached();
    if (answer.serverDate) {
        Q_EMIT serverTimeSeen(*answer.serverDate, answer.roundTrip / 2 + 1s);
    }
    return answer;
}

void ApiClient::refreshThenSend(const PendingPtr &pending)
{
    if (!m_refresher) {
        complete(pending, failure(ErrorCode::Unauthorized, QStringLiteral("nobody is signed in")));
        return;
    }
    m_waitForToken.append(pending);
    if (m_isRefreshing) {
        return;
    }
    m_isRefreshing = true;
    deliver(m_refresher(), this, [this, epoch = m_epoch](const Result<Redacted<QString>> &token) {
        if (epoch == m_epoch) {
            refreshed(token);
        }
    });
}

void ApiClient::refreshed(const Result<Redacted<QString>> &token)
{
    m_isRefreshing = false;
    if (token) {
        m_token = *token;
    }
    const QList<PendingPtr> waiting = std::exchange(m_waitForToken, {});
    for (const PendingPtr &pending : waiting) {
        if (token) {
            pending->wasRefreshed = true;
            start(pending);
        } else {
            complete(pending, std::unexpected(token.error()));
        }
    }
}

void ApiClient::complete(const PendingPtr &pending, Result<HttpAnswer> result)
{
    if (std::exchange(pending->isDone, true)) {
        return;
    }
    pending->promise.addResult(std::move(result));
    pending->promise.finish();
}

} // namespace EvalTrack
