// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/redacted.h"
#include "net/apirequest.h"
#include "net/certificatetrust.h"

#include <QFuture>
#include <QList>
#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>
#include <QUrl>

#include <functional>
#include <memory>

class QNetworkReply;

namespace EvalTrack {

/// Sends requests to one server and gives back its answers, whatever their status; what is not an
/// answer of ours (no network, time-out, a captive portal's page) is an error. It holds the access
/// token in memory only. A 401 makes it ask the refresher for a new token once, while everything
/// that needs a token waits; without any token it asks before the first request. It knows no route
/// and retries nothing else. Lives in the UI thread; futures that are under way when it dies are
/// Cancelled.
class ApiClient final : public QObject
{
    Q_OBJECT
public:
    /// Gives a new access token. Unauthorized: the session is over; any other error: not now.
    using Refresher = std::function<QFuture<Result<Redacted<QString>>>()>;

    explicit ApiClient(const Clock &clock, QObject *parent = nullptr);
    ~ApiClient() override;

    void setServer(const QUrl &url, const CertificateTrust &trust);
    [[nodiscard]] QUrl server() const { return m_server; }
    [[nodiscard]] const CertificateTrust &trust() const { return m_trust; }
    void setRefresher(Refresher refresher);
    void setAccessToken(const Redacted<QString> &token);
    [[nodiscard]] const Redacted<QString> &accessToken() const { return m_token; }

    QFuture<Result<HttpAnswer>> send(const ApiRequest &request);
    /// Gives everything under way back as Cancelled and forgets the token.
    void reset();
    /// Breaks every connection, whatever it seems to be doing: what is under way comes back as
    /// Timeout, and the next request makes a new one. The token stays.
    void reconnect();

Q_SIGNALS:
    /// Any answer of ours arrived, so the server can be reached.
    void reached();
    /// The server's clock, as precisely as its Date header says it.
    void serverTimeSeen(EvalTrack::Timestamp serverTime, std::chrono::milliseconds uncertainty);

private:
    struct Pending;
    using PendingPtr = std::shared_ptr<Pending>;

    void start(const PendingPtr &pending);
    void finish(const PendingPtr &pending, QNetworkReply *reply);
    void refreshThenSend(const PendingPtr &pending);
    void refreshed(const Result<Redacted<QString>> &token);
    [[nodiscard]] Result<HttpAnswer> answerOf(const PendingPtr &pending, QNetworkReply *reply);
    static void complete(const PendingPtr &pending, Result<HttpAnswer> result);
    void abortReplies();

    const Clock &m_clock;
    QNetworkAccessManager m_network;
    QUrl m_server;
    CertificateTrust m_trust;
    Redacted<QString> m_token;
    Refresher m_refresher;
    bool m_isRefreshing = false;
    quint64 m_epoch = 0; ///< Counts reset(): what comes back from before it is dropped.
    QList<PendingPtr> m_waitForToken;
    QList<QPointer<QNetworkReply>> m_replies;
};

} // namespace EvalTrack
