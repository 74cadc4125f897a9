// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/notificationlistener.h"

#include "storage/database.h"

#include <QRandomGenerator>
#include <QSocketNotifier>

#include <libpq-fe.h>

namespace EvalTrack::Server {

using namespace std::chrono_literals;

NotificationListener::NotificationListener(ConnectionSettings settings, QByteArrayList channels,
                                           QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_channels(std::move(channels))
    , m_reconnect(this)
    , m_probe(this)
{
    m_reconnect.setSingleShot(true);
    connect(&m_reconnect, &QTimer::timeout, this, [this] { connectNow(); });
    m_probe.setInterval(30s);
    connect(&m_probe, &QTimer::timeout, this, &NotificationListener::probe);
}

NotificationListener::~NotificationListener() = default;

Result<void> NotificationListener::start()
{
    return connectNow();
}

int NotificationListener::backendPid() const
{
    return m_database ? m_database->backendPid() : 0;
}

Result<void> NotificationListener::connectNow()
{
    const auto retryLater = [this] {
        const int longest = std::min(100 * (1 << std::min(m_attempts, 10)), 10'000);
        ++m_attempts;
        m_reconnect.start(QRandomGenerator::global()->bounded(longest / 2, longest + 1));
    };
    DatabaseOptions options;
    options.applicationName = QStringLiteral("evaltrack-listener");
    auto opened = Database::open(m_settings, options);
    if (!opened) {
        retryLater();
        return std::unexpected(opened.error());
    }
    for (const QByteArray &channel : m_channels) {
        const auto listening = (*opened)->runScript(QByteArrayLiteral("listen ") + channel);
        if (!listening) {
            retryLater();
            return std::unexpected(listening.error());
        }
    }
    m_database = std::move(*opened);
    m_notifier =
        std::make_unique<QSocketNotifier>(PQsocket(m_database->handle()), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this,
            &NotificationListener::readNotifications);
    m_attempts = 0;
    m_probe.start();
    if (std::exchange(m_wasInterrupted, false)) {
        Q_EMIT resumed();
    }
    return {};
}

void NotificationListener::readNotifications()
{
    PGconn *handle = m_database ? m_database->handle() : nullptr;
    if (!handle || PQconsumeInput(handle) == 0 || PQstatus(handle) != CONNECTION_OK) {
        lose();
        return;
    }
    struct Free
    {
        void operator()(PGnotify *notification) const { PQfreemem(notification); }
    };
    while (const std::unique_ptr<PGnotify, Free> notification{PQnotifies(handle)}) {
        Q_EMIT notified(QString::fromUtf8(notification->relname),
                        QString::fromUtf8(notification->extra));
    }
}

void NotificationListener::probe()
{
    if (m_database && m_database->ping()) {
        readNotifications(); // the answer may have brought some along
    } else {
        lose();
    }
}

void NotificationListener::lose()
{
    m_probe.stop();
    if (m_notifier) {
        m_notifier->setEnabled(false);
        m_notifier.release()->deleteLater(); // this may run in its own signal
    }
    m_database.reset();
    m_wasInterrupted = true;
    m_reconnect.start(0);
    Q_EMIT interrupted();
}

} // namespace EvalTrack::Server
