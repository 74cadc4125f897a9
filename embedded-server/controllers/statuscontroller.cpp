// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/statuscontroller.h"

#include "controllers/listing.h"
#include "controllers/requestfields.h"
#include "observability/metrics.h"
#include "wire/names.h"
#include "wire/systemstatuscodec.h"

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

/// What v2's clients read.
void writeSystem(JsonWriter &writer, const SystemStatus &status)
{
    writer.beginObject();
    writer.field(Key::status,
                 QByteArrayView(status.database.isReachable ? "operational" : "degraded"));
    writer.field(Key::load, systemLoad());
    writer.key(Key::alerts);
    writer.beginArray();
    if (!status.database.isReachable) {
        writer.value(u"La base de datos no responde"_qs);
    }
    if (status.captures.toReview.value_or(0) > 0) {
        writer.value(QString::number(*status.captures.toReview) + u" capturas esperan revisión"_qs);
    }
    writer.endArray();
    writer.endObject();
}

} // namespace

StatusController::StatusController(const LoopContext &context)
    : m_context(context)
    , m_service(context.database)
{}

Response StatusController::status(const Request &request) const
{
    SystemStatus known;
    known.at = m_context.clock.now();
    known.version = m_context.version;
    known.environment = m_context.environment;
    known.startedAt = known.at - (m_context.clock.monotonic() - m_context.startedAt);
    known.isDraining = m_context.draining != nullptr && *m_context.draining;
    const SystemStatus status = m_service.complete(std::move(known), m_context.metrics.figures());

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
    writeSystem(writer, status);
    writeMembers(writer, status);
    writer.endObject();
    return json(200, writer.take());
}

Response StatusController::errors(const Request &request) const
{
    Listing<ServerFault> faults;
    faults.name = "errors";
    faults.fetch = [service = m_service](const auto &after, int limit) {
        return service.faults(after, limit);
    };
    faults.write = [](JsonWriter &writer, const ServerFault &fault) {
        write(writer, fault);
    };
    faults.positionOf = [](const ServerFault &fault) {
        return Position{fault.at, fault.id};
    };
    faults.count = [service = m_service] {
        return service.faultCount();
    };
    return answerOf(faults.answerPaged(request));
}

} // namespace EvalTrack::Server
