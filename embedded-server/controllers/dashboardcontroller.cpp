// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/dashboardcontroller.h"

#include "wire/entitycodec.h"

namespace EvalTrack::Server {

DashboardController::DashboardController(const LoopContext &context)
    : m_context(context)
    , m_service(context.database)
{}

Response DashboardController::get(const Request &request) const
{
    const QByteArray zone =
        DashboardService::placeOf(request.queryValue(u"zone").value_or(QString()).toUtf8());
    const auto board = m_service.of(request.caller, m_context.clock.now(), zone);
    if (!board) {
        return errorResponse(board.error());
    }
    Wire::JsonWriter writer;
    Wire::write(writer, *board);
    return json(200, writer.take());
}

} // namespace EvalTrack::Server
