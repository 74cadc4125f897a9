// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "net/apiclient.h"
#include "ports/station.h"
#include "session/pinlock.h"
#include "session/sessionservice.h"

#include <QTimer>

namespace EvalTrack {

/// The station of this computer: enrols it through the session, reads its settings again now and
/// then (an administrator may have changed them), and checks the PIN that leaves it and those of
/// people. Lives in the UI thread.
class StationService final : public Station
{
    Q_OBJECT
public:
    StationService(ApiClient &api, SessionService &session, const Clock &clock,
                   QObject *parent = nullptr);

    [[nodiscard]] std::optional<StationSettings> settings() const override;
    [[nodiscard]] StationStanding standing() const override;
    QFuture<Result<SignedInPerson>> enrol(const QString &code) override;
    [[nodiscard]] std::chrono::seconds exitWait() const override;
    QFuture<Result<void>> checkExitPin(const Redacted<QString> &pin) override;
    [[nodiscard]] std::chrono::seconds pinWait(UserUuid person) const override;
    QFuture<Result<void>> checkPin(UserUuid person, const QString &hash,
                                   const Redacted<QString> &pin) override;

    /// Asks the server for the settings now; nothing happens when no station is at work here.
    void refresh();

private:
    void follow();
    [[nodiscard]] QString lockFile() const;
    [[nodiscard]] QString lockFile(UserUuid person) const;
    [[nodiscard]] static QFuture<Result<void>> judge(PinLock lock, const QString &hash,
                                                     const Redacted<QString> &pin);

    ApiClient &m_api;
    SessionService &m_session;
    const Clock &m_clock;
    QTimer m_next;
    bool m_isAsking = false;
};

} // namespace EvalTrack
