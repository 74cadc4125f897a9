// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/httpconnection.h"

#include "http/guardsocket.h"

#include <QMetaObject>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace EvalTrack::Server {

using std::chrono::steady_clock;

HttpConnection::HttpConnection(std::unique_ptr<QTcpSocket> wire, RequestSink &sink,
                               const GuardLimits &limits, QObject *parent)
    : QObject(parent)
    , m_wire(std::move(wire))
    , m_guard(new GuardSocket(this))
    , m_sink(sink)
    , m_limits(limits)
    , m_peer(m_wire->peerAddress())
    , m_framer(limits)
    , m_deadline(steady_clock::now() + limits.idleTime)
{
    m_wire->setReadBufferSize(ReadSize);
    m_wire->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_wire.get(), &QTcpSocket::readyRead, this, &HttpConnection::readWire);
    connect(m_wire.get(), &QTcpSocket::disconnected, this, &HttpConnection::vanish);
    connect(m_wire.get(), &QTcpSocket::bytesWritten, this, &HttpConnection::pump);
}

HttpConnection::~HttpConnection()
{
    if (m_wire) {
        m_wire->disconnect(this);
        m_wire->abort();
    }
}

void HttpConnection::readWire()
{
    if (m_state == State::Reading) {
        process();
    } else if (m_state == State::Lingering) {
        (void)m_wire->skip(m_wire->bytesAvailable());
    }
}

void HttpConnection::process()
{
    if (m_isProcessing) {
        return;
    }
    m_isProcessing = true;
    int served = 0;
    while (m_state == State::Reading) {
        switch (m_framer.advance()) {
        case RequestFramer::Progress::NeedMore: {
            const QByteArray bytes = m_wire->read(ReadSize);
            if (bytes.isEmpty()) {
                restartTimer();
                m_isProcessing = false;
                return;
            }
            m_framer.append(bytes);
            break;
        }
        case RequestFramer::Progress::HeadComplete: {
            const RequestHead &head = m_framer.head();
            if (head.upgradesToWebSocket) {
                m_state = State::Serving;
                const Upgrade outcome = m_sink.upgrade(*this, head);
                if (outcome == Upgrade::Taken) {
                    return;
                }
                if (outcome == Upgrade::Answered) {
                    break;
                }
                m_state = State::Reading;
            }
            if (!head.hasBody()) {
                break;
            }
            const qint64 limit = m_sink.bodyLimit(head);
            m_framer.setBodyLimit(limit);
            if (head.expectsContinue && head.contentLength <= limit) {
                m_wire->write("HTTP/1.1 100 Continue\r\n\r\n");
            }
            break;
        }
        case RequestFramer::Progress::Complete:
            if (served++ == RequestsAtATime) {
                // The other connections of this loop have their turn.
                QMetaObject::invokeMethod(this, &HttpConnection::process, Qt::QueuedConnection);
                m_isProcessing = false;
                return;
            }
            m_state = State::Serving;
            m_sink.serve(*this, m_framer.head(), m_framer.body());
            break;
        case RequestFramer::Progress::Refused:
            refuse(m_framer.refusal());
            break;
        }
    }
    m_isProcessing = false;
}

void HttpConnection::restartTimer()
{
    const Instant now = steady_clock::now();
    if (!m_framer.hasBegun()) {
        m_deadline = now + m_limits.idleTime;
        m_headTimed = m_bodyTimed = false;
    } else if (m_framer.isInBody()) {
        // One deadline from the end of the head on: a byte every now and then does not buy time.
        if (!m_bodyTimed) {
            m_deadline = now + m_limits.bodyTime;
            m_bodyTimed = true;
        }
    } else if (!m_headTimed) {
        m_deadline = now + m_limits.headerTime;
        m_headTimed = true;
    }
}

void HttpConnection::refuse(const Refusal &refusal)
{
    m_state = State::Serving;
    send(m_sink.refuse(refusal, m_framer.head()));
}

