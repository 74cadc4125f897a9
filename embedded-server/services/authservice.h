// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "domain/user.h"
#include "security/accountcache.h"
#include "security/tokenissuer.h"
#include "services/unitofwork.h"
#include "storage/repositories/sessionrepository.h"

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
    /// `account` as it was when its password was checked; nullopt when it was switched off or got
    /// another password since.
    [[nodiscard]] Result<std::optional<Tokens>> signIn(UnitOfWork &unit, const Account &account,
                                                       const QString &device) const;
    /// A token buys its successor once. Its second use means that somebody copied it: nobody can
    /// tell who is the thief, so all that came of that sign-in end (RFC 9700, 4.14.2). Within
    /// RefreshTokens::GraceTime, and for a station at any time, it may also mean that the answer
    /// was lost: while nobody has used the successor, there is another. The one that is used first
    /// stays, so that a request that was overtaken on its way ends no session; the use of the other
    /// is a second use. nullopt for tokens that buy nothing; what
    /// was revoked is in the unit. Forbidden for a capture station that was shut out.
    [[nodiscard]] Result<std::optional<Tokens>>
    refresh(UnitOfWork &unit, const QByteArray &refreshToken, const QString &device) const;
    /// Ends the session that the token belongs to; an unknown token is no error.
    [[nodiscard]] Result<void> signOut(UnitOfWork &unit, const QByteArray &refreshToken) const;
    [[nodiscard]] Result<void> storeRehash(UserId user, const QString &oldHash,
                                           const QString &newHash) const;

private:
    /// False when nothing can be bought with it; the family is revoked if it has to be.
    [[nodiscard]] Result<bool> redeem(UnitOfWork &unit, const SessionRepository::Token &token,
                                      const Account &account) const;
    [[nodiscard]] Result<Tokens> issue(UnitOfWork &unit, const Account &account,
                                       const QUuid &family, const QString &device,
                                       std::optional<qint64> parent) const;

    Database &m_database;
    const TokenIssuer &m_tokens;
};

} // namespace EvalTrack::Server
