// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"
#include "domain/accountfilter.h"
#include "domain/user.h"
#include "ports/paged.h"

#include <QFuture>
#include <QObject>

#include <optional>

namespace EvalTrack {

struct NewAccount
{
    QString name;
    QString email;
    Redacted<QString> password;
    Role role = Role::Employee;
};

struct AccountChange
{
    std::optional<QString> name;
    std::optional<QString> email;
    std::optional<Role> role;
    std::optional<bool> isActive;
    std::optional<Redacted<QString>> password;
};

/// Accounts, roles, passwords and PINs: decided by the server alone, so every call needs it and
/// says Network when it is away. For administrators, but for PINs. Lives in the UI thread.
class Accounts : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QFuture<Result<Paged<User>>> page(const AccountFilter &filter,
                                              const QString &cursor) = 0;
    virtual QFuture<Result<User>> create(const NewAccount &account) = 0;
    /// Stale when somebody else changed the account since `revision`.
    virtual QFuture<Result<User>> change(UserId user, qint64 revision,
                                         const AccountChange &change) = 0;
    virtual QFuture<Result<void>> remove(UserId user) = 0;

    /// Whether a person has a PIN for capture stations; for HR, and for oneself.
    virtual QFuture<Result<bool>> hasPin(UserId user) = 0;
    /// Sets it, or takes it away; stations know at their next contact.
    virtual QFuture<Result<void>> setPin(UserId user,
                                         const std::optional<Redacted<QString>> &pin) = 0;
};

} // namespace EvalTrack
