// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/reviewsservice.h"

#include "net/erroranswer.h"
#include "net/pagedanswer.h"
#include "wire/keys.h"
#include "wire/names.h"
#include "wire/reviewcodec.h"

#include <QJsonArray>

namespace EvalTrack {

namespace Key = Wire::Key;

namespace {

constexpr int ReviewsPerPage = 200;

std::unexpected<Error> malformedReview()
{
    return failure(ErrorCode::ProtocolMismatch, QStringLiteral("a review is malformed"));
}

Result<QList<ReviewResult>> resultsOf(const Result<HttpAnswer> &answer)
{
    const auto object = objectOf(answer);
    if (!object) {
        return std::unexpected(object.error());
    }
    QList<ReviewResult> results;
    const QJsonArray array = object->value(Key::results).toArray();
    for (const QJsonValue &value : array) {
        const QJsonObject result = value.toObject();
        results.append({CaptureUuid(QUuid::fromString(result.value(Key::captureId).toString())),
                        result.value(Key::message).toString()});
    }
    return results;
}

Result<AttendanceExplanation> explanationOf(const Result<HttpAnswer> &answer)
{
    const auto object = objectOf(answer);
    if (!object) {
        return std::unexpected(object.error());
    }
    auto explanation = Wire::parseAttendanceExplanation(*object);
    return explanation ? explanation : malformedReview();
}

ApiRequest mutation(const QString &path, const QByteArray &body)
{
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = path;
    request.body = body;
    request.setIdempotencyKey(makeUuidV7());
    return request;
}

} // namespace

ReviewsService::ReviewsService(ApiClient &api, QObject *parent)
    : Reviews(parent)
    , m_api(api)
{}

QFuture<Result<Paged<CaptureRecord>>> ReviewsService::page(Which which, const QString &cursor)
{
    ApiRequest request;
    request.path = QStringLiteral("/reviews");
    request.query.addQueryItem(QString(Key::state), which == Which::Open
                                                        ? QStringLiteral("open")
                                                        : QStringLiteral("decided"));
    addPage(request, ReviewsPerPage, cursor);
    return m_api.send(request).then(pagedOf<CaptureRecord>(Wire::parseCaptureRecord));
}

QFuture<Result<QList<ReviewResult>>> ReviewsService::decide(const ReviewOrder &order)
{
    Wire::JsonWriter json;
    json.beginObject();
    json.field(Key::decision, Wire::name(order.decision));
    json.key(Key::captureIds);
    json.beginArray();
    for (const CaptureUuid capture : order.captures) {
        json.value(capture.value());
    }
    json.endArray();
    if (order.person) {
        json.field(Key::userId, order.person->value());
    }
    if (!order.reason.isEmpty()) {
        json.field(Key::reason, order.reason);
    }
    json.endObject();
    return m_api.send(mutation(QStringLiteral("/reviews/decisions"), json.take())).then(resultsOf);
}

QFuture<Result<AttendanceExplanation>> ReviewsService::explain(AttendanceId attendance)
{
    ApiRequest request;
    request.path = QStringLiteral("/attendances/%1/explanation").arg(attendance.value());
    return m_api.send(request).then(explanationOf);
}

QFuture<Result<AttendanceExplanation>> ReviewsService::correct(AttendanceId attendance,
                                                               qint64 revision,
                                                               const std::optional<Timestamp> &at,
                                                               const QString &reason)
{
    Wire::JsonWriter json;
    json.beginObject();
    json.field(Key::attendedAt, at);
    json.field(Key::reason, reason);
    json.endObject();
    ApiRequest request = mutation(
        QStringLiteral("/attendances/%1/corrections").arg(attendance.value()), json.take());
    request.headers.append(
        {QByteArrayLiteral("If-Match"), '"' + QByteArray::number(revision) + '"'});
    return m_api.send(request).then(explanationOf);
}

} // namespace EvalTrack
