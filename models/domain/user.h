// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/ids.h"
#include "domain/permission.h"

#include <QString>

namespace EvalTrack {

/// A person's account. The password hash is no part of it: it never leaves the server's storage.
struct User
{
    UserId id;
    QString name;
    QString email;
    Role role = Role::Employee;
    bool isActive = true;
    Timestamp createdAt;
    Timestamp updatedAt;
    UserUuid uuid;
    qint64 revision = 0;

    bool operator==(const User &) const = default;
};

/// A name to show beside an id.
struct NamedPerson
{
    UserId id;
    QString name;

    bool operator==(const NamedPerson &) const = default;
};

/// As much of somebody as a list beside another entity shows (the contract's person and
/// person+role).
struct PersonRef
{
    UserId id;
    QString name;
    QString email;
    Role role = Role::Employee;

    bool operator==(const PersonRef &) const = default;
};

} // namespace EvalTrack
