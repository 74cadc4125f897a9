// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/auditrepository.h"

namespace EvalTrack::Server {

Result<void> AuditRepository::append(UserId actor, const QByteArray &requestId,
                                     const Entry &entry) const
{
    const auto orNull = [](bool isThere, const SqlValue &value) {
        return isThere ? value : SqlValue(std::nullopt);
    };
    return execute("audit.append",
                   {orNull(!actor.isNull(), actor), QByteArray(entry.action),
                    QByteArray(entry.entity), orNull(entry.entityId != 0, entry.entityId),
                    orNull(!entry.entityUuid.isNull(), entry.entityUuid),
                    orNull(!entry.detail.isEmpty(), entry.detail), requestId});
}

} // namespace EvalTrack::Server
