// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/employee.h"
#include "storage/repositories/repository.h"

#include <QHash>

namespace EvalTrack::Server {

/// HR profiles of people who are not deleted. A profile is read as one thing and written as two
/// rows: the name, e-mail and switch of the person are in users.
class EmployeeRepository : public Repository
{
public:
    using Repository::Repository;

    [[nodiscard]] Result<std::optional<Employee>> byId(UserId id) const;
    [[nodiscard]] Result<std::optional<Employee>> lock(UserId id) const;
    /// By id, ascending; `search` is folded text or empty.
    [[nodiscard]] Result<QList<Employee>> page(const QString &search, qint64 afterId,
                                               int limit) const;
    [[nodiscard]] Result<qint64> count(const QString &search) const;

    /// The profile's own row; the person must be there.
    [[nodiscard]] Result<void> insert(const Employee &employee) const;
    [[nodiscard]] Result<void> update(const Employee &employee) const;
    [[nodiscard]] Result<void> updateNames(const Employee &employee) const;
    /// Name, e-mail and switch, in the person's row.
    [[nodiscard]] Result<void> updatePerson(const Employee &employee) const;

    /// Nothing: no PIN.
    [[nodiscard]] Result<void> setPin(UserId id, const std::optional<QString> &hash) const;
    [[nodiscard]] Result<bool> hasPin(UserId id) const;
    /// Of those who have one.
    [[nodiscard]] Result<QHash<UserId, QString>> pinHashes(const QList<UserId> &ids) const;
};

} // namespace EvalTrack::Server
