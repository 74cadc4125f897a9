// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/erroranswer.h"

#include "wire/fieldreader.h"
#include "wire/keys.h"

#include <QJsonArray>

namespace EvalTrack {

namespace {

ErrorCode codeOf(int status)
{
    switch (status) {
    case 400:
    case 422:
        return ErrorCode::BadRequest;
    case 401:
        return ErrorCode::Unauthorized;
    case 403:
        return ErrorCode::Forbidden;
    case 404:
    case 410:
        return ErrorCode::NotFound;
    case 408:
        return ErrorCode::Timeout;
    case 409:
        return ErrorCode::Conflict;
    case 412:
        return ErrorCode::Stale;
    case 413:
        return ErrorCode::PayloadTooLarge;
    case 429:
        return ErrorCode::TooManyRequests;
    default:
        return status >= 500 ? ErrorCode::Unavailable : ErrorCode::BadRequest;
    }
}

FieldError fieldErrorOf(const QString &message)
{
    // "each value in preguntas must be a string" names its field fourth.
    const QString lead = QStringLiteral("each value in ");
    const QString rest = message.startsWith(lead) ? message.mid(lead.size()) : message;
    return {rest.section(u' ', 0, 0), message};
}

} // namespace

Error errorOf(const HttpAnswer &answer)
{
    Error error;
    error.code = codeOf(answer.status);
    const auto body = Wire::parseObject(answer.body);
    if (!body) {
        error.detail = QStringLiteral("HTTP status %1").arg(answer.status);
        return error;
    }
    const QJsonValue message = body->value(Wire::Key::message);
    if (message.isArray()) {
        const QJsonArray messages = message.toArray();
        for (const QJsonValue &one : messages) {
            error.fieldErrors.append(fieldErrorOf(one.toString()));
        }
        error.code = error.code == ErrorCode::BadRequest ? ErrorCode::Validation : error.code;
        error.detail = body->value(Wire::Key::error).toString();
    } else {
        error.detail = message.toString();
    }
    return error;
}

Result<QJsonObject> objectOf(const Result<HttpAnswer> &answer)
{
    if (!answer) {
        return std::unexpected(answer.error());
    }
    if (!answer->isSuccess()) {
        return std::unexpected(errorOf(*answer));
    }
    if (answer->body.isEmpty()) {
        return QJsonObject();
    }
    auto object = Wire::parseObject(answer->body);
    if (!object) {
        return failure(ErrorCode::ProtocolMismatch, object.error().detail);
    }
    return object;
}

bool isTransient(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Network:
    case ErrorCode::UntrustedServer:
    case ErrorCode::Timeout:
    case ErrorCode::Cancelled:
    case ErrorCode::TooManyRequests:
    case ErrorCode::Unavailable:
    case ErrorCode::ProtocolMismatch:
    case ErrorCode::Unauthorized:
        return true;
    default:
        return false;
    }
}

} // namespace EvalTrack
