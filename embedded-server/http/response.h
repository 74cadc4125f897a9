// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QPair>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace EvalTrack::Server {

/// Produces a long body piece by piece, so that an array of any length is sent in bounded memory.
/// Pulled in the event loop of its connection, only when the socket has room; destroyed when the
/// answer is finished or the peer is gone.
class BodySource
{
public:
    BodySource() = default;
    BodySource(const BodySource &) = delete;
    BodySource &operator=(const BodySource &) = delete;
    virtual ~BodySource() = default;

    /// The next piece (some 10 to 200 KB); nullopt at the end. An error after the first piece
    /// breaks the connection off, so that the client sees a truncated body and not a wrong one.
    [[nodiscard]] virtual Result<std::optional<QByteArray>> next() = 0;
};

/// What a handler answers. The adaptor adds Content-Length or chunked framing, ETag and 304 for
/// GET, CORS, X-Request-Id and the connection headers, and leaves the body out for HEAD.
struct Response
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = QByteArrayLiteral("application/json; charset=utf-8");
    QList<QPair<QByteArray, QByteArray>> headers;
    std::unique_ptr<BodySource> source; ///< When set, body is empty and the answer is chunked.
    /// Tells the answer of a source from any other, for its ETag: what its bytes are is not known
    /// before they were sent. Empty: it has none.
    QByteArray sourceTag;
    QString logDetail;             ///< Of a failure that the client is not told: for the log only.
    std::optional<ErrorCode> code; ///< Of such a failure.
};

[[nodiscard]] Response json(int status, QByteArray body);
[[nodiscard]] Response noContent();
/// The contract's error body {"message","error","statusCode"} for an error value, with the message
/// in `detail`. Validation errors carry a list of messages. Internal and Storage errors never show
/// their detail.
[[nodiscard]] Response errorResponse(const Error &error);
/// The same for a status of HTTP itself (404 of an unknown path, 413 of the guard): message, reason
/// phrase, status.
[[nodiscard]] Response errorResponse(int status, QByteArrayView message);
/// 429 or 503 that says when to come back.
[[nodiscard]] Response withRetryAfter(Response response, std::chrono::seconds wait);
/// The phrase of the status line, which Nest also sends as "error".
[[nodiscard]] QByteArrayView reasonPhrase(int status);

/// A handler answers at once, or (password hashing, exports) later from a pool; the adaptor keeps
/// answers of one connection in order. shared_ptr because QFuture's results must be copyable.
using Reply = std::variant<Response, QFuture<std::shared_ptr<Response>>>;

} // namespace EvalTrack::Server
