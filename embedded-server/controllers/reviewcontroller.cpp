// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/reviewcontroller.h"

#include "controllers/listing.h"
#include "controllers/requestfields.h"
#include "wire/keys.h"
#include "wire/reviewcodec.h"

#include <QJsonArray>

namespace EvalTrack::Server {

using namespace Wire;

namespace {

using ListedReview = ReviewRepository::Listed;
using Which = ReviewRepository::Which;

Result<Which> whichIn(const Request &request)
{
    const QString state = request.queryValue(u"state"_qs).value_or(u"open"_qs);
    if (state == u"open") {
        return Which::Open;
    }
    if (state == u"decided") {
        return Which::Decided;
    }
    return failure(ErrorCode::BadRequest,
                   u"state must be one of the following values: open, decided"_qs);
}

QList<CaptureUuid> readCaptureIds(FieldReader &fields)
{
    QList<CaptureUuid> captures;
    const auto array = fields.array(Key::captureIds, Presence::Required);
    if (!array) {
        return captures;
    }
    if (array->isEmpty() || array->size() > DecisionsPerRequestMax) {
        fields.refuse(
            Key::captureIds,
            QStringLiteral("must contain between 1 and %1 elements").arg(DecisionsPerRequestMax));
        return captures;
    }
    for (const QJsonValue &value : *array) {
        const QUuid uuid = QUuid::fromString(value.toString());
        if (uuid.isNull()) {
            fields.refuse(Key::captureIds, u"must contain UUIDs"_qs);
            return captures;
        }
        captures.append(CaptureUuid(uuid));
    }
    return captures;
}

ReviewService::Order readOrder(FieldReader &fields)
{
    ReviewService::Order order;
    const auto decision = fields.enumeration<ReviewDecision>(Key::decision, Presence::Required);
    order.decision = decision.value_or(ReviewDecision::Accept);
    order.captures = readCaptureIds(fields);
    const bool isAttach = decision == ReviewDecision::Attach;
    if (const auto user =
            fields.integer(Key::userId, isAttach ? Presence::Required : Presence::Optional, 1)) {
        order.person = UserId(*user);
    }
    const auto reason = fields.text(Key::reason, Presence::Optional);
    if (reason && !reason->trimmed().isEmpty()) {
        order.reason = reason->trimmed();
    }
    if (decision == ReviewDecision::Reject && !order.reason) {
        fields.refuse(Key::reason, u"should not be empty"_qs);
    }
    if (!isAttach) {
        order.person.reset();
    }
    return order;
}

} // namespace

ReviewController::ReviewController(const LoopContext &context, const Mutations &mutations)
    : m_mutations(mutations)
    , m_service(context.database)
{}

Response ReviewController::list(const Request &request) const
{
    const auto which = whichIn(request);
    if (!which) {
        return errorResponse(which.error());
    }
    Listing<ListedReview> reviews;
    reviews.name = *which == Which::Open ? "openReviews" : "decidedReviews";
    reviews.fetch = [service = m_service, which = *which](const auto &after, int limit) {
        return service.page(which, after, limit);
    };
    reviews.write = [](JsonWriter &writer, const ListedReview &listed) {
        write(writer, listed.record);
    };
    reviews.positionOf = [](const ListedReview &listed) {
        return Position{listed.record.receivedAt, listed.sequence};
    };
    if (*which == Which::Open) {
        reviews.count = [service = m_service] {
            return service.openCount();
        };
    }
    return answerOf(reviews.answerPaged(request));
}

Response ReviewController::decide(const Request &request) const
{
    const auto order = readBody(request, readOrder);
    if (!order) {
        return errorResponse(order.error());
    }
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const auto decided = m_service.decide(unit, *order);
        if (!decided) {
            return std::unexpected(decided.error());
        }
        JsonWriter writer;
        writer.beginObject();
        writer.key(Key::results);
        writer.beginArray();
        for (const ReviewService::Decided &one : *decided) {
            writer.beginObject();
            writer.field(Key::captureId, one.capture.value());
            writer.field(Key::message,
                         one.problem.isEmpty() ? std::nullopt : std::optional(one.problem));
            writer.endObject();
        }
        writer.endArray();
        writer.endObject();
        return json(201, writer.take());
    });
}

} // namespace EvalTrack::Server
