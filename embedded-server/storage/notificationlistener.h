// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "storage/connectionsettings.h"

#include <QByteArrayList>
#include <QObject>
#include <QTimer>

#include <memory>

class QSocketNotifier;

namespace EvalTrack::Server {

class Database;

/// Hears PostgreSQL's NOTIFY on a connection of its own and tells by signals. When the connection
/// breaks it says so
/// (`interrupted`: whatever is cached by notifications is no longer safe), connects again with
/// backoff, and says `resumed`: notifications in between are lost. Needs the event loop of its
/// thread; connecting can hold that loop for the connect timeout.
///
/// Not through QSqlDriver::subscribeToNotification, which does not tell that a connection ended.
class NotificationListener final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NotificationListener)

public:
    /// Channels are literals of the program ("evaltrack_changes", "evaltrack_accounts").
    NotificationListener(ConnectionSettings settings, QByteArrayList channels,
                         QObject *parent = nullptr);
    ~NotificationListener() override;

    /// Connects; a failure is also retried in the background.
    Result<void> start();
    [[nodiscard]] bool isListening() const { return m_notifier != nullptr; }
    /// The server's process id of the connection; 0 when away. For tests that cut it.
    [[nodiscard]] int backendPid() const;

Q_SIGNALS:
    void notified(const QString &channel, const QString &payload);
    void interrupted();
    void resumed();

private:
    Result<void> connectNow();
    void readNotifications();
    void probe();
    void lose();

    const ConnectionSettings m_settings;
    const QByteArrayList m_channels;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_reconnect;
    QTimer m_probe; // a peer that vanished without a word is noticed by asking
    int m_attempts = 0;
    bool m_wasInterrupted = false;
};

} // namespace EvalTrack::Server
