// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/stationservice.h"

#include "base/deliver.h"
#include "net/erroranswer.h"
#include "session/pinlock.h"
#include "wire/devicecodec.h"

#include <QDir>
#include <QtConcurrent>

namespace EvalTrack {

namespace {

using namespace std::chrono_literals;
constexpr auto RefreshTime = 5min;

} // namespace

StationService::StationService(ApiClient &api, SessionService &session, const Clock &clock,
                               QObject *parent)
    : Station(parent)
    , m_api(api)
    , m_session(session)
    , m_clock(clock)
{
    m_next.setInterval(RefreshTime);
    connect(&m_next, &QTimer::timeout, this, &StationService::refresh);
    connect(&m_session, &Session::stateChanged, this, &StationService::follow);
}

std::optional<StationSettings> StationService::settings() const
{
    return m_session.station();
}

StationStanding StationService::standing() const
{
    if (m_session.isStationRevoked()) {
        return StationStanding::Revoked;
    }
    return m_session.state() == SessionState::Expired ? StationStanding::CodeNeeded
                                                      : StationStanding::Admitted;
}

QFuture<Result<SignedInPerson>> StationService::enrol(const QString &code)
{
    return m_session.enrol(code);
}

void StationService::follow()
{
    const bool isAtWork = settings() && m_session.state() == SessionState::SignedIn;
    if (!isAtWork) {
        m_next.stop();
    } else if (!m_next.isActive()) {
        m_next.start();
        refresh();
    }
    Q_EMIT changed();
}

void StationService::refresh()
{
    if (!settings() || m_session.state() != SessionState::SignedIn ||
        std::exchange(m_isAsking, true)) {
        return;
    }
    ApiRequest request;
    request.path = QStringLiteral("/devices/self");
    deliver(m_api.send(request), this, [this](const Result<HttpAnswer> &answer) {
        m_isAsking = false;
        const auto object = objectOf(answer);
        const auto fresh = object ? Wire::parseStationSettings(*object)
                                  : Result<StationSettings>(std::unexpected(object.error()));
        if (fresh) {
            m_session.updateStation(*fresh);
        }
    });
}

QString StationService::lockFile() const
{
    return m_session.folder() + u"/exit-pin.json"_qs;
}

std::chrono::seconds StationService::exitWait() const
{
    return settings() ? PinLock(lockFile(), m_clock).wait() : 0s;
}

QFuture<Result<void>> StationService::checkExitPin(const Redacted<QString> &pin)
{
    const auto known = settings();
    if (!known) {
        return readyFuture(Result<void>(failure(ErrorCode::NotFound)));
    }
    return judge(PinLock(lockFile(), m_clock), known->exitPinHash, pin);
}

QString StationService::lockFile(UserUuid person) const
{
    return m_session.folder() + u"/pins/"_qs + toText(person.value()) + u".json"_qs;
}

std::chrono::seconds StationService::pinWait(UserUuid person) const
{
    return PinLock(lockFile(person), m_clock).wait();
}

QFuture<Result<void>> StationService::checkPin(UserUuid person, const QString &hash,
                                               const Redacted<QString> &pin)
{
    // Those of people are many; the folder is made with the first.
    QDir().mkpath(m_session.folder() + u"/pins"_qs);
    return judge(PinLock(lockFile(person), m_clock), hash, pin);
}

QFuture<Result<void>> StationService::judge(PinLock lock, const QString &hash,
                                            const Redacted<QString> &pin)
{
    if (auto begun = lock.begin(); !begun) {
        return readyFuture(std::move(begun));
    }
    return QtConcurrent::run([pin, hash, lock]() mutable -> Result<void> {
        if (!PinLock::matches(pin, hash)) {
            return failure(ErrorCode::Unauthorized);
        }
        lock.succeed();
        return {};
    });
}

} // namespace EvalTrack
