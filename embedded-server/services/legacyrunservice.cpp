// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/legacyrunservice.h"

namespace EvalTrack::Server {

Result<LegacyRun> LegacyRunService::byId(qint64 id) const
{
    const auto run = m_runs.byId(id);
    if (!run) {
        return std::unexpected(run.error());
    }
    if (!*run) {
        return failure(ErrorCode::NotFound,
                       QStringLiteral("Ejecución con ID %1 no encontrada").arg(id));
    }
    return **run;
}

Result<LegacyRun> LegacyRunService::begin(UnitOfWork &unit, LegacyRunKind kind, qint64 total) const
{
    const auto id = m_runs.begin(kind, unit.caller().id, total);
    if (!id) {
        return std::unexpected(id.error());
    }
    unit.audit("legacy.run", "legacy", *id, {});
    return byId(*id);
}

Result<LegacyRun> LegacyRunService::cancel(UnitOfWork &unit, qint64 id) const
{
    const auto run = byId(id);
    if (!run) {
        return run;
    }
    if (run->state != LegacyRunState::Running) {
        return failure(ErrorCode::Conflict, QStringLiteral("La ejecución no está en curso"));
    }
    if (!run->startedBy) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("La inició el comando del servidor, y allí se detiene"));
    }
    if (const auto asked = m_runs.askToCancel(id); !asked) {
        return std::unexpected(asked.error());
    }
    unit.audit("legacy.cancel", "legacy", id, {});
    return byId(id);
}

} // namespace EvalTrack::Server
