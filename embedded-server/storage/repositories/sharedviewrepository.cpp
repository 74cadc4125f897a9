// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/sharedviewrepository.h"

#include "wire/names.h"

#include <QJsonDocument>

namespace EvalTrack::Server {

namespace {

SharedView readView(const Row &row)
{
    SharedView view;
    view.id = row.id<SharedViewId>(0);
    view.list = row.text(1);
    view.name = row.text(2);
    const QStringList roles = row.text(3).split(u',');
    for (const QString &each : roles) {
        if (const auto role = Wire::fromName<Role>(each)) {
            view.roles.append(*role);
        }
    }
    view.state = QJsonDocument::fromJson(row.utf8(4).toByteArray()).object();
    if (const auto sharer = row.optionalId<UserId>(5)) {
        view.sharedBy = NamedPerson{*sharer, row.text(6)};
    }
    view.uuid = row.id<SharedViewUuid>(7);
    view.revision = row.integer(8);
    return view;
}

QString textOf(const QList<Role> &roles)
{
    QStringList names;
    for (const Role role : roles) {
        names.append(QString::fromLatin1(Wire::name(role)));
    }
    return names.join(u',');
}

QString jsonOf(const QJsonObject &state)
{
    return QString::fromUtf8(QJsonDocument(state).toJson(QJsonDocument::Compact));
}

} // namespace

Result<QList<SharedView>> SharedViewRepository::page(const std::optional<Role> &role,
                                                     qint64 afterId, int limit) const
{
    const auto name = role ? std::optional(QString::fromLatin1(Wire::name(*role))) : std::nullopt;
    return all("sharedViews.page", {afterId, limit, name}, readView);
}

Result<std::optional<SharedView>> SharedViewRepository::byId(SharedViewId id) const
{
    return first("sharedViews.byId", {id}, readView);
}

Result<std::optional<SharedView>> SharedViewRepository::lockNamed(const QString &list,
                                                                  const QString &name) const
{
    if (auto locked = execute("sharedViews.lock", {list}); !locked) {
        return std::unexpected(locked.error());
    }
    return first("sharedViews.byName", {list, name}, readView);
}

Result<qint64> SharedViewRepository::count(const QString &list) const
{
    return number("sharedViews.count", {list});
}

Result<SharedViewId> SharedViewRepository::insert(const SharedView &view, UserId sharer,
                                                  Timestamp at) const
{
    const auto id = number("sharedViews.insert", {view.list, view.name, textOf(view.roles),
                                                  jsonOf(view.state), sharer, at});
    return id ? Result<SharedViewId>(SharedViewId(*id)) : std::unexpected(id.error());
}

Result<void> SharedViewRepository::replace(SharedViewId id, const SharedView &view, UserId sharer,
                                           Timestamp at) const
{
    return execute("sharedViews.replace",
                   {id, view.name, textOf(view.roles), jsonOf(view.state), sharer, at});
}

Result<bool> SharedViewRepository::remove(SharedViewId id) const
{
    const auto removed = run("sharedViews.remove", {id});
    return removed ? Result<bool>(removed->count() > 0) : std::unexpected(removed.error());
}

} // namespace EvalTrack::Server
