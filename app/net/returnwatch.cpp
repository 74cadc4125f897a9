// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/returnwatch.h"

#include "base/deliver.h"

#include <QRandomGenerator>

namespace EvalTrack {

using namespace std::chrono_literals;

namespace {

constexpr auto Patience = 2s; // for an answer of one line

} // namespace

ReturnWatch::ReturnWatch(const ApiClient &api, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_own(clock)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &ReturnWatch::ask);
}

void ReturnWatch::start(std::chrono::milliseconds interval)
{
    if (std::exchange(m_isAtWork, true) && interval == m_interval) {
        return;
    }
    m_interval = interval;
    if (!m_isAsking) {
        askLater();
    }
}

void ReturnWatch::stop()
{
    m_isAtWork = false;
    m_pause.stop();
}

void ReturnWatch::askLater()
{
    const auto half = static_cast<int>(m_interval.count() / 2);
    m_pause.start(m_interval +
                  std::chrono::milliseconds(QRandomGenerator::global()->bounded(half + 1)));
}

void ReturnWatch::ask()
{
    // What hangs on a connection of before says nothing of now.
    m_own.setServer(m_api.server(), m_api.trust());
    ApiRequest request;
    request.path = QStringLiteral("/ready");
    request.timeout = Patience;
    request.isAuthorized = false;
    m_isAsking = true;
    deliver(m_own.send(request), this, [this](const Result<HttpAnswer> &answer) {
        m_isAsking = false;
        if (!m_isAtWork) {
            return;
        }
        askLater();
        Q_EMIT answered(answer && answer->isSuccess());
    });
}

} // namespace EvalTrack
