// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/synccontroller.h"

#include "controllers/capturebatch.h"
#include "controllers/requestfields.h"
#include "observability/metrics.h"
#include "wire/entitycodec.h"
#include "wire/isotime.h"
#include "wire/keys.h"

namespace EvalTrack::Server {

using namespace Wire;

namespace {

Seating::ShareRequest readShareRequest(FieldReader &fields)
{
    Seating::ShareRequest request;
    request.event = EventUuid(fields.uuid(Key::eventUuid, Presence::Required).value_or(QUuid()));
    request.device = fields.uuid(Key::deviceId, Presence::Required).value_or(QUuid());
    request.held = fields.integer(Key::held, Presence::Required, 0, SeatsMax).value_or(0);
    request.lastSequence = fields.integer(Key::lastSequence, Presence::Required, 0).value_or(0);
    return request;
}

Response gone()
{
    return errorResponse(410, "The cursor is no longer valid; start again without one");
}

} // namespace

SyncController::SyncController(const LoopContext &context, const Mutations &mutations)
    : m_context(context)
    , m_mutations(mutations)
    , m_feed(context.database)
    , m_captures(context.database)
    , m_seating(context.database)
    , m_devices(context.database, context.tokens)
{}

Response SyncController::changes(const Request &request) const
{
    const auto limit = queryInteger(request, u"limit", 1, ChangesPerPageMax);
    if (!limit) {
        return errorResponse(limit.error());
    }
    const auto stalls = queryInteger(request, QString(StallsParameter), 1, StallsMax);
    if (!stalls) {
        return errorResponse(stalls.error());
    }
    const auto unsent = queryInteger(request, QString(UnsentParameter), 1, UnsentMax);
    if (!unsent) {
        return errorResponse(unsent.error());
    }
    const auto since = queryTime(request, QString(SinceParameter));
    if (!since) {
        return errorResponse(since.error());
    }
    const auto until = queryTime(request, QString(UntilParameter));
    if (!until) {
        return errorResponse(until.error());
    }
    std::optional<FeedCursor> cursor;
    if (const auto text = request.queryValue(u"cursor"); text && !text->isEmpty()) {
        cursor = FeedCursor::fromText(*text);
        if (!cursor) {
            return gone();
        }
    }
    const auto page = m_feed.next(request.caller, cursor, *since, *until,
                                  static_cast<int>(limit->value_or(qint64{ChangesPerPageDefault})),
                                  m_context.clock.now());
    if (!page) {
        return page.error().code == ErrorCode::NotFound ? gone() : errorResponse(page.error());
    }
    const Timestamp now = m_context.clock.now();
    const auto unsentSince =
        *unsent ? std::optional(now - std::chrono::seconds(**unsent)) : std::nullopt;
    if (auto ok = m_devices.noteSeen(request.caller, now, unsentSince); !ok) {
        return errorResponse(ok.error());
    }
    m_context.metrics.countClientStalls(static_cast<int>(stalls->value_or(0)));
    return answerPage(*page);
}

Response SyncController::answerPage(const FeedService::Page &page) const
{
    JsonWriter writer;
    writer.beginObject();
    writer.key(Key::changes);
    writer.beginArray();
    for (const FeedService::Item &item : page.items) {
        const bool isGone = item.data.isEmpty();
        writer.beginObject();
        writer.field(Key::entity, Wire::name(item.entity));
        writer.field(Key::uuid, item.uuid);
        writer.field(Key::op,
                     Wire::name(isGone ? ChangeOperation::Delete : ChangeOperation::Upsert));
        writer.field(Key::revision, item.revision);
        writer.key(Key::data);
        if (isGone) {
            writer.null();
        } else {
            writer.raw(item.data);
        }
        writer.endObject();
    }
    writer.endArray();
    writer.field(Key::cursor, page.cursor.toText());
    writer.field(Key::hasMore, page.hasMore);
    writer.field(Key::epoch, page.epoch);
    writer.field(Key::serverTime, m_context.clock.now());
    writer.endObject();
    return json(200, writer.take());
}

Response SyncController::captures(const Request &request) const
{
    const auto captures = readBody(request, readCaptureBatch);
    if (!captures) {
        return errorResponse(captures.error());
    }
    QList<CaptureReceipt> receipts;
    Response response = m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        auto recorded = m_captures.record(unit, *captures);
        if (!recorded) {
            return std::unexpected(recorded.error());
        }
        receipts = std::move(*recorded);
        JsonWriter writer;
        writer.beginObject();
        writer.key(Key::results);
        writer.beginArray();
        for (const CaptureReceipt &receipt : receipts) {
            write(writer, receipt);
        }
        writer.endArray();
        writer.endObject();
        return json(201, writer.take());
    });
    if (response.status == 201) {
        for (const CaptureReceipt &receipt : receipts) {
            m_context.metrics.countCapture(receipt.outcome);
        }
    }
    return response;
}

Response SyncController::seats(const Request &request) const
{
    const auto asked = readBody(request, readShareRequest);
    if (!asked) {
        return errorResponse(asked.error());
    }
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const auto share = m_seating.renewShare(unit, *asked);
        if (!share) {
            return std::unexpected(share.error());
        }
        JsonWriter writer;
        writer.beginObject();
        writer.field(Key::eventUuid, asked->event.value());
        writer.field(Key::seats, *share);
        writer.endObject();
        return json(201, writer.take());
    });
}

} // namespace EvalTrack::Server
