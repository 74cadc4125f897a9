// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/accountfilter.h"
#include "domain/user.h"
#include "security/accountcache.h"
#include "storage/repositories/repository.h"

namespace EvalTrack::Server {

/// Accounts that are not deleted. People who were are found by nothing here.
class UserRepository : public Repository
{
public:
    using Repository::Repository;

    struct Credentials
    {
        Account account;
        QString passwordHash; ///< Empty for people without a login.
    };

    /// For the AccountCache.
    [[nodiscard]] Result<std::optional<Account>> account(UserId id) const;
    /// The same, and nobody changes the account until the transaction ends.
    [[nodiscard]] Result<std::optional<Account>> hold(UserId id) const;
    [[nodiscard]] Result<std::optional<Credentials>> credentials(const QString &email) const;

    [[nodiscard]] Result<bool> hasLogin(UserId id) const;
    [[nodiscard]] Result<std::optional<User>> byId(UserId id) const;
    /// The row stays as it is until the transaction ends.
    [[nodiscard]] Result<std::optional<User>> lock(UserId id) const;
    /// How many others can sign in as administrators; until the transaction ends nobody else asks.
    [[nodiscard]] Result<qint64> lockOtherAdministrators(UserId id) const;
    /// By id, ascending; the search is folded text or empty.
    [[nodiscard]] Result<QList<User>> page(const AccountFilter &filter, qint64 afterId,
                                           int limit) const;
    [[nodiscard]] Result<qint64> count(const AccountFilter &filter) const;

    [[nodiscard]] Result<User> insert(const User &user,
                                      const std::optional<QString> &passwordHash) const;
    /// A new password makes every token issued before worthless.
    [[nodiscard]] Result<User> update(const User &user,
                                      const std::optional<QString> &passwordHash) const;
    /// The same password under today's parameters: no token suffers.
    [[nodiscard]] Result<void> rehash(UserId id, const QString &oldHash,
                                      const QString &newHash) const;
    /// Takes the person off every list and frees the e-mail; what was recorded stays.
    [[nodiscard]] Result<void> remove(UserId id) const;
};

} // namespace EvalTrack::Server
