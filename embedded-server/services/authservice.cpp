// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/authservice.h"

#include "security/refreshtokens.h"
#include "storage/repositories/devicerepository.h"
#include "storage/repositories/userrepository.h"

namespace EvalTrack::Server {

AuthService::AuthService(Database &database, const TokenIssuer &tokens)
    : m_database(database)
    , m_tokens(tokens)
{}

Result<AuthService::Candidate> AuthService::candidate(const QString &email) const
{
    const auto found = UserRepository(m_database).credentials(email);
    if (!found) {
        return std::unexpected(found.error());
    }
    if (!*found) {
        return Candidate{};
    }
    return Candidate{(*found)->account, (*found)->passwordHash};
}

Result<AuthService::Tokens> AuthService::issue(UnitOfWork &unit, const Account &account,
                                               const QUuid &family, const QString &device,
                                               std::optional<qint64> parent) const
{
    const QByteArray refreshToken = RefreshTokens::make();
    const auto stored = SessionRepository(m_database)
                            .insert(account.caller.id, family, RefreshTokens::hash(refreshToken),
                                    unit.now() + RefreshTokens::Lifetime, device, parent);
    if (!stored) {
        return std::unexpected(stored.error());
    }
    return Tokens{m_tokens.issue(account.caller, account.tokenEpoch), refreshToken, account.caller};
}

Result<std::optional<AuthService::Tokens>>
AuthService::signIn(UnitOfWork &unit, const Account &account, const QString &device) const
{
    // Checking a password takes a while, in which the account may have changed. Whoever changes it
    // from here on revokes the token that is made here.
    const auto now = UserRepository(m_database).hold(account.caller.id);
    if (!now) {
        return std::unexpected(now.error());
    }
    if (!*now || !(*now)->isActive || (*now)->tokenEpoch != account.tokenEpoch) {
        return std::nullopt;
    }
    unit.actAs(account.caller.id);
    unit.audit("auth.login", "user", account.caller.id.value(), account.caller.uuid.value());
    auto tokens = issue(unit, **now, QUuid::createUuid(), device, std::nullopt);
    if (!tokens) {
        return std::unexpected(tokens.error());
    }
    return std::move(*tokens);
}

Result<bool> AuthService::redeem(UnitOfWork &unit, const SessionRepository::Token &token,
                                 const Account &account) const
{
    const SessionRepository sessions(m_database);
    const Timestamp graceBegan = unit.now() - RefreshTokens::GraceTime;
    bool isReused = token.isRevoked; // Such as a successor whose sibling was used.
    if (!isReused && token.usedAt) {
        // Nobody stands beside a station who could sign in again, however long it was switched off.
        const bool mayBeLost = account.caller.role == Role::Station || *token.usedAt >= graceBegan;
        const auto isUsed = mayBeLost ? sessions.isSuccessorUsed(token.id) : Result<bool>(true);
        if (!isUsed) {
            return std::unexpected(isUsed.error());
        }
        isReused = *isUsed;
    }
    if (isReused) {
        const auto revoked = sessions.revokeFamily(token.family, unit.now());
        if (!revoked) {
            return std::unexpected(revoked.error());
        }
        if (*revoked > 0) {
            unit.audit("auth.refreshReused", "user", token.userId.value(),
                       account.caller.uuid.value());
        }
        return false;
    }
    if (token.expiresAt <= unit.now() || !account.isActive) {
        return false;
    }
    // Whoever uses one of several has not got the others; nor has whoever comes back after a while.
    auto revoked = token.parent && !token.usedAt
                       ? sessions.revokeSiblings(*token.parent, token.id, unit.now(), unit.now())
                       : Result<void>();
    if (revoked) {
        revoked = sessions.revokeSiblings(token.id, std::nullopt, graceBegan, unit.now());
    }
    return revoked ? Result<bool>(true) : std::unexpected(revoked.error());
}

Result<std::optional<AuthService::Tokens>>
AuthService::refresh(UnitOfWork &unit, const QByteArray &refreshToken, const QString &device) const
{
    const SessionRepository sessions(m_database);
    if (!RefreshTokens::isPlausible(refreshToken)) {
        return std::nullopt;
    }
    const QByteArray hash = RefreshTokens::hash(refreshToken);
    const auto owner = sessions.owner(hash);
    if (!owner) {
        return std::unexpected(owner.error());
    }
    if (!*owner) {
        return std::nullopt;
    }
    // The account before the token, in the order of whoever changes an account and revokes its
    // tokens: a successor made here is either revoked by the change or not made.
    const auto account = UserRepository(m_database).hold(**owner);
    if (!account) {
        return std::unexpected(account.error());
    }
    if (!*account) {
        return std::nullopt;
    }
    if ((*account)->caller.role == Role::Station && !(*account)->isActive) {
        // A session that ended may begin again; one that was shut out must not go on recording.
        return failure(ErrorCode::Forbidden, QStringLiteral("La estación fue revocada"));
    }
    const auto token = sessions.lock(hash);
    if (!token) {
        return std::unexpected(token.error());
    }
    if (!*token) {
        return std::nullopt;
    }
    const auto redeemed = redeem(unit, **token, **account);
    if (!redeemed) {
        return std::unexpected(redeemed.error());
    }
    if (!*redeemed) {
        return std::nullopt;
    }
    auto tokens = issue(unit, **account, (*token)->family, device, (*token)->id);
    if (!tokens) {
        return std::unexpected(tokens.error());
    }
    if (auto ok = sessions.markUsed((*token)->id, unit.now()); !ok) {
        return std::unexpected(ok.error());
    }
    return std::move(*tokens);
}

Result<void> AuthService::signOut(UnitOfWork &unit, const QByteArray &refreshToken) const
{
    const SessionRepository sessions(m_database);
    if (!RefreshTokens::isPlausible(refreshToken)) {
        return {};
    }
    const auto token = sessions.lock(RefreshTokens::hash(refreshToken));
    if (!token) {
        return std::unexpected(token.error());
    }
    if (!*token) {
        return {};
    }
    unit.actAs((*token)->userId);
    unit.audit("auth.logout", "user", (*token)->userId.value(), {});
    const auto revoked = sessions.revokeFamily((*token)->family, unit.now());
    if (!revoked) {
        return std::unexpected(revoked.error());
    }
    return DeviceRepository(m_database).leave((*token)->userId);
}

Result<void> AuthService::storeRehash(UserId user, const QString &oldHash,
                                      const QString &newHash) const
{
    return UserRepository(m_database).rehash(user, oldHash, newHash);
}

} // namespace EvalTrack::Server
