// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/activitycontroller.h"

#include "controllers/listing.h"
#include "controllers/requestfields.h"
#include "wire/activitycodec.h"
#include "wire/syncprotocol.h"

namespace EvalTrack::Server {

using namespace Wire;

ActivityController::ActivityController(const LoopContext &context)
    : m_service(context.database)
{}

Response ActivityController::list(const Request &request) const
{
    ActivityFilter filter;
    for (const auto &[name, time] :
         {std::pair(SinceParameter, &filter.since), std::pair(UntilParameter, &filter.until)}) {
        const auto asked = queryTime(request, QString(name));
        if (!asked) {
            return errorResponse(asked.error());
        }
        *time = *asked;
    }
    Listing<ActivityEntry> entries;
    entries.name = "activity";
    entries.fetch = [service = m_service, filter](const auto &after, int limit) {
        return service.page(filter, after, limit);
    };
    entries.write = [](JsonWriter &writer, const ActivityEntry &entry) {
        write(writer, entry);
    };
    entries.positionOf = [](const ActivityEntry &entry) {
        return Position{entry.at, entry.id};
    };
    // All there ever was would take long to count.
    if (filter.since && filter.until) {
        entries.count = [service = m_service, filter] {
            return service.count(*filter.since, *filter.until);
        };
    }
    return answerOf(entries.answerPaged(request));
}

Response ActivityController::ofPerson(const Request &request) const
{
    const auto person = pathId<UserId>(request);
    Listing<ActivityEntry> entries;
    entries.name = "history";
    entries.fetch = [this, caller = request.caller, person](const auto &after, int limit) {
        return m_service.pageOfPerson(caller, person, after, limit);
    };
    entries.write = [](JsonWriter &writer, const ActivityEntry &entry) {
        write(writer, entry);
    };
    entries.positionOf = [](const ActivityEntry &entry) {
        return Position{entry.at, entry.id};
    };
    entries.count = [this, person] {
        return m_service.countOfPerson(person);
    };
    return answerOf(entries.answerPaged(request));
}

} // namespace EvalTrack::Server
