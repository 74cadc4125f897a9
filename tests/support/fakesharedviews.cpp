// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakedesk.h"

#include <algorithm>

namespace EvalTrack::Test {

FakeSharedViews::FakeSharedViews(FakeDesk &desk)
    : m_desk(desk)
{}

QList<SharedView> FakeSharedViews::ofList(const QString &name) const
{
    const Role role = m_desk.signedIn().role;
    QList<SharedView> found;
    std::ranges::copy_if(list, std::back_inserter(found), [&](const SharedView &each) {
        return each.list == name &&
               (roleHas(role, Permission::ShareViews) || each.roles.contains(role));
    });
    return found;
}

QFuture<Result<SharedView>> FakeSharedViews::share(const SharedView &view)
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<SharedView>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<SharedView>(std::unexpected(*error)));
    }
    if (beforeSharing) {
        beforeSharing();
    }
    SharedView shared = view;
    const auto known = std::ranges::find_if(list, [&view](const SharedView &each) {
        return each.list == view.list && each.name.compare(view.name, Qt::CaseInsensitive) == 0;
    });
    if (known != list.end() && view.revision == 0) {
        return m_desk.answer(Result<SharedView>(failure(ErrorCode::Conflict)));
    }
    if (known != list.end() && view.revision != known->revision) {
        return m_desk.answer(Result<SharedView>(failure(ErrorCode::Stale)));
    }
    if (known != list.end()) {
        shared.id = known->id;
        shared.revision = known->revision + 1;
        *known = shared;
    } else {
        shared.id = SharedViewId(++m_lastId);
        shared.revision = 1;
        list.append(shared);
    }
    Q_EMIT changed();
    return m_desk.answer(Result<SharedView>(shared));
}

QFuture<Result<void>> FakeSharedViews::withdraw(SharedViewId view)
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<void>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<void>(std::unexpected(*error)));
    }
    const auto removed = list.removeIf([view](const SharedView &each) { return each.id == view; });
    Q_EMIT changed();
    return m_desk.answer(removed > 0 ? Result<void>() : failure(ErrorCode::NotFound));
}

} // namespace EvalTrack::Test
