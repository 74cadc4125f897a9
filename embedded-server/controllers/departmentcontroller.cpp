// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/departmentcontroller.h"

#include "controllers/bodyfields.h"
#include "controllers/listing.h"
#include "controllers/requestfields.h"
#include "wire/entitycodec.h"

namespace EvalTrack::Server {

using namespace Wire;

namespace {

struct NewDepartmentBody
{
    DepartmentUuid uuid;
    DepartmentService::Change fields;
};

DepartmentService::Change readDepartmentFields(FieldReader &fields, Presence presence)
{
    DepartmentService::Change change;
    if (const auto name = fields.text(Key::name, presence, Limits::NameMax)) {
        change.name = name->trimmed();
        fields.check(Key::name, checkName(*change.name), Limits::NameMin, Limits::NameMax);
    }
    change.parentId = BodyFields::idPatch<DepartmentId>(fields, Key::parentId);
    change.headId = BodyFields::idPatch<UserId>(fields, Key::headId);
    return change;
}

NewDepartmentBody readNewDepartment(FieldReader &fields)
{
    return {BodyFields::uuid<DepartmentUuid>(fields),
            readDepartmentFields(fields, Presence::Required)};
}

DepartmentService::Change readDepartmentChange(FieldReader &fields)
{
    return readDepartmentFields(fields, Presence::Optional);
}

Response answerDepartment(int status, const Department &department)
{
    JsonWriter writer;
    write(writer, department);
    return json(status, writer.take());
}

} // namespace

DepartmentController::DepartmentController(const LoopContext &context, const Mutations &mutations)
    : m_mutations(mutations)
    , m_service(context.database)
{}

Response DepartmentController::list(const Request &request) const
{
    Listing<Department> departments;
    departments.name = "departments";
    departments.fetch = [service = m_service, caller = request.caller](const auto &after,
                                                                       int limit) {
        return service.page(caller, after ? after->id : 0, limit);
    };
    departments.write = [](JsonWriter &writer, const Department &department) {
        write(writer, department);
    };
    departments.positionOf = [](const Department &department) {
        return Position{{}, department.id.value()};
    };
    departments.count = [this] {
        return m_service.count();
    };
    return answerOf(departments.answerPaged(request));
}

Result<Response> DepartmentController::show(const Caller &caller, DepartmentId id) const
{
    const auto department = m_service.byId(caller, id);
    if (!department) {
        return std::unexpected(department.error());
    }
    return answerDepartment(200, *department);
}

Response DepartmentController::get(const Request &request) const
{
    return answerOf(show(request.caller, pathId<DepartmentId>(request)));
}

Response DepartmentController::create(const Request &request) const
{
    const auto body = readBody(request, readNewDepartment);
    if (!body) {
        return errorResponse(body.error());
    }
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const auto created = m_service.create(unit, body->uuid, body->fields);
        if (!created) {
            return std::unexpected(created.error());
        }
        return answerDepartment(201, *created);
    });
}

Response DepartmentController::change(const Request &request) const
{
    return m_mutations.performOn<DepartmentId>(
        request, readDepartmentChange,
        [&](UnitOfWork &unit, DepartmentId id, const auto &change) -> Result<Response> {
            const auto changed = m_service.change(unit, id, change);
            if (!changed) {
                return std::unexpected(changed.error());
            }
            return answerDepartment(200, *changed);
        },
        std::bind_front(&DepartmentController::show, this));
}

Response DepartmentController::remove(const Request &request) const
{
    const auto moveTo = queryId<DepartmentId>(request, u"moveTo");
    if (!moveTo) {
        return errorResponse(moveTo.error());
    }
    return m_mutations.performOn<DepartmentId>(
        request,
        [&](UnitOfWork &unit, DepartmentId id) { return m_service.remove(unit, id, *moveTo); },
        std::bind_front(&DepartmentController::show, this));
}

} // namespace EvalTrack::Server
