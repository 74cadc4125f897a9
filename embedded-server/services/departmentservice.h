// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/department.h"
#include "services/patch.h"
#include "services/unitofwork.h"

#include <QString>

#include <optional>

namespace EvalTrack::Server {

/// The tree of departments. Everybody may know what there is; who leads a department and how many
/// are in it is for those who may see people. One per event loop.
class DepartmentService
{
public:
    explicit DepartmentService(Database &database);

    struct Change
    {
        std::optional<QString> name;
        Patch<DepartmentId> parentId; ///< BadRequest when it is the department or one below it.
        Patch<UserId> headId;
    };

    [[nodiscard]] Result<Department> byId(const Caller &caller, DepartmentId id) const;
    [[nodiscard]] Result<QList<Department>> page(const Caller &caller, qint64 afterId,
                                                 int limit) const;
    [[nodiscard]] Result<qint64> count() const;

    /// Conflict when another has the name.
    [[nodiscard]] Result<Department> create(UnitOfWork &unit, const DepartmentUuid &uuid,
                                            const Change &fields) const;
    [[nodiscard]] Result<Department> change(UnitOfWork &unit, DepartmentId id,
                                            const Change &change) const;
    /// Who is in it goes to `moveTo`, and what is below it to where it was; Conflict when somebody
    /// is in it and nothing is said.
    [[nodiscard]] Result<void> remove(UnitOfWork &unit, DepartmentId id,
                                      const std::optional<DepartmentId> &moveTo) const;

private:
    /// As it is, held against every other change of departments until the transaction ends.
    [[nodiscard]] Result<Department> lock(DepartmentId id) const;
    [[nodiscard]] Result<void> apply(Department &department, const Change &change) const;

    Database &m_database;
};

} // namespace EvalTrack::Server
