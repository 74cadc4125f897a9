// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/jwtverifier.h"

#include "security/jwt.h"

#include <QReadLocker>
#include <QWriteLocker>

namespace EvalTrack::Server {

JwtVerifier::JwtVerifier(QByteArray secret, const Clock &clock)
    : m_secret(std::move(secret))
    , m_clock(clock)
{}

Result<Claims> JwtVerifier::verify(const QByteArray &token) const
{
    if (token.isEmpty() || token.size() > LongestToken) {
        return failure(ErrorCode::Unauthorized);
    }
    const Timestamp now = m_clock.now();
    {
        const QReadLocker locker(&m_lock);
        const auto known = m_verified.constFind(token);
        if (known != m_verified.constEnd()) {
            if (known->expiresAt > now) {
                return *known;
            }
            return failure(ErrorCode::Unauthorized);
        }
    }
    auto claims = Jwt::decode(token, m_secret, now);
    if (claims) {
        const QWriteLocker locker(&m_lock);
        if (m_verified.size() >= RememberedTokens) {
            m_verified.removeIf([now](const auto &entry) { return entry->expiresAt <= now; });
        }
        if (m_verified.size() >= RememberedTokens) {
            m_verified.clear(); // They are verified again as they come.
        }
        m_verified.insert(token, *claims);
    }
    return claims;
}

} // namespace EvalTrack::Server
