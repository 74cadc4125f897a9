// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/syncengine.h"

#include "base/deliver.h"
#include "sync/runspacing.h"

#include <algorithm>

namespace EvalTrack {

using namespace std::chrono_literals;

namespace {

constexpr auto PollAlone = 30s;     // without notifications
constexpr auto PollNotified = 5min; // they are never needed for correctness
constexpr auto WatchInterval = 1s;
// Between questions whether the server is back: soon while something waits to be sent.
constexpr auto AskSoon = 2s;
constexpr auto AskLater = 10s;
constexpr std::chrono::milliseconds FirstPatience = 3s;
constexpr std::chrono::milliseconds MostPatience = 60s;

} // namespace

SyncEngine::SyncEngine(StoreHost &host, ApiClient &api, const Clock &clock, QObject *parent)
    : SyncStatus(parent)
    , m_host(host)
    , m_api(api)
    , m_clock(clock)
    , m_commands(host, api)
    , m_captures(host, api)
    , m_seats(host, api)
    , m_changes(host, api, clock)
    , m_notifications(api)
    , m_returnWatch(api, clock)
    , m_patience(FirstPatience)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { start(); });
    connect(&m_watch, &QTimer::timeout, this, &SyncEngine::lookForStall);
    connect(&m_host, &StoreHost::opened, this, &SyncEngine::open);
    connect(&m_host, &StoreHost::closed, this, &SyncEngine::close);
    connect(&m_host, &StoreHost::newsArrived, this, [this](const StoreNews &news) {
        const bool isUnreadableNew =
            std::exchange(m_unreadable, news.unreadable) != news.unreadable;
        const bool isOutboxNew =
            news.changed.testFlag(StorePart::Outbox) &&
            (news.waiting != m_waiting || news.attention != m_attention || news.review != m_review);
        if (isOutboxNew) {
            m_waiting = news.waiting;
            m_attention = news.attention;
            m_review = news.review;
            if (m_waiting > 0 && m_returnWatch.isAtWork()) {
                m_returnWatch.start(AskSoon);
            }
        }
        const bool wasStalled = isStalled();
        if (news.changed.testFlag(StorePart::Outbox)) {
            m_nextToSend = news.nextToSend;
            noteNext();
        }
        if (isOutboxNew || isUnreadableNew || wasStalled != isStalled()) {
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
    connect(&m_returnWatch, &ReturnWatch::answered, this, &SyncEngine::serverAnswered);
    connect(&api, &ApiClient::reached, this, [this] {
        m_silence.restart();
        if (!m_isOnline) {
            m_notifications.retrySoon();
        }
        setOnline(true);
        if (m_state != State::Off) {
            m_notifications.start();
        }
    });
    connect(&m_notifications, &NotificationClient::changed, this, [this] {
        m_backoff.reset();
        startSpaced();
    });
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
    m_returns.reset();
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
    m_watch.start(WatchInterval);
    setState(State::Idle);
    start();
}

void SyncEngine::close()
{
    m_timer.stop();
    m_watch.stop();
    m_returnWatch.stop();
    m_nextToSend.reset();
    noteNext();
    m_notifications.stop();
    m_lastSync.reset();
    m_waiting = 0;
    m_attention = 0;
    m_review = 0;
    m_unreadable = 0;
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
        startSpaced();
    } else if (m_state == State::Waiting && m_isFeedRead) {
        start(Failed::Leave); // It waits for some commands only.
    }
}

void SyncEngine::reconnected()
{
    m_backoff.reset();
    start();
}

void SyncEngine::startSpaced()
{
    if (m_isUnderWay || m_spacing.hasExpired()) {
        start();
    } else if (m_state != State::Off) {
        m_timer.start(std::chrono::milliseconds(m_spacing.remainingTime()));
    }
}

void SyncEngine::start(Failed failed)
{
    if (m_state == State::Off) {
        return;
    }
    if (m_isUnderWay) {
        m_isWoken = true;
        return;
    }
    m_failed = failed;
    m_timer.stop();
    m_returnWatch.stop();
    m_silence.start();
    m_spacing = QDeadlineTimer(nextRunSpacing());
    m_isWoken = false;
    m_isUnderWay = true;
    setState(State::Running);
    m_runError.reset();
    m_runRetryAfter = {};
    m_isFeedRead = false;
    // Captures never wait behind commands.
    deliver(m_captures.run(), this, [this](const Result<void> &sent) {
        if (goesOn(sent, m_captures.retryAfter())) {
            sendCommands();
        }
    });
}

void SyncEngine::sendCommands()
{
    deliver(m_commands.run(m_failed), this, [this](const Result<void> &sent) {
        if (goesOn(sent, m_commands.retryAfter())) {
            sendHeldCaptures();
        }
    });
}

// Those at events that the server has only just been told of.
void SyncEngine::sendHeldCaptures()
{
    if (!m_commands.hasSent()) {
        askForSeats();
        return;
    }
    deliver(m_captures.run(), this, [this](const Result<void> &sent) {
        if (goesOn(sent, m_captures.retryAfter())) {
            askForSeats();
        }
    });
}

void SyncEngine::askForSeats()
{
    deliver(m_seats.run(), this, [this](const Result<void> &asked) {
        if (goesOn(asked, {})) {
            pull();
        }
    });
}

void SyncEngine::pull()
{
    deliver(m_changes.run(), this, [this](const Result<void> &read) {
        if (!goesOn(read, m_changes.retryAfter())) {
            return;
        }
        if (!read) {
            tellScreens(read);
            return;
        }
        m_isFeedRead = true;
        // What waited for a record may have it now.
        m_isWoken = m_isWoken || (m_commands.isHolding() && m_changes.hasChanged());
        deliver(m_commands.blameFailed(), this,
                [this](const Result<void> &blamed) { tellScreens(blamed); });
    });
}

// "In step" is said when the screens show it.
void SyncEngine::tellScreens(const Result<void> &before)
{
    deliver(m_host.flush(), this, [this, before](const Result<void> &told) {
        const Result<void> &stage = before ? told : before;
        if (!stage && !m_runError) {
            m_runError = stage.error();
        }
        finished();
    });
}

bool SyncEngine::goesOn(const Result<void> &stage, std::chrono::seconds retryAfter)
{
    m_runRetryAfter = std::max(m_runRetryAfter, retryAfter);
    if (stage) {
        return true;
    }
    if (!m_runError) {
        m_runError = stage.error();
    }
    switch (stage.error().code) {
    case ErrorCode::Network:
    case ErrorCode::UntrustedServer:
    case ErrorCode::Timeout:
    case ErrorCode::Cancelled:
    case ErrorCode::Unauthorized:
    case ErrorCode::TooManyRequests:
        finished(); // Nothing else would arrive either.
        return false;
    default:
        return true;
    }
}

void SyncEngine::finished()
{
    m_isUnderWay = false;
    m_returnWatch.stop();
    if (m_state == State::Off) {
        return;
    }
    if (m_state != State::Running) {
        start(); // Another account was opened while the last run of the one before came back.
        return;
    }
    if (m_isFeedRead) {
        m_isFirstCopy = false;
        m_lastSync = m_clock.now();
        setOnline(true);
    }
    if (m_runError) {
        wait(*m_runError);
        if (m_isWoken) {
            edited();
        }
        return;
    }
    m_backoff.reset();
    m_patience = FirstPatience;
    m_returns.reset();
    m_isMadeAnew = false;
    m_lastError.reset();
    setState(State::Idle);
    if (m_isWoken) {
        startSpaced();
    } else {
        m_timer.start(m_notifications.isConnected() ? PollNotified : PollAlone);
    }
}

void SyncEngine::wait(const Error &error)
{
    m_lastError = error;
    const bool isMadeAnew = std::exchange(m_isMadeAnew, false); // The server was there.
    const bool isAway =
        !isMadeAnew &&
        (error.code == ErrorCode::Network || error.code == ErrorCode::UntrustedServer ||
         error.code == ErrorCode::Timeout || error.code == ErrorCode::ProtocolMismatch ||
         error.code == ErrorCode::Unavailable);
    setOnline(m_isOnline && (m_isFeedRead || !isAway));
    setState(State::Waiting);
    if (m_failed == Failed::Retry || m_retryAt.hasExpired()) {
        m_retryAt = QDeadlineTimer(m_backoff.next(m_runRetryAfter));
    }
    m_timer.start(std::chrono::milliseconds(m_retryAt.remainingTime()));
    if (!isAway) {
        return;
    }
    m_returns.failed(m_runRetryAfter);
    // One that tells what is new and fails at what it is sent need not be seen away.
    if (!m_isFeedRead || (m_waiting > 0 && m_returns.isLeft())) {
        m_returnWatch.start(m_waiting > 0 ? AskSoon : AskLater);
    }
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
        noteNext();
        Q_EMIT changed();
    }
}

void SyncEngine::noteNext()
{
    m_stalls.note(m_nextToSend, m_isOnline, m_clock.monotonic());
}

void SyncEngine::connectAnew()
{
    m_notifications.stop();
    m_isMadeAnew = m_state == State::Running;
    m_api.reconnect();
    reconnected();
    m_notifications.start();
}

void SyncEngine::serverAnswered(bool isServing)
{
    if (!isServing) {
        m_returns.seenAway();
    } else if (m_state == State::Waiting && m_returns.take()) {
        start(m_isFeedRead ? Failed::Leave : Failed::Retry);
    } else if (m_state == State::Running && m_silence.hasExpired(m_patience.count())) {
        m_patience = std::min(m_patience * 2, MostPatience);
        connectAnew();
    }
}

void SyncEngine::lookForStall()
{
    if (m_state == State::Running && m_waiting > 0 && m_silence.hasExpired(m_patience.count())) {
        m_returnWatch.start(AskSoon);
    }
    if (m_stalls.isOver(m_clock.monotonic())) {
        m_changes.countStall();
        connectAnew();
        Q_EMIT changed();
    }
}

} // namespace EvalTrack
