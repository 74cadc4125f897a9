// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/departmentservice.h"

#include "storage/repositories/departmentrepository.h"

namespace EvalTrack::Server {

namespace {

std::unexpected<Error> departmentNotFound(DepartmentId id)
{
    return failure(ErrorCode::NotFound,
                   u"Departamento con ID "_qs + QString::number(id.value()) + u" no encontrado");
}

Department shownTo(const Caller &caller, Department department)
{
    if (!caller.may(Permission::ViewPeople)) {
        department.headId.reset();
        department.people.reset();
    }
    return department;
}

} // namespace

DepartmentService::DepartmentService(Database &database)
    : m_database(database)
{}

Result<Department> DepartmentService::byId(const Caller &caller, DepartmentId id) const
{
    const auto department = DepartmentRepository(m_database).byId(id);
    if (!department) {
        return std::unexpected(department.error());
    }
    if (!*department) {
        return departmentNotFound(id);
    }
    return shownTo(caller, **department);
}

Result<QList<Department>> DepartmentService::page(const Caller &caller, qint64 afterId,
                                                  int limit) const
{
    auto departments = DepartmentRepository(m_database).page(afterId, limit);
    if (departments) {
        for (Department &department : *departments) {
            department = shownTo(caller, department);
        }
    }
    return departments;
}

Result<qint64> DepartmentService::count() const
{
    return DepartmentRepository(m_database).count();
}

Result<Department> DepartmentService::lock(DepartmentId id) const
{
    const DepartmentRepository departments(m_database);
    if (auto ok = departments.lockAll(); !ok) {
        return std::unexpected(ok.error());
    }
    auto department = departments.lock(id);
    if (!department) {
        return std::unexpected(department.error());
    }
    if (!*department) {
        return departmentNotFound(id);
    }
    return std::move(**department);
}

Result<void> DepartmentService::apply(Department &department, const Change &change) const
{
    applyPatch(change.name, department.name);
    applyPatch(change.parentId, department.parentId);
    if (!change.headId) {
        return {};
    }
    department.headId = *change.headId;
    if (!department.headId) {
        return {};
    }
    const auto isPerson = DepartmentRepository(m_database).isPerson(*department.headId);
    if (!isPerson) {
        return std::unexpected(isPerson.error());
    }
    return *isPerson ? Result<void>()
                     : failure(ErrorCode::BadRequest,
                               QStringLiteral("headId must be the id of a person"));
}

Result<Department> DepartmentService::create(UnitOfWork &unit, const DepartmentUuid &uuid,
                                             const Change &fields) const
{
    const DepartmentRepository departments(m_database);
    if (auto ok = departments.lockAll(); !ok) {
        return std::unexpected(ok.error());
    }
    Department department;
    department.uuid = uuid;
    if (auto ok = apply(department, fields); !ok) {
        return std::unexpected(ok.error());
    }
    const auto id = departments.insert(department);
    if (!id) {
        return std::unexpected(id.error());
    }
    const auto created = byId(unit.caller(), *id);
    if (created) {
        unit.audit("department.create", "department", id->value(), created->uuid.value());
        unit.announceToEverybody();
    }
    return created;
}

Result<Department> DepartmentService::change(UnitOfWork &unit, DepartmentId id,
                                             const Change &change) const
{
    auto department = lock(id);
    if (!department) {
        return department;
    }
    if (auto ok = unit.requireRevision(department->revision); !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = apply(*department, change); !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = DepartmentRepository(m_database).update(*department); !ok) {
        return std::unexpected(ok.error());
    }
    unit.audit("department.update", "department", id.value(), department->uuid.value());
    unit.announceToEverybody();
    return byId(unit.caller(), id);
}

Result<void> DepartmentService::remove(UnitOfWork &unit, DepartmentId id,
                                       const std::optional<DepartmentId> &moveTo) const
{
    const DepartmentRepository departments(m_database);
    const auto department = lock(id);
    if (!department) {
        return std::unexpected(department.error());
    }
    if (auto ok = unit.requireRevision(department->revision); !ok) {
        return ok;
    }
    if (moveTo) {
        const auto target =
            *moveTo == id ? Result<std::optional<Department>>() : departments.lock(*moveTo);
        if (!target) {
            return std::unexpected(target.error());
        }
        if (!*target) {
            return failure(ErrorCode::BadRequest,
                           QStringLiteral("moveTo must be the id of another department"));
        }
        if (auto ok = departments.movePeople(id, *moveTo); !ok) {
            return ok;
        }
    } else if (department->people.value_or(0) > 0) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("El departamento tiene personas; indica con moveTo a qué "
                                      "departamento pasan"));
    }
    if (auto ok = departments.moveBelow(id, department->parentId); !ok) {
        return ok;
    }
    if (auto ok = departments.remove(id, unit.now()); !ok) {
        return ok;
    }
    unit.audit("department.delete", "department", id.value(), department->uuid.value());
    unit.announceToEverybody();
    return {};
}

} // namespace EvalTrack::Server
