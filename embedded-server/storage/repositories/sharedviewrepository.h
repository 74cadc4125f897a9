// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sharedview.h"
#include "storage/repositories/repository.h"

namespace EvalTrack::Server {

/// Views of lists that are shared by role.
class SharedViewRepository : public Repository
{
public:
    using Repository::Repository;

    /// By id, ascending; those of one role alone when it is given.
    [[nodiscard]] Result<QList<SharedView>> page(const std::optional<Role> &role, qint64 afterId,
                                                 int limit) const;
    [[nodiscard]] Result<std::optional<SharedView>> byId(SharedViewId id) const;
    /// The list's view of that name, whatever its case; nobody else shares one of the list until
    /// the transaction ends.
    [[nodiscard]] Result<std::optional<SharedView>> lockNamed(const QString &list,
                                                              const QString &name) const;
    [[nodiscard]] Result<qint64> count(const QString &list) const;
    [[nodiscard]] Result<SharedViewId> insert(const SharedView &view, UserId sharer,
                                              Timestamp at) const;
    [[nodiscard]] Result<void> replace(SharedViewId id, const SharedView &view, UserId sharer,
                                       Timestamp at) const;
    /// Whether there was one.
    [[nodiscard]] Result<bool> remove(SharedViewId id) const;
};

} // namespace EvalTrack::Server
