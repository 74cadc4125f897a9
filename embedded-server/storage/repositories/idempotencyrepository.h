// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ids.h"
#include "storage/repositories/repository.h"

namespace EvalTrack::Server {

/// The answers that a repeated Idempotency-Key gets. Kept for a month. No user: a caller that had
/// no account when it asked.
class IdempotencyRepository : public Repository
{
public:
    using Repository::Repository;

    struct Stored
    {
        QByteArray fingerprint;
        int status = 0;
        std::optional<QByteArray> body; ///< Absent when it was too long to keep.
    };

    /// Takes the key for this transaction. False when it was used before; waits while another
    /// transaction has it.
    [[nodiscard]] Result<bool> claim(std::optional<UserId> user, const QByteArray &key,
                                     const QByteArray &fingerprint) const;
    [[nodiscard]] Result<void> store(std::optional<UserId> user, const QByteArray &key, int status,
                                     const std::optional<QByteArray> &body) const;
    [[nodiscard]] Result<std::optional<Stored>> find(std::optional<UserId> user,
                                                     const QByteArray &key) const;
    [[nodiscard]] Result<void> forgetOld() const;
};

} // namespace EvalTrack::Server
