// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/response.h"

#include "wire/jsonwriter.h"

namespace EvalTrack::Server {

namespace {

struct Status
{
    int code;
    QByteArrayView defaultMessage;
};

Status statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::BadRequest:
    case ErrorCode::Validation:
        return {400, "Bad Request"};
    case ErrorCode::Unauthorized:
        return {401, "Unauthorized"};
    case ErrorCode::Forbidden:
        return {403, "Forbidden resource"};
    case ErrorCode::NotFound:
        return {404, "Not Found"};
    case ErrorCode::Conflict:
        return {409, "Conflict"};
    case ErrorCode::Stale:
        return {412, "Precondition Failed"};
    case ErrorCode::PayloadTooLarge:
        return {413, "Payload Too Large"};
    case ErrorCode::TooManyRequests:
        return {429, "Too Many Requests"};
    case ErrorCode::Unavailable:
    case ErrorCode::StorageFull:
    case ErrorCode::Timeout:
        return {503, "Service Unavailable"};
    case ErrorCode::Network:
    case ErrorCode::Cancelled:
    case ErrorCode::Storage:
    case ErrorCode::StorageDamaged:
    case ErrorCode::KeychainUnavailable:
    case ErrorCode::ProtocolMismatch:
    case ErrorCode::UntrustedServer:
    case ErrorCode::Internal:
        return {500, "Internal server error"};
    }
    return {500, "Internal server error"};
}

} // namespace

QByteArrayView reasonPhrase(int status)
{
    switch (status) {
    case 100:
        return "Continue";
    case 101:
        return "Switching Protocols";
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 412:
        return "Precondition Failed";
    case 413:
        return "Payload Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 417:
        return "Expectation Failed";
    case 422:
        return "Unprocessable Entity";
    case 426:
        return "Upgrade Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    case 507:
        return "Insufficient Storage";
    default:
        return "Unknown";
    }
}

Response json(int status, QByteArray body)
{
    Response response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

Response noContent()
{
    Response response;
    response.status = 204;
    return response;
}

Response withRetryAfter(Response response, std::chrono::seconds wait)
{
    response.headers.append(
        {QByteArrayLiteral("Retry-After"), QByteArray::number(qint64{wait.count()})});
    return response;
}

Response errorResponse(const Error &error)
{
    const Status status = statusOf(error.code);
    const bool isOurFault = status.code >= 500;
    const bool hasMessages = !isOurFault && !error.fieldErrors.isEmpty();
    const bool hasDetail = !isOurFault && !error.detail.isEmpty();

    Wire::JsonWriter writer;
    writer.beginObject();
    writer.key(QLatin1String("message"));
    if (hasMessages) {
        writer.beginArray();
        for (const FieldError &fieldError : error.fieldErrors) {
            writer.value(fieldError.message);
        }
        writer.endArray();
    } else if (hasDetail) {
        writer.value(error.detail);
    } else {
        writer.value(status.defaultMessage);
    }
    // As Nest does: "error" only beside a message of its own, so a bare 401 is
    // {"message":"Unauthorized","statusCode":401}.
    if (hasMessages || hasDetail || status.code == 403) {
        writer.field(QLatin1String("error"), reasonPhrase(status.code));
    }
    writer.field(QLatin1String("statusCode"), status.code);
    writer.endObject();

    Response response = json(status.code, writer.take());
    if (isOurFault) {
        response.code = error.code;
        response.logDetail = toString(error.code) + QStringLiteral(": ") + error.detail;
    }
    if (status.code == 503 || status.code == 429) {
        return withRetryAfter(std::move(response), std::chrono::seconds(1));
    }
    return response;
}

Response errorResponse(int status, QByteArrayView message)
{
    Wire::JsonWriter writer;
    writer.beginObject();
    writer.field(QLatin1String("message"), message);
    writer.field(QLatin1String("error"), reasonPhrase(status));
    writer.field(QLatin1String("statusCode"), status);
    writer.endObject();
    return json(status, writer.take());
}

} // namespace EvalTrack::Server
