// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/idempotencyrepository.h"

namespace EvalTrack::Server {

Result<bool> IdempotencyRepository::claim(std::optional<UserId> user, const QByteArray &key,
                                          const QByteArray &fingerprint) const
{
    const auto rows = run("idempotency.claim", {user, key, SqlValue::bytes(fingerprint)});
    if (!rows) {
        return std::unexpected(rows.error());
    }
    return rows->affected() > 0;
}

Result<void> IdempotencyRepository::store(std::optional<UserId> user, const QByteArray &key,
                                          int status, const std::optional<QByteArray> &body) const
{
    return execute("idempotency.store",
                   {user, key, status, body ? SqlValue::bytes(*body) : SqlValue(std::nullopt)});
}

Result<std::optional<IdempotencyRepository::Stored>>
IdempotencyRepository::find(std::optional<UserId> user, const QByteArray &key) const
{
    return first("idempotency.find", {user, key}, [](const Row &row) {
        return Stored{row.bytes(0), row.number(1),
                      row.isNull(2) ? std::nullopt : std::optional(row.bytes(2))};
    });
}

Result<void> IdempotencyRepository::forgetOld() const
{
    return execute("idempotency.forgetOld");
}

} // namespace EvalTrack::Server
