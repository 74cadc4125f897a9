// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/authenticator.h"

namespace EvalTrack::Server {

Authenticator::Authenticator(const JwtVerifier &verifier, AccountCache &accounts,
                             AccountCache::Loader load)
    : m_verifier(verifier)
    , m_accounts(accounts)
    , m_load(std::move(load))
{}

Result<Caller> Authenticator::fromToken(const QByteArray &token) const
{
    const auto claims = m_verifier.verify(token);
    if (!claims) {
        return std::unexpected(claims.error());
    }
    auto account = m_accounts.find(claims->userId, m_load);
    if (!account) {
        return std::unexpected(account.error());
    }
    if (!*account || !(*account)->isActive || claims->tokenEpoch < (*account)->tokenEpoch) {
        return failure(ErrorCode::Unauthorized);
    }
    return (*account)->caller;
}

} // namespace EvalTrack::Server
