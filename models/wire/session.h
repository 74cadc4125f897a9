// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"
#include "domain/user.h"

#include <QJsonObject>

namespace EvalTrack::Wire {

/// The answer to POST /auth/login and POST /auth/refresh: the contract's {access_token,
/// user{id,email,name,role}} and, at the end, refresh_token, expires_in (seconds) and, inside user,
/// uuid.
struct SessionTokens
{
    Redacted<QString> accessToken;
    Redacted<QString> refreshToken;
    std::chrono::seconds expiresIn{0};
    PersonRef user;
    UserUuid userUuid;
};

[[nodiscard]] Result<SessionTokens> parseSessionTokens(const QJsonObject &object);

} // namespace EvalTrack::Wire
