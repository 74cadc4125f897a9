// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/userrepository.h"

#include "storage/repositories/columns.h"
#include "wire/accountstatenames.h"

namespace EvalTrack::Server {

namespace {

User readUser(const Row &row)
{
    return Columns::user(row);
}

/// id, uuid, email, name, role, is_active, token_epoch
Account readAccount(const Row &row)
{
    return {
        {row.id<UserId>(0), row.id<UserUuid>(1), row.text(2), row.text(3), Columns::role(row, 4)},
        row.boolean(5),
        row.integer(6)};
}

QByteArray sqlName(Role role)
{
    return Wire::name(role).toByteArray();
}

template <typename Enum>
QString nameOf(const std::optional<Enum> &value)
{
    return value ? QString::fromLatin1(Wire::name(*value)) : u""_qs;
}

Result<User> required(Result<std::optional<User>> user)
{
    if (!user) {
        return std::unexpected(user.error());
    }
    if (!*user) {
        return failure(ErrorCode::NotFound);
    }
    return **user;
}

} // namespace

Result<std::optional<Account>> UserRepository::account(UserId id) const
{
    return first("users.account", {id}, readAccount);
}

Result<std::optional<Account>> UserRepository::hold(UserId id) const
{
    return first("users.hold", {id}, readAccount);
}

Result<std::optional<UserRepository::Credentials>>
UserRepository::credentials(const QString &email) const
{
    return first("users.credentials", {email}, [](const Row &row) {
        return Credentials{readAccount(row), row.text(7)};
    });
}

Result<bool> UserRepository::hasLogin(UserId id) const
{
    const auto found = number("users.hasLogin", {id});
    if (!found) {
        return std::unexpected(found.error());
    }
    return *found != 0;
}

Result<std::optional<User>> UserRepository::byId(UserId id) const
{
    return first("users.byId", {id}, readUser);
}

Result<std::optional<User>> UserRepository::lock(UserId id) const
{
    return first("users.lock", {id}, readUser);
}

Result<qint64> UserRepository::lockOtherAdministrators(UserId id) const
{
    if (auto ok = execute("users.lockAdministrators"); !ok) {
        return std::unexpected(ok.error());
    }
    return number("users.otherAdministrators", {id});
}

Result<QList<User>> UserRepository::page(const AccountFilter &filter, qint64 afterId,
                                         int limit) const
{
    const QString &search = filter.search;
    if (filter.role || filter.state) {
        return all("users.filtered",
                   {afterId, limit, search, nameOf(filter.role), nameOf(filter.state)}, readUser);
    }
    return search.isEmpty() ? all("users.page", {afterId, limit}, readUser)
                            : all("users.search", {afterId, limit, search}, readUser);
}

Result<qint64> UserRepository::count(const AccountFilter &filter) const
{
    const QString &search = filter.search;
    if (filter.role || filter.state) {
        return number("users.countFiltered", {search, nameOf(filter.role), nameOf(filter.state)});
    }
    return search.isEmpty() ? number("users.count") : number("users.countSearch", {search});
}

Result<User> UserRepository::insert(const User &user,
                                    const std::optional<QString> &passwordHash) const
{
    const auto uuid = user.uuid.isNull() ? std::nullopt : std::optional(user.uuid);
    return required(first(
        "users.insert",
        {uuid, user.name, user.email, passwordHash, sqlName(user.role), user.isActive}, readUser));
}

Result<User> UserRepository::update(const User &user,
                                    const std::optional<QString> &passwordHash) const
{
    return required(
        first("users.update",
              {user.id, user.name, user.email, sqlName(user.role), user.isActive, passwordHash},
              readUser));
}

Result<void> UserRepository::rehash(UserId id, const QString &oldHash, const QString &newHash) const
{
    return execute("users.rehash", {id, oldHash, newHash});
}

Result<void> UserRepository::remove(UserId id) const
{
    return execute("users.remove", {id});
}

} // namespace EvalTrack::Server
