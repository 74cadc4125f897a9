// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/legacytraycontroller.h"

#include "controllers/bodyfields.h"
#include "controllers/listing.h"
#include "controllers/requestfields.h"
#include "legacy/legacyrules.h"
#include "wire/namedperson.h"

namespace EvalTrack::Server {

using namespace Wire;

namespace {

void writeEntry(JsonWriter &json, const LegacyTrayEntry &entry)
{
    const auto rule = legacyRuleNamed(entry.reason);
    json.beginObject();
    json.field(Key::id, entry.id.value());
    json.field(Key::entity, QString::fromLatin1(entry.source));
    json.field(Key::entityId, std::optional(entry.row));
    json.field(Key::reason, QString::fromLatin1(entry.reason));
    json.field(Key::message, rule ? QString::fromUtf8(textOf(*rule).what) : QString());
    json.key(Key::content);
    json.raw(entry.content);
    json.field(Key::at, entry.notedAt);
    json.field(Key::decidedAt, entry.decidedAt);
    writePerson(json, Key::decidedBy, entry.decidedBy);
    json.field(Key::note, entry.note);
    json.endObject();
}

LegacyTrayService::Decision readDecision(FieldReader &fields)
{
    LegacyTrayService::Decision decision;
    decision.isDecided = fields.boolean(Key::isDecided, Presence::Required).value_or(true);
    decision.note = BodyFields::text(fields, Key::note, Limits::TextMax);
    return decision;
}

} // namespace

LegacyTrayController::LegacyTrayController(const LoopContext &context, const Mutations &mutations)
    : m_mutations(mutations)
    , m_service(context.database)
{}

Response LegacyTrayController::list(const Request &request) const
{
    const QString state = request.queryValue(u"state"_qs).value_or(u"open"_qs);
    if (state != u"open" && state != u"decided") {
        return errorResponse({ErrorCode::BadRequest,
                              u"state must be one of the following values: open, decided"_qs,
                              {}});
    }
    const bool isDecided = state == u"decided";
    Listing<LegacyTrayEntry> entries;
    entries.name = isDecided ? "legacyDecided" : "legacyOpen";
    entries.fetch = [service = m_service, isDecided](const auto &after, int limit) {
        return service.page(isDecided, after, limit);
    };
    entries.write = writeEntry;
    entries.positionOf = [](const LegacyTrayEntry &entry) {
        return Position{entry.notedAt, entry.id.value()};
    };
    entries.count = [service = m_service, isDecided] {
        return service.count(isDecided);
    };
    return answerOf(entries.answerPaged(request));
}

Response LegacyTrayController::decide(const Request &request) const
{
    const auto decision = readBody(request, readDecision);
    if (!decision) {
        return errorResponse(decision.error());
    }
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const auto decided = m_service.decide(unit, pathId<LegacyTrayId>(request), *decision);
        if (!decided) {
            return std::unexpected(decided.error());
        }
        JsonWriter writer;
        writeEntry(writer, *decided);
        return json(200, writer.take());
    });
}

} // namespace EvalTrack::Server
