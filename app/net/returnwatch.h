// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"

#include <QTimer>

namespace EvalTrack {

/// Asks the server now and then whether it serves (GET /ready, without a token, each time by a new
/// connection), so that what waits is sent soon after server or network are back, and not only when
/// a pause is over that has grown to a minute. The system tells of a cable that was pulled; nobody
/// tells of a server that came up again, or of a link behind the next router. It only tells: what
/// follows is the engine's to decide. Lives in the UI thread.
class ReturnWatch final : public QObject
{
    Q_OBJECT
public:
    /// Asks where `api` asks, and trusts what it trusts.
    ReturnWatch(const ApiClient &api, const Clock &clock, QObject *parent = nullptr);

    /// Asks again and again from now on, an interval after the last answer, or half as long again:
    /// a thousand clients that lost the server together do not ask together. Does nothing while it
    /// is at work with the same interval.
    void start(std::chrono::milliseconds interval);
    void stop();
    [[nodiscard]] bool isAtWork() const { return m_isAtWork; }

Q_SIGNALS:
    /// Whether the server answered that it can serve.
    void answered(bool isServing);

private:
    void ask();
    void askLater();

    const ApiClient &m_api;
    ApiClient m_own;
    QTimer m_pause;
    std::chrono::milliseconds m_interval{0};
    bool m_isAtWork = false;
    bool m_isAsking = false;
};

} // namespace EvalTrack
