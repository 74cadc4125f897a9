// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/employee.h"
#include "services/patch.h"
#include "services/unitofwork.h"

#include <QString>

#include <optional>

namespace EvalTrack::Server {

/// A profile as the person it is of may read it: without what HR keeps for itself.
[[nodiscard]] Employee forThemselves(const Employee &whole);

/// HR profiles. HR keeps everybody's; everybody may keep a few fields of one's own.
class EmployeeService
{
public:
    explicit EmployeeService(Database &database);

    struct Change
    {
        std::optional<QString> name;
        std::optional<QString> firstName;
        std::optional<QString> lastName;
        std::optional<QString> email;
        Patch<QString> nationalId;
        Patch<QString> badgeCode;
        Patch<QString> phone;
        Patch<QDate> birthDate;
        Patch<QString> jobTitle;
        Patch<DepartmentId> departmentId;
        Patch<UserId> managerId;
        Patch<QDate> hireDate;
        std::optional<bool> isActive;
        Patch<QDate> contractUntil;
        Patch<QDate> leftOn;
        Patch<QString> notes;

        /// Whether it stays within what people may change of themselves: names, phone, job title.
        [[nodiscard]] bool isOwnBusiness() const;
    };

    /// Without what HR keeps for itself where the caller may not ViewPeople.
    [[nodiscard]] Result<Employee> byId(const Caller &caller, UserId id) const;
    [[nodiscard]] Result<QList<Employee>> page(const QString &search, qint64 afterId,
                                               int limit) const;
    [[nodiscard]] Result<qint64> count(const QString &search) const;

    /// A person without a login.
    [[nodiscard]] Result<Employee> create(UnitOfWork &unit, const UserUuid &uuid,
                                          const Change &fields) const;
    [[nodiscard]] Result<Employee> change(UnitOfWork &unit, UserId id, const Change &change) const;

    /// One's own, or with EditPeople anybody's; without a hash it is taken away.
    [[nodiscard]] Result<void> setPin(UnitOfWork &unit, UserId id,
                                      const std::optional<QString> &hash) const;
    [[nodiscard]] Result<bool> hasPin(const Caller &caller, UserId id) const;

private:
    Database &m_database;
};

} // namespace EvalTrack::Server
