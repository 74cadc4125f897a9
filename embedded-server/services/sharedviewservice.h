// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sharedview.h"
#include "services/unitofwork.h"
#include "storage/repositories/sharedviewrepository.h"

namespace EvalTrack::Server {

/// Ways to look at lists that are shared by role. Everybody is told those of the own role, and who
/// may share is told all. One per event loop.
class SharedViewService
{
public:
    explicit SharedViewService(Database &database)
        : m_views(database)
    {}

    [[nodiscard]] Result<QList<SharedView>> page(const Caller &caller, qint64 afterId,
                                                 int limit) const;
    /// Takes the place of the list's view of that name when the request names its revision
    /// (If-Match); Conflict when it names none, and when the list has as many as it may.
    [[nodiscard]] Result<SharedView> share(UnitOfWork &unit, const SharedView &view) const;
    [[nodiscard]] Result<void> withdraw(UnitOfWork &unit, SharedViewId id) const;

private:
    [[nodiscard]] Result<SharedViewId> replaced(const UnitOfWork &unit, const SharedView &before,
                                                const SharedView &view) const;
    [[nodiscard]] Result<SharedViewId> added(const UnitOfWork &unit, const SharedView &view) const;

    SharedViewRepository m_views;
};

} // namespace EvalTrack::Server