void HttpConnection::turnAway(WireAnswer answer)
{
    m_state = State::Serving;
    send(std::move(answer));
}

void HttpConnection::send(WireAnswer answer)
{
    if (m_state != State::Serving) {
        return;
    }
    m_state = State::Sending;
    m_closes = answer.closes;
    m_isChunked = answer.isChunked;
    m_rest = std::move(answer.rest);
    m_deadline = steady_clock::now() + m_limits.idleTime;
    m_wire->write(answer.bytes);
    if (!m_rest) {
        // Written within this turn of the loop: waiting for the socket to tell that it is writable
        // costs a turn.
        m_wire->flush();
    }
    pump();
}

void HttpConnection::pump()
{
    if (m_state != State::Sending) {
        return;
    }
    m_deadline = steady_clock::now() + m_limits.idleTime;
    while (m_rest && m_wire->bytesToWrite() < m_limits.highWater) {
        const auto piece = m_sink.pull(*m_rest);
        if (m_state != State::Sending) {
            return;
        }
        if (!piece) {
            // A truncated body says that something went wrong; a completed one would be believed.
            m_wire->abort();
            return;
        }
        if (!*piece) {
            m_rest.reset();
            if (m_isChunked) {
                m_wire->write("0\r\n\r\n");
            }
        } else if (!(*piece)->isEmpty()) {
            if (m_isChunked) {
                m_wire->write(QByteArray::number((*piece)->size(), 16).append("\r\n"));
                m_wire->write(**piece);
                m_wire->write("\r\n");
            } else {
                m_wire->write(**piece);
            }
        }
    }
    const qint64 allowed = m_closes ? 0 : m_limits.highWater;
    if (!m_rest && m_wire->bytesToWrite() <= allowed) {
        answered();
    }
}

void HttpConnection::answered()
{
    if (m_closes || m_isFinishing) {
        if (m_wire->bytesToWrite() > 0) {
            m_closes = true; // pump() comes back when it is written
            return;
        }
        beginLingering();
        return;
    }
    m_framer.next();
    m_headTimed = m_bodyTimed = false;
    m_state = State::Reading;
    process();
}

void HttpConnection::finish()
{
    m_isFinishing = true;
    if (m_state == State::Reading && !m_framer.hasBegun()) {
        beginLingering();
    }
}

void HttpConnection::beginLingering()
{
    m_state = State::Lingering;
    m_deadline = steady_clock::now() + m_limits.lingerTime;
#ifdef Q_OS_UNIX
    // The peer sees the end of the answer at once, while bytes that it still sends are taken and
    // dropped: closing with unread bytes would send a reset, which can destroy the answer before it
    // is read (RFC 9112, 9.6).
    ::shutdown(static_cast<int>(m_wire->socketDescriptor()), SHUT_WR);
    (void)m_wire->skip(m_wire->bytesAvailable());
#else
    m_wire->disconnectFromHost();
#endif
}

void HttpConnection::checkTime(Instant now)
{
    if (now < m_deadline) {
        return;
    }
    switch (m_state) {
    case State::Reading:
        if (m_framer.hasBegun()) {
            refuse({408, "Request Timeout"});
        } else {
            beginLingering();
        }
        return;
    case State::Serving:
        return; // Our time, not the peer's.
    case State::Sending:
    case State::Lingering:
        m_wire->abort();
        return;
    case State::Gone:
        return;
    }
}

std::unique_ptr<QTcpSocket> HttpConnection::takeSocket()
{
    const QByteArray received = m_framer.rawHead();
    m_wire->disconnect(this);
    m_wire->setReadBufferSize(0);
    for (qsizetype i = received.size(); i-- > 0;) {
        m_wire->ungetChar(received.at(i));
    }
    m_state = State::Gone;
    deleteLater();
    return std::move(m_wire);
}

void HttpConnection::vanish()
{
    if (m_state == State::Gone) {
        return;
    }
    m_state = State::Gone;
    m_rest.reset();
    deleteLater();
}

} // namespace EvalTrack::Server
