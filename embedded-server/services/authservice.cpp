// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/authservice.h"

#include "security/refreshtokens.h"
#include "storage/repositories/sessionrepository.h"
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
                                               qint64 &tokenId) const
{
    const QByteArray refreshToken = RefreshTokens::make();
    const auto stored = SessionRepository(m_database)
                            .insert(account.caller.id, family, RefreshTokens::hash(refreshToken),
                                    unit.now() + RefreshTokens::Lifetime, device);
    if (!stored) {
        return std::unexpected(stored.error());
    }
    tokenId = *stored;
    return Tokens{m_tokens.issue(account.caller, account.tokenEpoch), refreshToken, account.caller};
}

Result<AuthService::Tokens> AuthService::signIn(UnitOfWork &unit, const Account &account,
                                                const QString &device) const
{
    unit.audit("auth.login", "user", account.caller.id.value(), account.caller.uuid.value());
    qint64 tokenId = 0;
    return issue(unit, account, QUuid::createUuid(), device, tokenId);
}

Result<std::optional<AuthService::Tokens>>
AuthService::refresh(UnitOfWork &unit, const QByteArray &refreshToken, const QString &device) const
{
    const SessionRepository sessions(m_database);
    if (!RefreshTokens::isPlausible(refreshToken)) {
        return std::nullopt;
    }
    const auto token = sessions.lock(RefreshTokens::hash(refreshToken));
    if (!token) {
        return std::unexpected(token.error());
    }
    if (!*token || (*token)->isRevoked) {
        return std::nullopt;
    }
    const auto account = UserRepository(m_database).account((*token)->userId);
    if (!account) {
        return std::unexpected(account.error());
    }
    if ((*token)->isUsed) {
        unit.audit("auth.refreshReused", "user", (*token)->userId.value(),
                   *account ? (*account)->caller.uuid.value() : QUuid());
        if (auto ok = sessions.revokeFamily((*token)->family, unit.now()); !ok) {
            return std::unexpected(ok.error());
        }
        return std::nullopt;
    }
    if ((*token)->expiresAt <= unit.now() || !*account || !(*account)->isActive) {
        return std::nullopt;
    }
    qint64 successor = 0;
    auto tokens = issue(unit, **account, (*token)->family, device, successor);
    if (!tokens) {
        return std::unexpected(tokens.error());
    }
    if (auto ok = sessions.markUsed((*token)->id, successor, unit.now()); !ok) {
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
    unit.audit("auth.logout", "user", (*token)->userId.value(), {});
    return sessions.revokeFamily((*token)->family, unit.now());
}

Result<void> AuthService::storeRehash(UserId user, const QString &oldHash,
                                      const QString &newHash) const
{
    return UserRepository(m_database).rehash(user, oldHash, newHash);
}

} // namespace EvalTrack::Server
