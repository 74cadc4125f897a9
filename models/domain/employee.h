// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/ids.h"

#include <QDate>
#include <QString>

#include <optional>

namespace EvalTrack {

/// The HR profile of a person (contract section 6). `id` is the user's id, `uuid` the user's UUID;
/// name, e-mail and isActive are those of the account, which may have no credentials.
struct Employee
{
    UserId id;
    QString name;
    QString firstName;
    QString lastName;
    QString email;
    std::optional<QString> nationalId;
    std::optional<QString> badgeCode; ///< What a scanner reads; unique.
    std::optional<QString> phone;
    std::optional<QDate> birthDate;
    std::optional<QString> jobTitle;
    std::optional<DepartmentId> departmentId;
    std::optional<QString> department; ///< The department's name.
    std::optional<UserId> managerId;
    std::optional<QDate> hireDate;
    bool isActive = true;
    Timestamp createdAt;
    Timestamp updatedAt;
    UserUuid uuid;
    qint64 revision = 0;
    /// Argon2id of the PIN that stations ask for; only stations are told it.
    std::optional<QString> pinHash = {};

    // What HR keeps for itself: whoever may not ViewPeople is told nothing of it, and neither is a
    // capture station.
    std::optional<QDate> contractUntil = {}; ///< The last day of a contract that ends.
    std::optional<QDate> leftOn = {};        ///< The last day in the company; may be still ahead.
    std::optional<QString> notes = {};

    bool operator==(const Employee &) const = default;
};

} // namespace EvalTrack
