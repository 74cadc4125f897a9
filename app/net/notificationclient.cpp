// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/notificationclient.h"

#include <QNetworkRequest>

namespace EvalTrack {

NotificationClient::NotificationClient(ApiClient &api, QObject *parent)
    : QObject(parent)
    , m_api(api)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &NotificationClient::open);
    connect(&m_socket, &QWebSocket::connected, this, [this] {
        m_backoff.reset();
        Q_EMIT connectedChanged();
        Q_EMIT changed(); // What was said while nobody listened is asked for now.
    });
    connect(&m_socket, &QWebSocket::disconnected, this, [this] {
        Q_EMIT connectedChanged();
        retryLater();
    });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &NotificationClient::changed);
    connect(&m_socket, &QWebSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (m_api.trust().accepts(m_socket.sslConfiguration().peerCertificate())) {
            m_socket.ignoreSslErrors(errors);
        }
    });
    connect(&m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
            [this] { retryLater(); });
}

void NotificationClient::start()
{
    if (!std::exchange(m_isStarted, true)) {
        m_backoff.reset();
        open();
    }
}

void NotificationClient::retrySoon()
{
    m_backoff.reset();
    if (m_retry.isActive()) {
        m_retry.start(m_backoff.next());
    }
}

void NotificationClient::stop()
{
    m_isStarted = false;
    m_retry.stop();
    m_socket.abort();
}

bool NotificationClient::isConnected() const
{
    return m_socket.state() == QAbstractSocket::ConnectedState;
}

void NotificationClient::open()
{
    if (!m_isStarted || m_socket.state() != QAbstractSocket::UnconnectedState) {
        return;
    }
    if (m_api.accessToken().reveal().isEmpty()) {
        retryLater(); // Offline so far: the first request brings a token.
        return;
    }
    QUrl url = m_api.server();
    url.setScheme(url.scheme() == u"https" ? QStringLiteral("wss") : QStringLiteral("ws"));
    QString path = url.path();
    while (path.endsWith(u'/')) {
        path.chop(1);
    }
    url.setPath(path + u"/notifications"_qs);
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + m_api.accessToken().reveal().toUtf8());
    m_socket.open(request);
}

void NotificationClient::retryLater()
{
    if (m_isStarted && !m_retry.isActive()) {
        m_retry.start(m_backoff.next(std::chrono::seconds(1)));
    }
}

} // namespace EvalTrack
