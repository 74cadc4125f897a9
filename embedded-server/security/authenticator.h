// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/accountcache.h"
#include "security/jwtverifier.h"

#include <QByteArray>

namespace EvalTrack::Server {

/// Turns a bearer token into the caller as the account stands now: token valid, account there,
/// switched on, epoch not passed. One per event loop, because the loader reads with that loop's
/// connection.
class Authenticator
{
public:
    Authenticator(const JwtVerifier &verifier, AccountCache &accounts, AccountCache::Loader load);

    /// From an Authorization header. Unauthorized for whatever is wrong; Unavailable when the
    /// database is away.
    [[nodiscard]] Result<Caller> fromAuthorization(const QByteArray &header) const;
    [[nodiscard]] Result<Caller> fromToken(const QByteArray &token) const;

private:
    const JwtVerifier &m_verifier;
    AccountCache &m_accounts;
    AccountCache::Loader m_load;
};

} // namespace EvalTrack::Server
