// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/eventcontroller.h"

#include "controllers/bodyfields.h"
#include "controllers/listing.h"
#include "controllers/recordfields.h"
#include "controllers/requestfields.h"
#include "wire/entitycodec.h"

namespace EvalTrack::Server {

using namespace Wire;

namespace {

using ListedEvent = EventRepository::Listed;
using ListedAttendance = AttendanceRepository::Listed;
using ListedEvaluation = EvaluationRepository::Listed;

struct NewEventBody
{
    EventUuid uuid;
    EventService::Change fields;
};

NewEventBody readNewEvent(FieldReader &fields)
{
    return {BodyFields::uuid<EventUuid>(fields), readEventFields(fields, Presence::Required)};
}

EventService::Change readEventChange(FieldReader &fields)
{
    return readEventFields(fields, Presence::Optional);
}

void writeListedEvent(JsonWriter &writer, const ListedEvent &listed)
{
    writer.beginObject();
    writeContract(writer, listed.event);
    writer.key(Key::creator);
    writePerson(writer, listed.creator);
    writer.key(Key::Count);
    writer.beginObject();
    writer.field(Key::attendances, listed.attendances);
    writer.endObject();
    writeAdditions(writer, listed.event);
    writer.endObject();
}

void writeAttendance(JsonWriter &writer, const ListedAttendance &listed)
{
    writer.beginObject();
    writeContract(writer, listed.attendance);
    writer.key(Key::user);
    writePerson(writer, listed.user);
    writeAdditions(writer, listed.attendance);
    writer.endObject();
}

void writeEvaluation(JsonWriter &writer, const ListedEvaluation &listed)
{
    writer.beginObject();
    writeContract(writer, listed.evaluation);
    writer.key(Key::user);
    writePerson(writer, listed.user);
    writer.key(Key::grader);
    if (listed.grader) {
        writePerson(writer, *listed.grader);
    } else {
        writer.null();
    }
    writeAdditions(writer, listed.evaluation);
    writer.endObject();
}

/// What stands before the attendances of an event: everything up to the array.
QByteArray headOf(const ListedEvent &listed)
{
    JsonWriter writer;
    writer.beginObject();
    writeContract(writer, listed.event);
    writer.key(Key::creator);
    writePerson(writer, listed.creator);
    writer.key(Key::attendances);
    writer.null();
    writer.endObject();
    QByteArray text = writer.take();
    text.chop(5); // null}
    return text;
}

/// What stands behind the evaluations of an event.
QByteArray tailOf(const Event &event, const QList<Question> &questions)
{
    JsonWriter writer;
    writer.beginObject();
    writer.key(Key::questions);
    writer.beginArray();
    for (const Question &question : questions) {
        write(writer, question);
    }
    writer.endArray();
    writeAdditions(writer, event);
    writer.endObject();
    QByteArray text = writer.take();
    text[0] = ',';
    return text;
}

} // namespace

EventController::EventController(const LoopContext &context, const Mutations &mutations)
    : m_mutations(mutations)
    , m_service(context.database)
    , m_feed(context.database)
    , m_attendances(context.database)
    , m_evaluations(context.database)
    , m_checkIns(context.database, context.fingerprintKey)
    , m_clock(context.clock)
{}

Response EventController::list(const Request &request) const
{
    Listing<ListedEvent> events;
    events.name = "events";
    events.fetch = [service = m_service, caller = request.caller](const auto &after, int limit) {
        return service.page(caller, after, limit);
    };
    events.write = writeListedEvent;
    events.positionOf = [](const ListedEvent &listed) {
        return Position{listed.event.date, listed.event.id.value()};
    };
    events.count = [service = m_service, caller = request.caller] {
        return service.count(caller);
    };
    events.tag = tagOf(request, m_feed);
    return answerOf(events.answer(request));
}

Result<Response> EventController::show(int status, const Caller &caller, EventId id) const
{
    const auto event = m_service.byId(caller, id);
    if (!event) {
        return std::unexpected(event.error());
    }
    const auto questions = m_service.questions(id);
    if (!questions) {
        return std::unexpected(questions.error());
    }
    Listing<ListedAttendance> attendances;
    attendances.fetch = [service = m_attendances, caller, id](const auto &after, int limit) {
        return service.ofEvent(caller, id, after, limit);
    };
    attendances.write = writeAttendance;
    attendances.positionOf = [](const ListedAttendance &listed) {
        return Position{listed.attendance.createdAt, listed.attendance.id.value()};
    };
    Listing<ListedEvaluation> evaluations;
    evaluations.fetch = [service = m_evaluations, caller, id](const auto &after, int limit) {
        return service.ofEvent(caller, id, after, limit);
    };
    evaluations.write = writeEvaluation;
    evaluations.positionOf = [](const ListedEvaluation &listed) {
        return Position{{}, listed.user.id.value()};
    };
    return JsonParts::answer(status, {JsonParts::text(headOf(*event)), attendances.array(),
                                      JsonParts::text(QByteArrayLiteral(",\"evaluations\":")),
                                      evaluations.array(),
                                      JsonParts::text(tailOf(event->event, *questions))});
}

Result<Response> EventController::showBriefly(const Caller &caller, EventId id) const
{
    const auto event = m_service.byId(caller, id);
    if (!event) {
        return std::unexpected(event.error());
    }
    JsonWriter writer;
    writer.beginObject();
    writeContract(writer, event->event);
    writer.key(Key::creator);
    writePerson(writer, event->creator);
    writeAdditions(writer, event->event);
    writer.endObject();
    return json(200, writer.take());
}

Response EventController::get(const Request &request) const
{
    return answerOf(show(200, request.caller, pathId<EventId>(request)));
}

Response EventController::create(const Request &request) const
{
    const auto body = readBody(request, readNewEvent);
    if (!body) {
        return errorResponse(body.error());
    }
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const auto created = m_service.create(unit, body->uuid, body->fields);
        if (!created) {
            return std::unexpected(created.error());
        }
        return show(201, request.caller, *created);
    });
}

Response EventController::change(const Request &request) const
{
    const auto current = std::bind_front(&EventController::show, this, 200);
    return m_mutations.performOn<EventId>(
        request, readEventChange,
        [&](UnitOfWork &unit, EventId id, const auto &change) -> Result<Response> {
            if (auto ok = m_service.change(unit, id, change); !ok) {
                return std::unexpected(ok.error());
            }
            return current(request.caller, id);
        },
        current);
}

Response EventController::toggle(const Request &request) const
{
    return m_mutations.performOn<EventId>(
        request,
        [&](UnitOfWork &unit, EventId id) -> Result<Response> {
            if (auto ok = m_service.toggle(unit, id); !ok) {
                return std::unexpected(ok.error());
            }
            return showBriefly(request.caller, id);
        },
        std::bind_front(&EventController::showBriefly, this));
}

Response EventController::deactivate(const Request &request) const
{
    return m_mutations.performOn<EventId>(
        request, [&](UnitOfWork &unit, EventId id) { return m_service.deactivate(unit, id); },
        std::bind_front(&EventController::showBriefly, this));
}

Response EventController::checkInKey(const Request &request) const
{
    const auto key = m_checkIns.keyOf(request.caller, pathId<EventId>(request), m_clock.now());
    if (!key) {
        return errorResponse(key.error());
    }
    JsonWriter writer;
    write(writer, *key);
    return json(200, writer.take());
}

} // namespace EvalTrack::Server
