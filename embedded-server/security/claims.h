// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/ids.h"
#include "domain/permission.h"

#include <QByteArray>
#include <QString>

namespace EvalTrack::Server {

/// What a verified access token says. The role is what it was when the token was made: decisions
/// take the role of the account as it stands now (AccountCache), never this one.
struct Claims
{
    UserId userId;
    QString email;
    QString name;
    Role role = Role::Employee;
    Timestamp issuedAt;
    Timestamp expiresAt;
    qint64 tokenEpoch =
        0; ///< Of the account when the token was made; a lower one than the account's is refused.
    QByteArray tokenId;
};

} // namespace EvalTrack::Server
