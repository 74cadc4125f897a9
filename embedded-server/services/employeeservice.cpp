// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/employeeservice.h"

#include "services/administrators.h"
#include "storage/repositories/employeerepository.h"
#include "storage/repositories/sessionrepository.h"
#include "storage/repositories/userrepository.h"
#include "wire/editablefields.h"
#include "wire/keys.h"

namespace EvalTrack::Server {

namespace {

std::unexpected<Error> employeeNotFound(UserId id)
{
    return failure(ErrorCode::NotFound,
                   u"Empleado con ID "_qs + QString::number(id.value()) + u" no encontrado");
}

void applyTo(Employee &employee, const EmployeeService::Change &change)
{
    applyPatch(change.firstName, employee.firstName);
    applyPatch(change.lastName, employee.lastName);
    applyPatch(change.email, employee.email);
    applyPatch(change.nationalId, employee.nationalId);
    applyPatch(change.badgeCode, employee.badgeCode);
    applyPatch(change.phone, employee.phone);
    applyPatch(change.birthDate, employee.birthDate);
    applyPatch(change.jobTitle, employee.jobTitle);
    applyPatch(change.departmentId, employee.departmentId);
    applyPatch(change.managerId, employee.managerId);
    applyPatch(change.hireDate, employee.hireDate);
    applyPatch(change.isActive, employee.isActive);
    applyPatch(change.contractUntil, employee.contractUntil);
    applyPatch(change.leftOn, employee.leftOn);
    applyPatch(change.notes, employee.notes);
    if (change.name) {
        employee.name = *change.name;
    } else if (change.firstName || change.lastName) {
        employee.name = QString(employee.firstName + u' ' + employee.lastName).simplified();
    }
}

QStringList changedFields(const Employee &before, const Employee &after)
{
    QStringList fields = EditableFields::changed(before, after).keys();
    if (fields.contains(Wire::Key::firstName) || fields.contains(Wire::Key::lastName)) {
        fields.removeOne(Wire::Key::name); // It follows from them.
    }
    return fields;
}

} // namespace

Employee forThemselves(const Employee &whole)
{
    Employee employee = whole;
    employee.contractUntil.reset();
    employee.leftOn.reset();
    employee.notes.reset();
    return employee;
}

bool EmployeeService::Change::isOwnBusiness() const
{
    // The name is that of first and last name, which are one's own to spell.
    return !email && !nationalId && !badgeCode && !birthDate && !departmentId && !managerId &&
           !hireDate && !isActive && !contractUntil && !leftOn && !notes;
}

EmployeeService::EmployeeService(Database &database)
    : m_database(database)
{}

Result<Employee> EmployeeService::byId(const Caller &caller, UserId id) const
{
    if (!caller.may(Permission::ViewPeople) && caller.id != id) {
        return failure(ErrorCode::Forbidden);
    }
    const auto employee = EmployeeRepository(m_database).byId(id);
    if (!employee) {
        return std::unexpected(employee.error());
    }
    if (!*employee) {
        return employeeNotFound(id);
    }
    return caller.may(Permission::ViewPeople) ? **employee : forThemselves(**employee);
}

Result<QList<Employee>> EmployeeService::page(const QString &search, qint64 afterId,
                                              int limit) const
{
    return EmployeeRepository(m_database).page(search, afterId, limit);
}

Result<qint64> EmployeeService::count(const QString &search) const
{
    return EmployeeRepository(m_database).count(search);
}

Result<Employee> EmployeeService::create(UnitOfWork &unit, const UserUuid &uuid,
                                         const Change &fields) const
{
    Employee employee;
    applyTo(employee, fields);
    User person;
    person.name = employee.name;
    person.email = employee.email;
    person.isActive = employee.isActive;
    person.uuid = uuid;
    const auto created = UserRepository(m_database).insert(person, std::nullopt);
    if (!created) {
        return std::unexpected(created.error());
    }
    employee.id = created->id;
    if (auto ok = EmployeeRepository(m_database).insert(employee); !ok) {
        return std::unexpected(ok.error());
    }
    unit.audit("employee.create", "employee", created->id.value(), created->uuid.value());
    unit.announceTo(created->id, Permission::ViewPeople);
    return byId(unit.caller(), created->id);
}

Result<Employee> EmployeeService::change(UnitOfWork &unit, UserId id, const Change &change) const
{
    const Caller &caller = unit.caller();
    const bool mayEdit = caller.may(Permission::EditPeople);
    if (!mayEdit && caller.id != id) {
        return failure(ErrorCode::Forbidden);
    }
    const EmployeeRepository employees(m_database);
    const UserRepository users(m_database);
    const auto account = users.lock(id);
    if (!account) {
        return std::unexpected(account.error());
    }
    const auto locked = *account ? employees.lock(id) : Result<std::optional<Employee>>();
    if (!locked) {
        return std::unexpected(locked.error());
    }
    if (!*locked) {
        return employeeNotFound(id);
    }
    if (!mayEdit && !change.isOwnBusiness()) {
        return failure(
            ErrorCode::Forbidden,
            QStringLiteral("Solo puedes cambiar nombre, apellido, teléfono y cargo de tu perfil"));
    }
    // The e-mail and the switch are the account's: HR keeps those of employees, administrators
    // everybody's.
    const bool touchesAccount = change.email || change.isActive;
    if (touchesAccount && (*account)->role != Role::Employee &&
        !caller.may(Permission::ManageAccounts)) {
        return failure(ErrorCode::Forbidden);
    }
    if (auto ok = unit.requireRevision((*locked)->revision); !ok) {
        return std::unexpected(ok.error());
    }
    if (change.email && change.email->isEmpty()) {
        const auto hasLogin = users.hasLogin(id);
        if (!hasLogin) {
            return std::unexpected(hasLogin.error());
        }
        if (*hasLogin) {
            return failure(
                ErrorCode::BadRequest,
                QStringLiteral("email should not be empty while the person can sign in"));
        }
    }
    Employee employee = **locked;
    applyTo(employee, change);
    if (auto ok = keepAnAdministrator(m_database, **account, (*account)->role, employee.isActive);
        !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = employees.updatePerson(employee); !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = employees.update(employee); !ok) {
        return std::unexpected(ok.error());
    }
    if (!employee.isActive && (*locked)->isActive) {
        if (auto ok = SessionRepository(m_database).revokeAll(id, unit.now()); !ok) {
            return std::unexpected(ok.error());
        }
    }
    unit.auditChange("employee.update", "employee", id.value(), employee.uuid.value(),
                     changedFields(**locked, employee));
    unit.forgetAccount(id);
    unit.announceTo(id, Permission::ViewPeople);
    return byId(caller, id);
}

Result<void> EmployeeService::setPin(UnitOfWork &unit, UserId id,
                                     const std::optional<QString> &hash) const
{
    if (!unit.caller().may(Permission::EditPeople) && unit.caller().id != id) {
        return failure(ErrorCode::Forbidden);
    }
    const EmployeeRepository employees(m_database);
    const auto locked = employees.lock(id);
    if (!locked) {
        return std::unexpected(locked.error());
    }
    if (!*locked) {
        return employeeNotFound(id);
    }
    if (auto ok = unit.requireRevision((*locked)->revision); !ok) {
        return ok;
    }
    if (auto ok = employees.setPin(id, hash); !ok) {
        return ok;
    }
    unit.audit(hash ? "employee.pin.set" : "employee.pin.remove", "employee", id.value(),
               (*locked)->uuid.value());
    unit.announceTo(id, Permission::ViewPeople);
    return {};
}

Result<bool> EmployeeService::hasPin(const Caller &caller, UserId id) const
{
    const auto employee = byId(caller, id);
    return employee ? EmployeeRepository(m_database).hasPin(id) : std::unexpected(employee.error());
}

} // namespace EvalTrack::Server
