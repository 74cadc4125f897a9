// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <expected>

namespace EvalTrack {

/// What went wrong, as a closed set that code can decide on. Screens turn it into words
/// (ErrorPresenter in ui/common); the HTTP adaptor turns it into a status code.
enum class ErrorCode {
    Network,         ///< The server could not be reached.
    Timeout,         ///< An answer did not come in time; the request may have been carried out.
    Cancelled,       ///< The caller gave up before there was an answer.
    BadRequest,      ///< The request could not be read at all.
    Unauthorized,    ///< Nobody is signed in, or the credentials are wrong.
    Forbidden,       ///< Signed in, but this is not allowed.
    NotFound,        ///< There is no such thing, or the caller may not know of it.
    Conflict,        ///< It contradicts what is recorded already (duplicates, full events, states).
    Stale,           ///< The record changed since it was read (HTTP 412).
    Validation,      ///< A field's value is not acceptable; fieldErrors says which.
    PayloadTooLarge, ///< More bytes than a route takes.
    TooManyRequests, ///< Throttled; try again later.
    Unavailable,     ///< The server or its database is away for the moment.
    Storage,         ///< The local disk or database failed.
    StorageDamaged,  ///< The local store holds what nobody wrote.
    StorageFull,     ///< The local disk is full: nothing was recorded.
    KeychainUnavailable, ///< The desktop's secret store is missing, locked or does not answer.
    ProtocolMismatch, ///< The answer is not one of ours (a captive portal, another server, another
                      ///< version).
    Internal,         ///< A fault in the program.
    UntrustedServer   ///< What answers shows a certificate that this computer does not know, so
                      ///< nothing was said to it. Last, as stores keep these numbers.
};

/// One field of a form or request body that was refused, named as in the REST contract.
struct FieldError
{
    QString field;
    QString message; ///< English, as the server sends it.

    bool operator==(const FieldError &) const = default;
};

/// Why an operation failed. `detail` is for logs and for the contract's answers; it never carries a
/// password, token, SQL text or bound value. It is not translated: people read what ErrorPresenter
/// says of `code` and `fieldErrors`.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString detail;
    QList<FieldError> fieldErrors;

    bool operator==(const Error &) const = default;
};

template <typename T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> failure(ErrorCode code, QString detail = {})
{
    return std::unexpected(Error{code, std::move(detail), {}});
}

/// The English name of a code, for logs and test output.
[[nodiscard]] QString toString(ErrorCode code);

} // namespace EvalTrack
