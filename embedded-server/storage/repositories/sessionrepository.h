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
        bool isUsed = false;
        bool isRevoked = false;
    };

    [[nodiscard]] Result<qint64> insert(UserId user, const QUuid &family, const QByteArray &hash,
                                        Timestamp expiresAt, const QString &device) const;
    /// Locked until the transaction ends, so that of two uses the second sees the first.
    [[nodiscard]] Result<std::optional<Token>> lock(const QByteArray &hash) const;
    [[nodiscard]] Result<void> markUsed(qint64 token, qint64 replacement, Timestamp at) const;
    [[nodiscard]] Result<void> revokeFamily(const QUuid &family, Timestamp at) const;
    [[nodiscard]] Result<void> revokeAll(UserId user, Timestamp at) const;
    /// Drops what expired long ago.
    [[nodiscard]] Result<void> forgetExpired() const;
};

} // namespace EvalTrack::Server
