// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/accountfilter.h"
#include "domain/user.h"
#include "services/unitofwork.h"

#include <QString>

#include <optional>

namespace EvalTrack::Server {

/// Accounts: who may sign in, as whom. Passwords come hashed. One per event loop.
class UserService
{
public:
    explicit UserService(Database &database);

    struct NewUser
    {
        QString name;
        QString email;
        Role role = Role::Employee;
        UserUuid uuid; ///< Null: the server makes one.
        bool isActive = true;
    };
    struct Change
    {
        std::optional<QString> name;
        std::optional<QString> email;
        std::optional<Role> role;
        std::optional<bool> isActive;
    };

    /// Everybody with ViewPeople, and oneself.
    [[nodiscard]] Result<User> byId(const Caller &caller, UserId id) const;
    [[nodiscard]] Result<QList<User>> page(const AccountFilter &filter, qint64 afterId,
                                           int limit) const;
    [[nodiscard]] Result<qint64> count(const AccountFilter &filter) const;

    /// Without a hash nobody can sign in until a password is set.
    [[nodiscard]] Result<User> create(UnitOfWork &unit, const NewUser &user,
                                      const std::optional<QString> &passwordHash) const;
    [[nodiscard]] Result<User> change(UnitOfWork &unit, UserId id, const Change &change,
                                      const std::optional<QString> &passwordHash) const;
    [[nodiscard]] Result<void> remove(UnitOfWork &unit, UserId id) const;

private:
    Database &m_database;
};

[[nodiscard]] std::unexpected<Error> userNotFound(UserId id);

} // namespace EvalTrack::Server
