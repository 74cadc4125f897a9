// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "security/claims.h"

#include <QByteArray>
#include <QHash>
#include <QReadWriteLock>

namespace EvalTrack::Server {

/// Decides whether a token is one of ours and still valid. Responsible for signature, algorithm,
/// type, expiry and the shape of the claims; it does not know whether the account is still switched
/// on. Verified tokens are remembered (bounded), since a client sends the same one with every
/// request. Safe to call from every thread; lives as long as the server.
class JwtVerifier
{
public:
    JwtVerifier(QByteArray secret, const Clock &clock);
    JwtVerifier(const JwtVerifier &) = delete;
    JwtVerifier &operator=(const JwtVerifier &) = delete;

    /// Unauthorized, with nothing in `detail` that a client could learn from.
    [[nodiscard]] Result<Claims> verify(const QByteArray &token) const;

    static constexpr qsizetype LongestToken = 4096;
    static constexpr qsizetype RememberedTokens = 10'000;

private:
    const QByteArray m_secret;
    const Clock &m_clock;
    mutable QReadWriteLock m_lock;
    mutable QHash<QByteArray, Claims> m_verified;
};

} // namespace EvalTrack::Server
