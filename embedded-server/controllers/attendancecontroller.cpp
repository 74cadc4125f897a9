// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/attendancecontroller.h"

#include "controllers/bodyfields.h"
#include "controllers/listing.h"
#include "controllers/requestfields.h"
#include "wire/entitycodec.h"
#include "wire/reviewcodec.h"

namespace EvalTrack::Server {

using namespace Wire;

namespace {

using ListedAttendance = AttendanceRepository::Listed;

struct NewAttendanceBody
{
    EventId event;
    AttendanceUuid uuid;
    std::optional<QString> notes;
};

NewAttendanceBody readNewAttendance(FieldReader &fields)
{
    NewAttendanceBody body;
    body.event = EventId(fields.integer(Key::eventId, Presence::Required, 1).value_or(0));
    body.uuid = BodyFields::uuid<AttendanceUuid>(fields);
    body.notes = fields.text(Key::notes, Presence::Optional);
    return body;
}

AttendanceService::Change readAttendanceChange(FieldReader &fields)
{
    AttendanceService::Change change;
    change.status = fields.enumeration<AttendanceStatus>(Key::status, Presence::Optional);
    change.notes = BodyFields::patch(fields, Key::notes,
                                     [&] { return fields.text(Key::notes, Presence::Optional); });
    return change;
}

struct Correction
{
    std::optional<Timestamp> at; ///< Absent: take it back.
    QString reason;
};

Correction readCorrection(FieldReader &fields)
{
    Correction correction;
    if (!fields.has(Key::attendedAt)) {
        fields.refuse(Key::attendedAt, u"must be given, or null to take the correction back"_qs);
    }
    correction.at = fields.timestamp(Key::attendedAt, Presence::Optional);
    correction.reason = fields.text(Key::reason, Presence::Required).value_or(QString()).trimmed();
    if (correction.reason.isEmpty()) {
        fields.refuse(Key::reason, u"should not be empty"_qs);
    }
    return correction;
}

CheckInCode readCheckIn(FieldReader &fields)
{
    const QString text = fields.text(Key::code, Presence::Required).value_or(QString());
    const auto code = readCheckInCode(text);
    if (!code && fields.isOk()) {
        fields.refuse(Key::code, u"is not a check-in code"_qs);
    }
    return code.value_or(CheckInCode());
}

enum class Beside {
    InList,   ///< The event with its status, the person with the role.
    InAnswer, ///< The event without its status, the person alone.
};

void writeListedAttendance(JsonWriter &writer, const ListedAttendance &listed, Beside beside)
{
    writer.beginObject();
    writeContract(writer, listed.attendance);
    writer.key(Key::event);
    writer.beginObject();
    writer.field(Key::id, listed.event.id.value());
    writer.field(Key::title, listed.event.title);
    writer.field(Key::date, listed.event.date);
    writer.field(Key::location, listed.event.location);
    if (beside == Beside::InList) {
        writer.field(Key::status, Wire::name(listed.event.status));
    }
    writer.endObject();
    writer.key(Key::user);
    if (beside == Beside::InList) {
        writePersonWithRole(writer, listed.user);
    } else {
        writePerson(writer, listed.user);
    }
    writeAdditions(writer, listed.attendance);
    writer.endObject();
}

Response answerListed(int status, const ListedAttendance &listed, Beside beside)
{
    JsonWriter writer;
    writeListedAttendance(writer, listed, beside);
    return json(status, writer.take());
}

} // namespace

AttendanceController::AttendanceController(const LoopContext &context, const Mutations &mutations)
    : m_mutations(mutations)
    , m_service(context.database)
    , m_feed(context.database)
    , m_checkIns(context.database, context.fingerprintKey)
{}

Response AttendanceController::list(const Request &request) const
{
    const auto event = queryId<EventId>(request, u"eventId");
    if (!event) {
        return errorResponse(event.error());
    }
    const auto user = queryId<UserId>(request, u"userId");
    if (!user) {
        return errorResponse(user.error());
    }
    const auto filter = AttendanceService::visible(request.caller, {*event, *user});
    Listing<ListedAttendance> attendances;
    attendances.name = "attendances";
    attendances.fetch = [service = m_service, filter](const auto &after, int limit) {
        return service.page(filter, after, limit);
    };
    attendances.write = [](JsonWriter &writer, const ListedAttendance &listed) {
        writeListedAttendance(writer, listed, Beside::InList);
    };
    attendances.positionOf = [](const ListedAttendance &listed) {
        return Position{listed.attendance.createdAt, listed.attendance.id.value()};
    };
    attendances.count = [service = m_service, filter] {
        return service.count(filter);
    };
    attendances.tag = tagOf(request, m_feed);
    return answerOf(attendances.answer(request));
}

Result<Response> AttendanceController::show(const Caller &caller, AttendanceId id) const
{
    const auto listed = m_service.byId(caller, id);
    if (!listed) {
        return std::unexpected(listed.error());
    }
    return answerListed(200, *listed, Beside::InList);
}

Response AttendanceController::get(const Request &request) const
{
    return answerOf(show(request.caller, pathId<AttendanceId>(request)));
}

Response AttendanceController::report(const Request &request) const
{
    const auto event = queryId<EventId>(request, u"eventId");
    if (!event) {
        return errorResponse(event.error());
    }
    const auto counts = m_service.report(*event);
    if (!counts) {
        return errorResponse(counts.error());
    }
    JsonWriter writer;
    writer.beginArray();
    for (const auto &[status, count] :
         {std::pair(AttendanceStatus::Pending, counts->pending),
          std::pair(AttendanceStatus::Confirmed, counts->confirmed),
          std::pair(AttendanceStatus::Cancelled, counts->cancelled)}) {
        if (count == 0) {
            continue; // a group that nobody is in is no group
        }
        writer.beginObject();
        writer.key(Key::Count);
        writer.beginObject();
        writer.field(Key::status, count);
        writer.endObject();
        writer.field(Key::status, Wire::name(status));
        writer.endObject();
    }
    writer.endArray();
    return json(200, writer.take());
}

Response AttendanceController::create(const Request &request) const
{
    const auto body = readBody(request, readNewAttendance);
    if (!body) {
        return errorResponse(body.error());
    }
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const auto created = m_service.create(unit, body->event, body->uuid, body->notes);
        if (!created) {
            return std::unexpected(created.error());
        }
        return answerListed(201, *created, Beside::InAnswer);
    });
}

