// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/department.h"
#include "storage/repositories/repository.h"

namespace EvalTrack::Server {

/// Departments that are there, each with how many people are in it.
class DepartmentRepository : public Repository
{
public:
    using Repository::Repository;

    [[nodiscard]] Result<std::optional<Department>> byId(DepartmentId id) const;
    /// By id, ascending.
    [[nodiscard]] Result<QList<Department>> page(qint64 afterId, int limit) const;
    [[nodiscard]] Result<qint64> count() const;

    /// Holds every other change of departments up until the transaction ends; before lock().
    [[nodiscard]] Result<void> lockAll() const;
    /// Nobody else is put into it until the transaction ends.
    [[nodiscard]] Result<std::optional<Department>> lock(DepartmentId id) const;

    /// A null uuid: the database makes one.
    [[nodiscard]] Result<DepartmentId> insert(const Department &department) const;
    [[nodiscard]] Result<void> update(const Department &department) const;
    [[nodiscard]] Result<void> movePeople(DepartmentId from, DepartmentId to) const;
    [[nodiscard]] Result<void> moveBelow(DepartmentId from,
                                         const std::optional<DepartmentId> &to) const;
    [[nodiscard]] Result<void> remove(DepartmentId id, Timestamp at) const;

    [[nodiscard]] Result<bool> isPerson(UserId id) const;
};

} // namespace EvalTrack::Server
