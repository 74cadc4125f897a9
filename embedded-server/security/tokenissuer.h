// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "http/request.h"

#include <QByteArray>

#include <chrono>

namespace EvalTrack::Server {

/// Makes access tokens (JWT, HS256) with the claims of the contract: sub, email, role, name, iat,
/// exp, and jti and epoch. Does not check passwords and keeps no list of what it made. Safe to call
/// from every thread.
class TokenIssuer
{
public:
    TokenIssuer(QByteArray secret, std::chrono::seconds lifetime, const Clock &clock);

    [[nodiscard]] QByteArray issue(const Caller &account, qint64 tokenEpoch = 0) const;
    [[nodiscard]] std::chrono::seconds lifetime() const { return m_lifetime; }

private:
    const QByteArray m_secret;
    const std::chrono::seconds m_lifetime;
    const Clock &m_clock;
};

} // namespace EvalTrack::Server
