// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/departmentrepository.h"

namespace EvalTrack::Server {

namespace {

Department readDepartment(const Row &row)
{
    Department department;
    department.id = row.id<DepartmentId>(0);
    department.name = row.text(1);
    department.parentId = row.optionalId<DepartmentId>(2);
    department.headId = row.optionalId<UserId>(3);
    department.people = static_cast<int>(row.integer(4));
    department.uuid = row.id<DepartmentUuid>(5);
    department.revision = row.integer(6);
    return department;
}

} // namespace

Result<std::optional<Department>> DepartmentRepository::byId(DepartmentId id) const
{
    return first("departments.byId", {id}, readDepartment);
}

Result<QList<Department>> DepartmentRepository::page(qint64 afterId, int limit) const
{
    return all("departments.page", {afterId, limit}, readDepartment);
}

Result<qint64> DepartmentRepository::count() const
{
    return number("departments.count");
}

Result<void> DepartmentRepository::lockAll() const
{
    return execute("departments.lockAll");
}

Result<std::optional<Department>> DepartmentRepository::lock(DepartmentId id) const
{
    if (auto locked = execute("departments.lock", {id}); !locked) {
        return std::unexpected(locked.error());
    }
    return byId(id);
}

Result<DepartmentId> DepartmentRepository::insert(const Department &department) const
{
    const auto uuid = department.uuid.isNull() ? std::nullopt : std::optional(department.uuid);
    const auto id = number("departments.insert",
                           {uuid, department.name, department.parentId, department.headId});
    return id ? Result<DepartmentId>(DepartmentId(*id)) : std::unexpected(id.error());
}

Result<void> DepartmentRepository::update(const Department &department) const
{
    return execute("departments.update",
                   {department.id, department.name, department.parentId, department.headId});
}

Result<void> DepartmentRepository::movePeople(DepartmentId from, DepartmentId to) const
{
    return execute("departments.movePeople", {from, to});
}

Result<void> DepartmentRepository::moveBelow(DepartmentId from,
                                             const std::optional<DepartmentId> &to) const
{
    return execute("departments.moveBelow", {from, to});
}

Result<void> DepartmentRepository::remove(DepartmentId id, Timestamp at) const
{
    return execute("departments.remove", {id, at});
}

Result<bool> DepartmentRepository::isPerson(UserId id) const
{
    const auto found = number("departments.isPerson", {id});
    return found ? Result<bool>(*found > 0) : std::unexpected(found.error());
}

} // namespace EvalTrack::Server
