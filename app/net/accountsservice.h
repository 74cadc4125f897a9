// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "ports/accounts.h"

namespace EvalTrack {

/// Accounts over the /users routes: online only, nothing is kept. Lives in the UI thread.
class AccountsService final : public Accounts
{
    Q_OBJECT
public:
    explicit AccountsService(ApiClient &api, QObject *parent = nullptr);

    QFuture<Result<Paged<User>>> page(const AccountFilter &filter, const QString &cursor) override;
    QFuture<Result<User>> create(const NewAccount &account) override;
    QFuture<Result<User>> change(UserId user, qint64 revision,
                                 const AccountChange &change) override;
    QFuture<Result<void>> remove(UserId user) override;
    QFuture<Result<bool>> hasPin(UserId user) override;
    QFuture<Result<void>> setPin(UserId user, const std::optional<Redacted<QString>> &pin) override;

private:
    ApiClient &m_api;
};

} // namespace EvalTrack
