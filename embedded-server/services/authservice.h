// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "domain/user.h"
#include "security/accountcache.h"
#include "security/tokenissuer.h"
#include "services/unitofwork.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace EvalTrack::Server {

/// Sessions: sign-in once the password is checked, rotation of refresh tokens, sign-out. Passwords
/// are hashed and attempts are counted by whoever calls it. One per event loop.
class AuthService
{
public:
    AuthService(Database &database, const TokenIssuer &tokens);

    struct Tokens
    {
        QByteArray accessToken;
        QByteArray refreshToken;
        Caller account;
    };
    struct Candidate
    {
        Account account;
        QString passwordHash; ///< Empty when there is no such account or it has no password.
    };

    [[nodiscard]] Result<Candidate> candidate(const QString &email) const;
    [[nodiscard]] Result<Tokens> signIn(UnitOfWork &unit, const Account &account,
                                        const QString &device) const;
    /// A token buys its successor once. Its second use means that somebody copied it: nobody can
    /// tell who is the thief, so all that came of that sign-in end. nullopt then, and for tokens
    /// that are unknown, expired or revoked; what was revoked is in the unit.
    [[nodiscard]] Result<std::optional<Tokens>>
    refresh(UnitOfWork &unit, const QByteArray &refreshToken, const QString &device) const;
    /// Ends the session that the token belongs to; an unknown token is no error.
    [[nodiscard]] Result<void> signOut(UnitOfWork &unit, const QByteArray &refreshToken) const;
    [[nodiscard]] Result<void> storeRehash(UserId user, const QString &oldHash,
                                           const QString &newHash) const;

private:
    [[nodiscard]] Result<Tokens> issue(UnitOfWork &unit, const Account &account,
                                       const QUuid &family, const QString &device,
                                       qint64 &tokenId) const;

    Database &m_database;
    const TokenIssuer &m_tokens;
};

} // namespace EvalTrack::Server
