// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/requestfields.h"

#include "base/foldedtext.h"
#include "wire/isotime.h"

#include <limits>

namespace EvalTrack::Server {

qint64 pathNumber(const Request &request)
{
    const QByteArray text = request.pathParameter("id");
    bool fits = false;
    const qint64 number = text.toLongLong(&fits);
    return fits ? number : std::numeric_limits<qint64>::max();
}

Result<std::optional<qint64>> queryInteger(const Request &request, QStringView name, qint64 minimum,
                                           qint64 maximum)
{
    const auto text = request.queryValue(name);
    if (!text || text->isEmpty()) {
        return std::nullopt;
    }
    bool isNumber = false;
    const qint64 number = text->toLongLong(&isNumber);
    if (!isNumber) {
        return failure(ErrorCode::BadRequest, name.toString() + u" must be an integer number");
    }
    if (number < minimum || number > maximum) {
        return failure(ErrorCode::BadRequest, name.toString() + u" must be between "_qs +
                                                  QString::number(minimum) + u" and "_qs +
                                                  QString::number(maximum));
    }
    return number;
}

Result<std::optional<Timestamp>> queryTime(const Request &request, QStringView name)
{
    const auto text = request.queryValue(name);
    if (!text || text->isEmpty()) {
        return std::nullopt;
    }
    const auto time = Wire::fromIso(*text);
    if (!time) {
        return failure(ErrorCode::BadRequest,
                       name.toString() + u" must be a valid ISO 8601 date string");
    }
    return time;
}

Result<QString> searchText(const Request &request)
{
    const QString text = request.queryValue(u"search").value_or(QString());
    if (checkText(text, Limits::ShortTextMax)) {
        return failure(ErrorCode::BadRequest,
                       QStringLiteral("search must be a text of at most 200 characters"));
    }
    return foldedForSearch(text);
}

Response answerOf(Result<Response> result)
{
    return result ? std::move(*result) : errorResponse(result.error());
}

} // namespace EvalTrack::Server
