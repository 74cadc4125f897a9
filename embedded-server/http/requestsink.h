// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/requestframer.h"
#include "http/response.h"

#include <QByteArray>

#include <memory>
#include <optional>

class QTcpSocket;

namespace EvalTrack::Server {

class HttpConnection;

/// An answer as bytes for the wire, with the rest of a long body to be pulled.
struct WireAnswer
{
    QByteArray bytes;
    std::unique_ptr<BodySource> rest;
    bool isChunked = false;
    bool closes = false;
};

enum class Upgrade {
    Taken,    ///< The socket was taken over.
    Answered, ///< It was refused, and the answer sent.
    Ignored,  ///< Not for this path: the request is served as if it did not ask.
};

/// What a connection needs of the adaptor: everything it does not know itself.
class RequestSink
{
public:
    RequestSink() = default;
    RequestSink(const RequestSink &) = delete;
    RequestSink &operator=(const RequestSink &) = delete;
    virtual ~RequestSink() = default;

    [[nodiscard]] virtual qint64 bodyLimit(const RequestHead &head) = 0;
    /// Answers with HttpConnection::send(), now or later.
    virtual void serve(HttpConnection &connection, const RequestHead &head,
                       const QByteArray &body) = 0;
    /// The guard refused a request, whose head is there as far as it was read; the answer closes
    /// the connection.
    [[nodiscard]] virtual WireAnswer refuse(const Refusal &refusal, const RequestHead &head) = 0;
    [[nodiscard]] virtual Upgrade upgrade(HttpConnection &connection, const RequestHead &head) = 0;
    /// BodySource::next(), with anything it throws turned into an error.
    [[nodiscard]] virtual Result<std::optional<QByteArray>> pull(BodySource &source) = 0;
};

} // namespace EvalTrack::Server
