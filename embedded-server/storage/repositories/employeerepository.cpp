// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/employeerepository.h"

#include "storage/repositories/columns.h"

namespace EvalTrack::Server {

namespace {

Employee readEmployee(const Row &row)
{
    return Columns::employee(row);
}

SqlValues profileValues(const Employee &employee)
{
    return {employee.id,           employee.firstName, employee.lastName,  employee.nationalId,
            employee.badgeCode,    employee.phone,     employee.birthDate, employee.jobTitle,
            employee.departmentId, employee.managerId, employee.hireDate,  employee.contractUntil,
            employee.leftOn,       employee.notes};
}

} // namespace

Result<std::optional<Employee>> EmployeeRepository::byId(UserId id) const
{
    return first("employees.byId", {id}, readEmployee);
}

Result<std::optional<Employee>> EmployeeRepository::lock(UserId id) const
{
    if (auto locked = execute("employees.lock", {id}); !locked) {
        return std::unexpected(locked.error());
    }
    return byId(id);
}

Result<QList<Employee>> EmployeeRepository::page(const QString &search, qint64 afterId,
                                                 int limit) const
{
    return search.isEmpty() ? all("employees.page", {afterId, limit}, readEmployee)
                            : all("employees.search", {afterId, limit, search}, readEmployee);
}

Result<qint64> EmployeeRepository::count(const QString &search) const
{
    return search.isEmpty() ? number("employees.count") : number("employees.countSearch", {search});
}

Result<void> EmployeeRepository::insert(const Employee &employee) const
{
    return execute("employees.insert", profileValues(employee));
}

Result<void> EmployeeRepository::update(const Employee &employee) const
{
    return execute("employees.update", profileValues(employee));
}

Result<void> EmployeeRepository::updateNames(const Employee &employee) const
{
    return execute("employees.updateNames", {employee.id, employee.firstName, employee.lastName});
}

Result<void> EmployeeRepository::updatePerson(const Employee &employee) const
{
    return execute("employees.updatePerson",
                   {employee.id, employee.name, employee.email, employee.isActive});
}

Result<void> EmployeeRepository::setPin(UserId id, const std::optional<QString> &hash) const
{
    return execute("employees.setPin", {id, hash});
}

Result<bool> EmployeeRepository::hasPin(UserId id) const
{
    const auto found =
        first("employees.hasPin", {id}, [](const Row &row) { return row.boolean(0); });
    return found ? Result<bool>(found->value_or(false)) : std::unexpected(found.error());
}

Result<QHash<UserId, QString>> EmployeeRepository::pinHashes(const QList<UserId> &ids) const
{
    const auto rows = run("employees.pinHashes", {ids});
    if (!rows) {
        return std::unexpected(rows.error());
    }
    QHash<UserId, QString> hashes;
    for (const Row row : *rows) {
        hashes.insert(row.id<UserId>(0), row.text(1));
    }
    return hashes;
}

} // namespace EvalTrack::Server
