// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/agentoptions.h"
#include "agent/codereader.h"
#include "base/clock.h"
#include "domain/event.h"
#include "net/backoff.h"
#include "sync/clientengine.h"

#include <QObject>
#include <QTimer>

namespace EvalTrack {

/// The capture station: enrols (once), signs in (or takes up the session it remembers), finds its
/// event in the local store, records what standard input says, and drains at the end. It decides
/// when to stop, never what is recorded: that is the engine's.
///
///   signing in ─▶ waiting for the event ─▶ capturing ─▶ draining ─▶ ended
///        └──────────────(--drain)──────────────────────────▲
///
/// When the server wants the password again it signs in again with the password file, as often as
/// it takes; captures are recorded all the time. Without an account of a person's it is a station
/// with its own, which a code makes it; one that an administrator shut out records nothing more.
///
/// Exit codes: 0 done; 1 something waits (with --drain) or was not recorded; 2 wrong use; 3 cannot
/// sign in or find the event, or was shut out. Lives in the main thread.
class CaptureAgent final : public QObject
{
    Q_OBJECT
public:
    explicit CaptureAgent(AgentOptions options, QObject *parent = nullptr);
    ~CaptureAgent() override;

    void start();

private:
    void enrol();
    void refuseKeychain(const Error &error);
    void signIn();
    void signedIn(const Result<SignedInPerson> &person);
    void sessionChanged();
    void standingChanged();
    [[nodiscard]] bool asksPin();
    void refusePin();
    [[nodiscard]] bool isStation() const { return m_options.email.isEmpty(); }
    void signInAgain();
    void waitForEvent();
    void lookForEvent();
    void record(const QString &code);
    void remark(const RecordedCapture &capture);
    void inputEnded();
    void drain();
    void lookAtSync();
    void lookAtQueue();
    void refuse(const QString &why);
    void end(int exitCode);

    void judgeQueue(int waiting);

    const AgentOptions m_options;
    SystemClock m_clock;
    ClientEngine m_engine;
    CodeReader m_reader;
    QTimer m_patience;
    QTimer m_nextSignIn;
    QTimer m_settingsPatience;
    Backoff m_backoff;
    EventUuid m_event;
    bool m_isSyncing = false;
    bool m_isStalled = false;
    bool m_hasSynced = false; ///< Since the start.
    int m_underWay = 0;       ///< Captures that are being made durable.
    int m_lastWaiting = -1;
    std::optional<StoreDamage> m_damage;
    int m_aside = 0;
    StationStanding m_standing = StationStanding::Admitted;
    /// Absent until counted. What a person has to decide is not among them: waiting sends it no
    /// sooner.
    std::optional<int> m_unsent;
    bool m_isPinAsked = false;
    bool m_isWaitingOrCapturing = false;
    bool m_isCounting = false;
    bool m_isCapturing = false;
    bool m_isInputEnded = false;
    bool m_isDraining = false;
    bool m_hasLoss = false;
    bool m_isEnded = false;
};

} // namespace EvalTrack
