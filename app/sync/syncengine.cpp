// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/syncengine.h"

#include "base/deliver.h"

namespace EvalTrack {

using namespace std::chrono_literals;

namespace {

constexpr auto PollAlone = 30s;     // without notifications
constexpr auto PollNotified = 5min; // they are never needed for correctness

} // namespace

SyncEngine::SyncEngine(StoreHost &host, ApiClient &api, const Clock &clock, QObject *parent)
    : SyncStatus(parent)
    , m_host(host)
    , m_clock(clock)
    , m_commands(host, api)
    , m_captures(host, api)
    , m_changes(host, api, clock)
    , m_notifications(api)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SyncEngine::start);
    connect(&m_host, &StoreHost::opened, this, &SyncEngine::open);
    connect(&m_host, &StoreHost::closed, this, &SyncEngine::close);
    connect(&m_host, &StoreHost::newsArrived, this, [this](const StoreNews &news) {
        if (news.changed.testFlag(StorePart::Outbox) &&
            (news.waiting != m_waiting || news.attention != m_attention)) {
            m_waiting = news.waiting;
            m_attention = news.attention;
            Q_EMIT changed();
        }
    });
    connect(&m_host, &StoreHost::failed, this, [this](const Error &error) {
        m_lastError = error;
        Q_EMIT changed();
    });
    connect(&m_changes, &ChangePull::firstCopyStarted, this, [this] {
        m_isFirstCopy = true;
        Q_EMIT changed();
    });
    connect(&api, &ApiClient::reached, this, [this] {
        setOnline(true);
        if (m_state != State::Off) {
            m_notifications.start();
        }
    });
    connect(&m_notifications, &NotificationClient::changed, this, &SyncEngine::reconnected);
}

SyncActivity SyncEngine::activity() const
{
    switch (m_state) {
    case State::Running:
        return m_isFirstCopy ? SyncActivity::Initial : SyncActivity::Syncing;
    case State::Waiting:
        return SyncActivity::Waiting;
    case State::Off:
    case State::Idle:
        break;
    }
    return SyncActivity::Idle;
}

void SyncEngine::open()
{
    m_backoff.reset();
    m_lastError.reset();
    const auto read = [](LocalStore &store) {
        return store.meta().number(MetaKey::LastSync);
    };
    deliver(m_host.run(StoreHost::Priority::Normal, read), this,
            [this](const Result<qint64> &time) {
                if (time && *time != 0 && !m_lastSync) {
                    m_lastSync = Timestamp(std::chrono::milliseconds(*time));
                    Q_EMIT changed();
                }
            });
    setState(State::Idle);
    start();
}

void SyncEngine::close()
{
    m_timer.stop();
    m_notifications.stop();
    m_lastSync.reset();
    m_waiting = 0;
    m_attention = 0;
    m_isFirstCopy = false;
    setState(State::Off);
}

void SyncEngine::syncNow()
{
    m_backoff.reset();
    start();
}

void SyncEngine::edited()
{
    if (m_state == State::Idle || m_state == State::Running) {
        start();
    }
}

void SyncEngine::reconnected()
{
    m_backoff.reset();
    start();
}

void SyncEngine::start()
{
    if (m_state == State::Off) {
        return;
    }
    if (m_isUnderWay) {
        m_isWoken = true;
        return;
    }
    m_timer.stop();
    m_isWoken = false;
    m_isUnderWay = true;
    setState(State::Running);
    deliver(m_commands.run(), this, [this](const Result<void> &sent) { sendCaptures(sent); });
}

void SyncEngine::sendCaptures(const Result<void> &commandsSent)
{
    if (!commandsSent) {
        finished(commandsSent, m_commands.retryAfter());
        return;
    }
    deliver(m_captures.run(), this, [this](const Result<void> &sent) { pull(sent); });
}

void SyncEngine::pull(const Result<void> &capturesSent)
{
    if (!capturesSent) {
        finished(capturesSent, m_captures.retryAfter());
        return;
    }
    deliver(m_changes.run(), this, [this](const Result<void> &read) { tellScreens(read); });
}

// "In step" is said when the screens show it.
void SyncEngine::tellScreens(const Result<void> &feedRead)
{
    deliver(m_host.flush(), this, [this, feedRead](const Result<void> &told) {
        finished(feedRead ? told : feedRead, m_changes.retryAfter());
    });
}

void SyncEngine::finished(const Result<void> &result, std::chrono::seconds retryAfter)
{
    m_isUnderWay = false;
    if (m_state == State::Off) {
        return;
    }
    if (m_state != State::Running) {
        start(); // Another account was opened while the last run of the one before came back.
        return;
    }
    if (!result) {
        wait(result.error(), retryAfter);
        return;
    }
    m_backoff.reset();
    m_isFirstCopy = false;
    m_lastError.reset();
    m_lastSync = m_clock.now();
    setOnline(true);
    setState(State::Idle);
    if (m_isWoken) {
        start();
    } else {
        m_timer.start(m_notifications.isConnected() ? PollNotified : PollAlone);
    }
}

void SyncEngine::wait(const Error &error, std::chrono::seconds retryAfter)
{
    m_lastError = error;
    setOnline(error.code != ErrorCode::Network && error.code != ErrorCode::Timeout &&
              error.code != ErrorCode::ProtocolMismatch && error.code != ErrorCode::Unavailable &&
              m_isOnline);
    setState(State::Waiting);
    m_timer.start(m_backoff.next(retryAfter));
}

void SyncEngine::setState(State state)
{
    if (state != std::exchange(m_state, state)) {
        Q_EMIT changed();
    }
}

void SyncEngine::setOnline(bool isOnline)
{
    if (isOnline != std::exchange(m_isOnline, isOnline)) {
        Q_EMIT changed();
    }
}

} // namespace EvalTrack
