// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/guardlimits.h"
#include "http/request.h"

#include <QByteArray>
#include <QList>
#include <QPair>

namespace EvalTrack::Server {

/// The head of a request, checked.
struct RequestHead
{
    Verb verb = Verb::Get;
    QByteArray target;                            ///< Origin form: path and query as sent.
    QList<QPair<QByteArray, QByteArray>> headers; ///< Names in lower case, values trimmed.
    bool isHttp11 = true;
    bool keepAlive = true;
    bool expectsContinue = false;
    bool upgradesToWebSocket = false;
    bool isChunked = false;
    qint64 contentLength = 0;

    [[nodiscard]] QByteArray header(QByteArrayView lowerCaseName) const;
    [[nodiscard]] QByteArray path() const;
    [[nodiscard]] bool hasBody() const { return isChunked || contentLength > 0; }
};

/// Why a request is not let through; the connection is closed after telling it.
struct Refusal
{
    int status = 400;
    const char *message = "";
};

/// Cuts a stream of bytes into HTTP/1.1 requests (RFC 9112) and refuses whatever two readers could
/// understand differently: repeated, negative or listed Content-Length, Content-Length beside
/// Transfer-Encoding, codings other than chunked, bare LF or CR, folded headers, space before a
/// colon, control characters. Also holds the size limits. It does no I/O and knows no time:
/// HttpConnection gives it bytes.
///
///     Line ──▶ Headers ──▶ (HeadComplete) ──▶ Body | ChunkSize ⇄ ChunkData ──▶ Trailers ──▶
///     (Complete)
class RequestFramer
{
public:
    enum class Progress {
        NeedMore,     ///< All bytes given so far are read.
        HeadComplete, ///< head() is valid; set the body limit and go on. Told once a request.
        Complete,     ///< body() is valid; call next() before going on.
        Refused,      ///< refusal() tells why; nothing more is read from this connection.
    };

    explicit RequestFramer(const GuardLimits &limits);

    void append(const QByteArray &bytes);
    [[nodiscard]] Progress advance();
    void setBodyLimit(qint64 bytes) { m_bodyLimit = bytes; }
    /// Forgets the finished request; bytes after it stay.
    void next();

    /// Of a refused request what was read before.
    [[nodiscard]] const RequestHead &head() const { return m_head; }
    [[nodiscard]] const QByteArray &body() const { return m_body; }
    [[nodiscard]] const Refusal &refusal() const { return m_refusal; }
    /// Whether a request has begun, and whether its head is complete.
    [[nodiscard]] bool hasBegun() const;
    [[nodiscard]] bool isInBody() const { return m_stage > Stage::HeadDone; }
    /// Everything received of the current request and after it, as it came; valid until the body
    /// begins.
    [[nodiscard]] QByteArray rawHead() const { return m_input.mid(m_messageStart); }

private:
    enum class Stage {
        Line,
        Headers,
        HeadDone,
        Body,
        ChunkSize,
        ChunkData,
        ChunkEnd,
        Trailers,
        Done,
        Refused
    };
    enum class LineState { None, Found, Bad };

    [[nodiscard]] LineState readLine(QByteArrayView &line);
    [[nodiscard]] Progress refuse(int status, const char *message);
    [[nodiscard]] bool readRequestLine(QByteArrayView line);
    [[nodiscard]] bool readHeader(QByteArrayView line);
    [[nodiscard]] bool finishHead();
    [[nodiscard]] bool readConnectionHeaders();
    [[nodiscard]] bool readBodyHeaders();
    [[nodiscard]] bool readChunkSize(QByteArrayView line);
    bool fail(int status, const char *message);

    GuardLimits m_limits;
    QByteArray m_input;
    qsizetype m_messageStart = 0;
    qsizetype m_offset = 0;  // first byte not read yet
    qsizetype m_scanned = 0; // no line end before this
    qsizetype m_headBytes = 0;
    qsizetype m_trailerBytes = 0;
    qint64 m_remaining = 0; // of the body or chunk
    qint64 m_bodyLimit = 0;
    Stage m_stage = Stage::Line;
    RequestHead m_head;
    QByteArray m_body;
    Refusal m_refusal;
};

} // namespace EvalTrack::Server
