// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/healthcontroller.h"

#include "observability/metrics.h"
#include "storage/database.h"
#include "wire/jsonwriter.h"
#include "wire/keys.h"

namespace EvalTrack::Server {

using namespace Wire;

HealthController::HealthController(const LoopContext &context)
    : m_context(context)
{}

Response HealthController::health(const Request & /*request*/) const
{
    const auto uptime = m_context.clock.monotonic() - m_context.startedAt;
    JsonWriter writer;
    writer.beginObject();
    writer.field(Key::status, QByteArrayView("ok"));
    writer.field(Key::timestamp, m_context.clock.now());
    writer.field(Key::uptime, static_cast<double>(uptime.count()) / 1000.0);
    writer.field(Key::environment, m_context.environment);
    writer.field(Key::version, m_context.version);
    writer.endObject();
    return json(200, writer.take());
}

Response HealthController::live(const Request & /*request*/) const
{
    JsonWriter writer;
    writer.beginObject();
    writer.field(Key::status, QByteArrayView("ok"));
    writer.endObject();
    return json(200, writer.take());
}

Response HealthController::ready(const Request & /*request*/) const
{
    const bool isDraining = m_context.draining != nullptr && *m_context.draining;
    const bool hasDatabase = m_context.database.ping().has_value();
    const bool isReady = hasDatabase && !isDraining;
    JsonWriter writer;
    writer.beginObject();
    writer.field(Key::status, QByteArrayView(isDraining    ? "draining"
                                             : hasDatabase ? "ready"
                                                           : "unavailable"));
    writer.key(Key::checks);
    writer.beginObject();
    writer.field(Key::database, QByteArrayView(hasDatabase ? "ok" : "unavailable"));
    writer.endObject();
    writer.field(Key::timestamp, m_context.clock.now());
    writer.endObject();
    return isReady ? json(200, writer.take())
                   : withRetryAfter(json(503, writer.take()), std::chrono::seconds(1));
}

Response HealthController::metrics(const Request & /*request*/) const
{
    Response response = json(200, m_context.metrics.text());
    response.contentType = QByteArrayLiteral("text/plain; version=0.0.4; charset=utf-8");
    return response;
}

} // namespace EvalTrack::Server
