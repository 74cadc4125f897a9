// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/permission.h"

#include <QString>

#include <optional>

namespace EvalTrack {

/// How an account stands, as the dashboard counts them.
enum class AccountState {
    Active,       ///< Can sign in.
    Inactive,     ///< Switched off.
    WithoutLogin, ///< A person who was never given a password.
};

/// Which accounts of a list are meant.
struct AccountFilter
{
    QString search;
    std::optional<Role> role = {};
    std::optional<AccountState> state = {};

    bool operator==(const AccountFilter &) const = default;
};

} // namespace EvalTrack
