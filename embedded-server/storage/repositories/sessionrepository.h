// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ids.h"
#include "storage/repositories/repository.h"

namespace EvalTrack::Server {

/// Refresh tokens, of which only hashes are kept. All tokens that came of one sign-in are a family.
class SessionRepository : public Repository
{
public:
    using Repository::Repository;

    struct Token
    {
        qint64 id = 0;
        UserId userId;
        QUuid family;
        Timestamp expiresAt;
        std::optional<Timestamp> usedAt; ///< The first time.
        bool isRevoked = false;
        std::optional<qint64> parent; ///< The token that bought it; none for a sign-in.
    };

    [[nodiscard]] Result<qint64> insert(UserId user, const QUuid &family, const QByteArray &hash,
                                        Timestamp expiresAt, const QString &device,
                                        std::optional<qint64> parent) const;
    /// Whose token it is, without a lock.
    [[nodiscard]] Result<std::optional<UserId>> owner(const QByteArray &hash) const;
    /// Locked until the transaction ends, so that of two uses the second sees the first.
    [[nodiscard]] Result<std::optional<Token>> lock(const QByteArray &hash) const;
    [[nodiscard]] Result<void> markUsed(qint64 token, Timestamp at) const;
    /// Whether anything that the token bought was used; locks all of it.
    [[nodiscard]] Result<bool> isSuccessorUsed(qint64 token) const;
    /// What `parent` bought until `madeBefore` and nobody used, but for `kept`.
    [[nodiscard]] Result<void> revokeSiblings(qint64 parent, std::optional<qint64> kept,
                                              Timestamp madeBefore, Timestamp at) const;
    /// How many of its tokens were not revoked before.
    [[nodiscard]] Result<qint64> revokeFamily(const QUuid &family, Timestamp at) const;
    [[nodiscard]] Result<void> revokeAll(UserId user, Timestamp at) const;
    /// Drops what expired long ago.
    [[nodiscard]] Result<void> forgetExpired() const;
};

} // namespace EvalTrack::Server
