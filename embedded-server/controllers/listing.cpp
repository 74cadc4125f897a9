// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/listing.h"

#include "controllers/requestfields.h"
#include "wire/names.h"
#include "wire/syncprotocol.h"

namespace EvalTrack::Server {

namespace {

std::optional<Position> positionFrom(const QString &text, const char *list)
{
    const auto decoded = QByteArray::fromBase64Encoding(
        text.toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded) {
        return std::nullopt;
    }
    const QList<QByteArray> parts = (*decoded).split('.');
    if (parts.size() != 3 || parts.at(0) != list) {
        return std::nullopt;
    }
    bool isTime = false;
    bool isId = false;
    const Position position{Timestamp(std::chrono::milliseconds(parts.at(1).toLongLong(&isTime))),
                            parts.at(2).toLongLong(&isId)};
    // Years 1 to 9999: what PostgreSQL reads back as a time.
    const bool isInRange = position.time.time_since_epoch().count() > -62'135'596'800'000 &&
                           position.time.time_since_epoch().count() < 253'402'300'800'000;
    return isTime && isId && isInRange ? std::optional(position) : std::nullopt;
}

} // namespace

JsonParts::Tag tagOf(const Request &request, const FeedRepository &feed)
{
    return [request, feed]() -> Result<QByteArray> {
        const auto snapshot = feed.snapshot();
        if (!snapshot) {
            return std::unexpected(snapshot.error());
        }
        QByteArray tag = *snapshot + '\n' + QByteArray::number(request.caller.id.value()) + '\n' +
                         Wire::name(request.caller.role) + '\n' + request.path;
        for (const auto &[name, value] : request.query) {
            tag += '\n' + name.toUtf8() + '=' + value.toUtf8();
        }
        return tag;
    };
}

QString cursorTextOf(const char *list, const Position &position)
{
    const QByteArray text = QByteArray(list) + '.' +
                            QByteArray::number(qint64{position.time.time_since_epoch().count()}) +
                            '.' + QByteArray::number(position.id);
    return QString::fromLatin1(
        text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<PageRequest> pageRequestOf(const Request &request, const char *list)
{
    PageRequest asked;
    const auto limit = queryInteger(request, u"limit", 1, Wire::PageLimitMax);
    if (!limit) {
        return std::unexpected(limit.error());
    }
    if (*limit) {
        asked.limit = static_cast<int>(**limit);
    }
    const auto cursor = request.queryValue(u"cursor");
    if (cursor && !cursor->isEmpty()) {
        asked.after = positionFrom(*cursor, list);
        if (!asked.after) {
            return failure(ErrorCode::BadRequest, QStringLiteral("cursor is not valid"));
        }
    }
    return asked;
}

} // namespace EvalTrack::Server