Response AttendanceController::change(const Request &request) const
{
    return m_mutations.performOn<AttendanceId>(
        request, readAttendanceChange,
        [&](UnitOfWork &unit, AttendanceId id, const auto &change) -> Result<Response> {
            if (auto ok = m_service.change(unit, id, change); !ok) {
                return std::unexpected(ok.error());
            }
            const auto listed = m_service.byId(request.caller, id);
            if (!listed) {
                return std::unexpected(listed.error());
            }
            return answerListed(200, *listed, Beside::InAnswer);
        },
        std::bind_front(&AttendanceController::show, this));
}

Response AttendanceController::confirm(const Request &request) const
{
    return m_mutations.performOn<AttendanceId>(
        request,
        [&](UnitOfWork &unit, AttendanceId id) -> Result<Response> {
            const auto confirmed = m_service.confirmOwn(unit, id);
            if (!confirmed) {
                return std::unexpected(confirmed.error());
            }
            JsonWriter writer;
            write(writer, *confirmed);
            return json(200, writer.take());
        },
        std::bind_front(&AttendanceController::show, this));
}

Response AttendanceController::remove(const Request &request) const
{
    return m_mutations.performOn<AttendanceId>(
        request, [&](UnitOfWork &unit, AttendanceId id) { return m_service.remove(unit, id); },
        std::bind_front(&AttendanceController::show, this));
}

Result<Response> AttendanceController::explained(int status, const Caller &caller,
                                                 AttendanceId id) const
{
    const auto explanation = m_service.explain(caller, id);
    if (!explanation) {
        return std::unexpected(explanation.error());
    }
    JsonWriter writer;
    write(writer, *explanation);
    return json(status, writer.take());
}

Response AttendanceController::explanation(const Request &request) const
{
    return answerOf(explained(200, request.caller, pathId<AttendanceId>(request)));
}

Response AttendanceController::correct(const Request &request) const
{
    return m_mutations.performOn<AttendanceId>(
        request, readCorrection,
        [&](UnitOfWork &unit, AttendanceId id, const Correction &correction) -> Result<Response> {
            if (auto ok = m_service.correct(unit, id, correction.at, correction.reason); !ok) {
                return std::unexpected(ok.error());
            }
            return explained(201, request.caller, id);
        },
        std::bind_front(&AttendanceController::show, this));
}

Response AttendanceController::checkIn(const Request &request) const
{
    const auto code = readBody(request, readCheckIn);
    if (!code) {
        return errorResponse(code.error());
    }
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const auto checkedIn = m_checkIns.checkIn(unit, *code);
        if (!checkedIn) {
            return std::unexpected(checkedIn.error());
        }
        JsonWriter writer;
        write(writer, *checkedIn);
        return json(201, writer.take());
    });
}

} // namespace EvalTrack::Server
