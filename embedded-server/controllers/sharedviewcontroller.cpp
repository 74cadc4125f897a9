// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/sharedviewcontroller.h"

#include "controllers/bodyfields.h"
#include "controllers/listing.h"
#include "controllers/requestfields.h"
#include "wire/sharedviewcodec.h"

namespace EvalTrack::Server {

using namespace Wire;

SharedViewController::SharedViewController(const LoopContext &context, const Mutations &mutations)
    : m_mutations(mutations)
    , m_service(context.database)
{}

Response SharedViewController::list(const Request &request) const
{
    Listing<SharedView> views;
    views.name = "views";
    views.fetch = [service = m_service, caller = request.caller](const auto &after, int limit) {
        return service.page(caller, after ? after->id : 0, limit);
    };
    views.write = [](JsonWriter &writer, const SharedView &view) {
        write(writer, view);
    };
    views.positionOf = [](const SharedView &view) {
        return Position{{}, view.id.value()};
    };
    return answerOf(views.answerPaged(request));
}

Response SharedViewController::share(const Request &request) const
{
    const auto view = readBody(request, newSharedViewIn);
    if (!view) {
        return errorResponse(view.error());
    }
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const auto shared = m_service.share(unit, *view);
        if (!shared) {
            return std::unexpected(shared.error());
        }
        JsonWriter writer;
        write(writer, *shared);
        return json(201, writer.take());
    });
}

Response SharedViewController::withdraw(const Request &request) const
{
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const auto ok = m_service.withdraw(unit, pathId<SharedViewId>(request));
        if (!ok) {
            return std::unexpected(ok.error());
        }
        return noContent();
    });
}

} // namespace EvalTrack::Server
