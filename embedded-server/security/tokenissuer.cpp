// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/tokenissuer.h"

#include "security/jwt.h"

#include <sodium.h>

namespace EvalTrack::Server {

TokenIssuer::TokenIssuer(QByteArray secret, std::chrono::seconds lifetime, const Clock &clock)
    : m_secret(std::move(secret))
    , m_lifetime(lifetime)
    , m_clock(clock)
{}

QByteArray TokenIssuer::issue(const Caller &account, qint64 tokenEpoch) const
{
    QByteArray random(12, Qt::Uninitialized);
    randombytes_buf(random.data(), static_cast<size_t>(random.size()));
    const Timestamp now = m_clock.now();
    return Jwt::encode({account.id, account.email, account.name, account.role, now,
                        now + m_lifetime, tokenEpoch,
                        random.toBase64(QByteArray::Base64UrlEncoding)},
                       m_secret);
}

} // namespace EvalTrack::Server
