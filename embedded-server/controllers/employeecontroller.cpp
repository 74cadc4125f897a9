// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/employeecontroller.h"

#include "base/deliver.h"
#include "controllers/bodyfields.h"
#include "controllers/listing.h"
#include "controllers/recordfields.h"
#include "controllers/requestfields.h"
#include "security/passwordhasher.h"
#include "wire/entitycodec.h"

namespace EvalTrack::Server {

using namespace Wire;

namespace {

struct NewEmployeeBody
{
    UserUuid uuid;
    EmployeeService::Change fields;
};

NewEmployeeBody readNewEmployee(FieldReader &fields)
{
    NewEmployeeBody body{BodyFields::uuid<UserUuid>(fields), readEmployeeFields(fields)};
    checkIsNamed(fields, body.fields);
    return body;
}

/// Nothing for null: no PIN.
std::optional<QString> readPin(FieldReader &fields)
{
    if (!fields.has(Key::pin)) {
        fields.refuse(Key::pin, u"must be given, or null to take the PIN away"_qs);
    }
    const auto pin = fields.text(Key::pin, Presence::Optional, Limits::ShortTextMax);
    if (pin) {
        fields.check(Key::pin, checkPin(*pin), Limits::PinMin, Limits::PinMax);
    }
    return pin;
}

Response answerEmployee(int status, const Employee &employee)
{
    JsonWriter writer;
    write(writer, employee);
    return json(status, writer.take());
}

} // namespace

EmployeeController::EmployeeController(const LoopContext &context, const Mutations &mutations)
    : m_context(context)
    , m_mutations(mutations)
    , m_service(context.database)
{}

Response EmployeeController::list(const Request &request) const
{
    const auto search = searchText(request);
    if (!search) {
        return errorResponse(search.error());
    }
    Listing<Employee> employees;
    employees.name = "employees";
    employees.fetch = [this, search = *search](const auto &after, int limit) {
        return m_service.page(search, after ? after->id : 0, limit);
    };
    employees.write = [](JsonWriter &writer, const Employee &employee) {
        write(writer, employee);
    };
    employees.positionOf = [](const Employee &employee) {
        return Position{{}, employee.id.value()};
    };
    employees.count = [this, search = *search] {
        return m_service.count(search);
    };
    return answerOf(employees.answerPaged(request));
}

Result<Response> EmployeeController::show(const Caller &caller, UserId id) const
{
    const auto employee = m_service.byId(caller, id);
    if (!employee) {
        return std::unexpected(employee.error());
    }
    return answerEmployee(200, *employee);
}

Response EmployeeController::get(const Request &request) const
{
    return answerOf(show(request.caller, pathId<UserId>(request)));
}

Response EmployeeController::create(const Request &request) const
{
    const auto body = readBody(request, readNewEmployee);
    if (!body) {
        return errorResponse(body.error());
    }
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const auto created = m_service.create(unit, body->uuid, body->fields);
        if (!created) {
            return std::unexpected(created.error());
        }
        return answerEmployee(201, *created);
    });
}

Response EmployeeController::change(const Request &request) const
{
    return m_mutations.performOn<UserId>(
        request, readEmployeeFields,
        [&](UnitOfWork &unit, UserId id, const auto &change) -> Result<Response> {
            const auto changed = m_service.change(unit, id, change);
            if (!changed) {
                return std::unexpected(changed.error());
            }
            return answerEmployee(200, *changed);
        },
        std::bind_front(&EmployeeController::show, this));
}

Response EmployeeController::deactivate(const Request &request) const
{
    return m_mutations.performOn<UserId>(
        request,
        [&](UnitOfWork &unit, UserId id) -> Result<void> {
            EmployeeService::Change off;
            off.isActive = false;
            if (auto changed = m_service.change(unit, id, off); !changed) {
                return std::unexpected(changed.error());
            }
            return {};
        },
        std::bind_front(&EmployeeController::show, this));
}

Response EmployeeController::pin(const Request &request) const
{
    const auto isSet = m_service.hasPin(request.caller, pathId<UserId>(request));
    if (!isSet) {
        return errorResponse(isSet.error());
    }
    JsonWriter writer;
    writer.beginObject();
    writer.field(Key::isSet, *isSet);
    writer.endObject();
    return json(200, writer.take());
}

Reply EmployeeController::setPin(const Request &request) const
{
    const auto pin = readBody(request, readPin);
    if (!pin) {
        return errorResponse(pin.error());
    }
    const auto perform = [this, request](const std::optional<QString> &hash) {
        return m_mutations.performOn<UserId>(
            request, [&](UnitOfWork &unit, UserId id) { return m_service.setPin(unit, id, hash); },
            std::bind_front(&EmployeeController::show, this));
    };
    if (!*pin) {
        return perform(std::nullopt);
    }
    const LaterReply reply;
    deliver(m_context.passwords.hash(**pin), &m_context.loop,
            [reply, perform](const Result<QString> &hash) {
                reply.give(hash ? perform(*hash) : errorResponse(hash.error()));
            });
    return reply.future();
}

} // namespace EvalTrack::Server
