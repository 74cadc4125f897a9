// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/requestsink.h"

#include <QHostAddress>
#include <QObject>
#include <QTcpSocket>

#include <chrono>
#include <memory>

namespace EvalTrack::Server {

class GuardSocket;

/// One client's connection: reads requests through the framer, holds the time limits, and sends the
/// answers. A request is read only when the one before is answered, so answers keep their order and
/// a client that sends without reading its answers is held back by its own TCP window. Lives in its
/// event loop; deletes itself when the peer is gone.
///
///     Reading ──complete──▶ Serving ──send()──▶ Sending ──taken by the peer──▶ Reading
///        │ refused, too slow                       │ last answer
///        └──────────────▶ Sending (refusal) ───────┴──▶ Lingering ──▶ gone
///     Reading ──upgrade──▶ the socket moves to the NotificationHub, gone
class HttpConnection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpConnection)

public:
    using Instant = std::chrono::steady_clock::time_point;

    HttpConnection(std::unique_ptr<QTcpSocket> wire, RequestSink &sink, const GuardLimits &limits,
                   QObject *parent);
    ~HttpConnection() override;

    /// The answer to the request being served.
    void send(WireAnswer answer);
    /// Answers at once, without having read a request, and closes.
    void turnAway(WireAnswer answer);
    /// Lets the request under way finish, then closes.
    void finish();
    /// Holds the time limits; called every now and then.
    void checkTime(Instant now);

    [[nodiscard]] GuardSocket &guard() const { return *m_guard; }
    [[nodiscard]] const QHostAddress &peer() const { return m_peer; }
    [[nodiscard]] bool isFinishing() const { return m_isFinishing; }
    /// Gives the socket away, with the bytes received so far put back into it.
    [[nodiscard]] std::unique_ptr<QTcpSocket> takeSocket();

private:
    enum class State {
        Reading,   ///< Waits for a request or is in the middle of one.
        Serving,   ///< A request is with the handlers.
        Sending,   ///< A long answer is on its way, or the peer is slow to take one.
        Lingering, ///< The last answer is sent; what still comes is dropped until the peer closes,
                   ///< lest a reset destroys it.
        Gone,
    };

    void readWire();
    void process();
    void refuse(const Refusal &refusal);
    void pump();
    void answered();
    void beginLingering();
    void vanish();
    void restartTimer();

    static constexpr qint64 ReadSize = 64 * 1024;
    static constexpr int RequestsAtATime = 16;

    std::unique_ptr<QTcpSocket> m_wire;
    GuardSocket *m_guard;
    RequestSink &m_sink;
    const GuardLimits &m_limits;
    QHostAddress m_peer;
    RequestFramer m_framer;
    State m_state = State::Reading;
    std::unique_ptr<BodySource> m_rest;
    bool m_isChunked = false;
    bool m_closes = false;
    bool m_isFinishing = false;
    bool m_isProcessing = false;
    bool m_headTimed = false;
    bool m_bodyTimed = false;
    Instant m_deadline;
};

} // namespace EvalTrack::Server
