// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "net/backoff.h"
#include "net/notificationclient.h"
#include "net/returnwatch.h"
#include "ports/syncstatus.h"
#include "store/storehost.h"
#include "sync/capturedrain.h"
#include "sync/changepull.h"
#include "sync/commanddrain.h"
#include "sync/returnallowance.h"
#include "sync/seatshares.h"
#include "sync/stallwatch.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QTimer>

namespace EvalTrack {

/// Keeps the local store and the server in step: sends captures, then commands, then the captures
/// that had to wait for them, asks for its share of seats where people come in, then reads the
/// change feed, again and again. What the server fails at
/// does not keep the rest from being sent and read.
///
/// ```
///            account opened                        wake: edit, notification, network is back,
///   Off ───────────────────────▶ Running ◀──────── syncNow, poll timer ─────────────┐
///    ▲                           │  │  ▲                                            │
///    │ account closed            │  │  └─ woken meanwhile: once more                │
///    │ (from every state)        │  └──── done ────────────────────────────────▶ Idle
///    └────────────────           │                                                  ▲
///                                └─ transient error ─▶ Waiting ─ timer or wake ─▶ Running
/// ```
///
/// Waiting lasts a random time up to a ceiling that doubles to 60 s, at least what the server asked
/// for; an edit does not shorten it, a notification, the network's return and syncNow() do, and so
/// does a server that says that it serves again: it is asked every few seconds while something
/// waits to be sent (ReturnWatch, ReturnAllowance). A run that has heard nothing for some seconds,
/// while the server answers a new connection, is on a dead one: the connections are broken and it
/// is begun again, a doubled time later the next time, as a server may also be slow. When it is
/// only some commands that failed, an edit is sent at once, and they still wait. What is recorded
/// and what is told in quick succession is gathered: the first is sent at once, and the next run
/// begins a RunSpacing after it, with all that has come since. While the server can be reached and
/// nothing is sent for a minute (StallWatch), it breaks its connections, makes them anew, and tells
/// people and the server. It decides when to sync, not what a request says. Lives in the UI thread.
class SyncEngine final : public SyncStatus
{
    Q_OBJECT
public:
    SyncEngine(StoreHost &host, ApiClient &api, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] bool isOnline() const override { return m_isOnline; }
    [[nodiscard]] SyncActivity activity() const override;
    [[nodiscard]] std::optional<Timestamp> lastSync() const override { return m_lastSync; }
    [[nodiscard]] int waitingCount() const override { return m_waiting; }
    [[nodiscard]] int attentionCount() const override { return m_attention; }
    [[nodiscard]] int reviewCount() const override { return m_review; }
    [[nodiscard]] std::optional<Error> lastError() const override { return m_lastError; }
    [[nodiscard]] bool isStalled() const override { return m_stalls.isStalled(); }
    [[nodiscard]] int unreadableCount() const override { return m_unreadable; }

    void syncNow() override;

    /// Something was recorded here: it is sent at the next chance.
    void edited();
    /// The system says the network is back, or the session has a token again.
    void reconnected();

private:
    enum class State { Off, Idle, Running, Waiting };

    void open();
    void close();
    using Failed = CommandDrain::Failed;

    void start(Failed failed = Failed::Retry);
    void startSpaced();
    void sendCommands();
    void sendHeldCaptures();
    void askForSeats();
    void pull();
    void tellScreens(const Result<void> &before);
    /// Notes how a stage ended; whether the next one is worth trying.
    [[nodiscard]] bool goesOn(const Result<void> &stage, std::chrono::seconds retryAfter);
    void finished();
    void wait(const Error &error);
    void setState(State state);
    void setOnline(bool isOnline);
    void noteNext();
    void connectAnew();
    void serverAnswered(bool isServing);
    /// Every second: asks whether the connection is dead while an answer is long in coming, and
    /// connects anew when sending has come to a standstill.
    void lookForStall();

    StoreHost &m_host;
    ApiClient &m_api;
    const Clock &m_clock;
    CommandDrain m_commands;
    CaptureDrain m_captures;
    SeatShares m_seats;
    ChangePull m_changes;
    NotificationClient m_notifications;
    ReturnWatch m_returnWatch;
    ReturnAllowance m_returns;
    bool m_isMadeAnew = false;            ///< We broke the connections ourselves.
    QElapsedTimer m_silence;              ///< Since the server was last heard, or a run began.
    std::chrono::milliseconds m_patience; ///< With silence, before the connection is doubted.
    Backoff m_backoff;
    StallWatch m_stalls;
    std::optional<QUuid> m_nextToSend;
    QTimer m_watch;
    QTimer m_timer;           ///< The end of Waiting, or the next run in Idle.
    QDeadlineTimer m_spacing; ///< When a run may begin that nobody asked for.
    State m_state = State::Off;
    bool m_isUnderWay = false; ///< A run has not come back yet, even if the account is closed.
    bool m_isWoken = false;
    bool m_isFirstCopy = false;
    bool m_isOnline = false;
    std::optional<Timestamp> m_lastSync;
    std::optional<Error> m_lastError;
    int m_waiting = 0;
    int m_attention = 0;
    int m_review = 0; ///< Of m_attention.
    int m_unreadable = 0;
    // Of the run that is under way.
    std::optional<Error> m_runError;
    std::chrono::seconds m_runRetryAfter{0};
    bool m_isFeedRead = false;
    Failed m_failed = Failed::Retry;
    QDeadlineTimer m_retryAt; ///< When what failed is tried again.
};

} // namespace EvalTrack
