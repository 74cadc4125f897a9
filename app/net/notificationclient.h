// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "net/backoff.h"

#include <QObject>
#include <QTimer>
#include <QWebSocket>

namespace EvalTrack {

/// Listens on the server's /notifications for "something you may see changed". It carries no data
/// and is never needed for correctness: while it is away, changes are found by polling. Connects
/// again by itself while it is started. Lives in the UI thread.
class NotificationClient final : public QObject
{
    Q_OBJECT
public:
    explicit NotificationClient(ApiClient &api, QObject *parent = nullptr);

    void start();
    void stop();
    /// The server was heard again: a pause that has grown is not waited for.
    void retrySoon();
    [[nodiscard]] bool isConnected() const;

Q_SIGNALS:
    void changed();
    void connectedChanged();

private:
    void open();
    void retryLater();

    ApiClient &m_api;
    QWebSocket m_socket;
    QTimer m_retry;
    Backoff m_backoff;
    bool m_isStarted = false;
};

} // namespace EvalTrack
