// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/sharedviewservice.h"

namespace EvalTrack::Server {

namespace {

std::unexpected<Error> viewNotFound(SharedViewId id)
{
    return failure(ErrorCode::NotFound,
                   QStringLiteral("Vista con ID %1 no encontrada").arg(id.value()));
}

} // namespace

Result<QList<SharedView>> SharedViewService::page(const Caller &caller, qint64 afterId,
                                                  int limit) const
{
    const bool maySeeAll = caller.may(Permission::ShareViews);
    return m_views.page(maySeeAll ? std::nullopt : std::optional(caller.role), afterId, limit);
}

Result<SharedView> SharedViewService::share(UnitOfWork &unit, const SharedView &view) const
{
    const auto before = m_views.lockNamed(view.list, view.name);
    if (!before) {
        return std::unexpected(before.error());
    }
    const auto id = *before ? replaced(unit, **before, view) : added(unit, view);
    if (!id) {
        return std::unexpected(id.error());
    }
    const auto shared = m_views.byId(*id);
    if (!shared) {
        return std::unexpected(shared.error());
    }
    if (!*shared) {
        return viewNotFound(*id);
    }
    unit.audit("view.share", "view", id->value(), {});
    return **shared;
}

Result<SharedViewId> SharedViewService::replaced(const UnitOfWork &unit, const SharedView &before,
                                                 const SharedView &view) const
{
    if (!unit.namesRevision()) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("La lista ya tiene una vista compartida con ese nombre"));
    }
    if (auto ok = unit.requireRevision(before.revision); !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = m_views.replace(before.id, view, unit.caller().id, unit.now()); !ok) {
        return std::unexpected(ok.error());
    }
    return before.id;
}

Result<SharedViewId> SharedViewService::added(const UnitOfWork &unit, const SharedView &view) const
{
    const auto count = m_views.count(view.list);
    if (!count) {
        return std::unexpected(count.error());
    }
    if (*count >= SharedViewLimits::PerList) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("La lista ya tiene %1 vistas compartidas; quita una antes")
                           .arg(SharedViewLimits::PerList));
    }
    return m_views.insert(view, unit.caller().id, unit.now());
}

Result<void> SharedViewService::withdraw(UnitOfWork &unit, SharedViewId id) const
{
    const auto removed = m_views.remove(id);
    if (!removed) {
        return std::unexpected(removed.error());
    }
    if (!*removed) {
        return viewNotFound(id);
    }
    unit.audit("view.withdraw", "view", id.value(), {});
    return {};
}

} // namespace EvalTrack::Server
