// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/unitofwork.h"
#include "storage/repositories/legacyrunrepository.h"

namespace EvalTrack::Server {

/// Runs of the move from v1, as an administrator asks for them. What a run does is LegacyRuns'.
class LegacyRunService
{
public:
    explicit LegacyRunService(Database &database)
        : m_runs(database)
    {}

    [[nodiscard]] Result<QList<LegacyRun>> page(qint64 beforeId, int limit) const
    {
        return m_runs.page(beforeId, limit);
    }
    [[nodiscard]] Result<LegacyRun> byId(qint64 id) const;
    /// Of a run that is ready to go.
    [[nodiscard]] Result<LegacyRun> begin(UnitOfWork &unit, LegacyRunKind kind, qint64 total) const;
    /// Conflict for one that does not run.
    [[nodiscard]] Result<LegacyRun> cancel(UnitOfWork &unit, qint64 id) const;

private:
    LegacyRunRepository m_runs;
};

} // namespace EvalTrack::Server
