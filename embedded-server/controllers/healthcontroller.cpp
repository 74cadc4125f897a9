// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/healthcontroller.h"

#include "observability/metrics.h"
#include "storage/database.h"
#include "storage/repositories/dashboardrepository.h"
#include "wire/jsonwriter.h"
#include "wire/keys.h"
#include "wire/names.h"

#include <cmath>
#include <cstdlib>

namespace EvalTrack::Server {

using namespace Wire;

namespace {

/// The machine's load of the last minute, in hundredths; 0 where the system does not tell.
double systemLoad()
{
#ifdef Q_OS_UNIX
    double load = 0;
    if (getloadavg(&load, 1) == 1) {
        return std::round(load * 100) / 100;
    }
#endif
    return 0;
}

} // namespace

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

Response HealthController::ready(const Request & /*request*/) const
{
    const bool hasDatabase = m_context.database.ping().has_value();
    JsonWriter writer;
    writer.beginObject();
    writer.field(Key::status, QByteArrayView(hasDatabase ? "ready" : "unavailable"));
    writer.key(Key::checks);
    writer.beginObject();
    writer.field(Key::database, QByteArrayView(hasDatabase ? "ok" : "unavailable"));
    writer.endObject();
    writer.field(Key::timestamp, m_context.clock.now());
    writer.endObject();
    return json(hasDatabase ? 200 : 503, writer.take());
}

Response HealthController::status(const Request &request) const
{
    const auto waiting = DashboardRepository(m_context.database).capturesToReview();
    if (!waiting) {
        return errorResponse(waiting.error());
    }
    JsonWriter writer;
    writer.beginObject();
    writer.key(Key::user);
    writer.beginObject();
    writer.field(Key::id, request.caller.id.value());
    writer.field(Key::email, request.caller.email);
    writer.field(Key::role, Wire::name(request.caller.role));
    writer.field(Key::name, request.caller.name);
    writer.endObject();
    writer.key(Key::system);
    writer.beginObject();
    writer.field(Key::status, QByteArrayView("operational"));
    writer.field(Key::load, systemLoad());
    writer.key(Key::alerts);
    writer.beginArray();
    if (*waiting > 0) {
        writer.value(QString::number(*waiting) + u" capturas esperan revisión"_qs);
    }
    writer.endArray();
    writer.endObject();
    writer.field(Key::timestamp, m_context.clock.now());
    writer.endObject();
    return json(200, writer.take());
}

Response HealthController::metrics(const Request & /*request*/) const
{
    Response response = json(200, m_context.metrics.text());
    response.contentType = QByteArrayLiteral("text/plain; version=0.0.4; charset=utf-8");
    return response;
}

} // namespace EvalTrack::Server
