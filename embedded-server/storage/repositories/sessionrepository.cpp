// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/sessionrepository.h"

namespace EvalTrack::Server {

Result<qint64> SessionRepository::insert(UserId user, const QUuid &family, const QByteArray &hash,
                                         Timestamp expiresAt, const QString &device,
                                         std::optional<qint64> parent) const
{
    return number("sessions.insert",
                  {user, family, SqlValue::bytes(hash), expiresAt, device, parent});
}

Result<std::optional<UserId>> SessionRepository::owner(const QByteArray &hash) const
{
    return first("sessions.owner", {SqlValue::bytes(hash)},
                 [](const Row &row) { return row.id<UserId>(0); });
}

Result<std::optional<SessionRepository::Token>>
SessionRepository::lock(const QByteArray &hash) const
{
    return first("sessions.lock", {SqlValue::bytes(hash)}, [](const Row &row) {
        return Token{row.integer(0),        row.id<UserId>(1),        row.uuid(2),
                     row.timestamp(3),      row.optionalTimestamp(4), row.boolean(5),
                     row.optionalInteger(6)};
    });
}

Result<void> SessionRepository::markUsed(qint64 token, Timestamp at) const
{
    return execute("sessions.markUsed", {token, at});
}

Result<bool> SessionRepository::isSuccessorUsed(qint64 token) const
{
    const auto used = number("sessions.usedSuccessors", {token});
    return used ? Result<bool>(*used > 0) : std::unexpected(used.error());
}

Result<void> SessionRepository::revokeSiblings(qint64 parent, std::optional<qint64> kept,
                                               Timestamp madeBefore, Timestamp at) const
{
    return execute("sessions.revokeSiblings", {parent, kept, madeBefore, at});
}

Result<qint64> SessionRepository::revokeFamily(const QUuid &family, Timestamp at) const
{
    const auto rows = run("sessions.revokeFamily", {family, at});
    if (!rows) {
        return std::unexpected(rows.error());
    }
    return rows->affected();
}

Result<void> SessionRepository::revokeAll(UserId user, Timestamp at) const
{
    return execute("sessions.revokeAll", {user, at});
}

Result<void> SessionRepository::forgetExpired() const
{
    return execute("sessions.forgetExpired");
}

} // namespace EvalTrack::Server
