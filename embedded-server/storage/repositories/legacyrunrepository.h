// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/legacymove.h"
#include "storage/repositories/repository.h"

#include <QByteArray>

#include <optional>

namespace EvalTrack::Server {

/// legacy_runs. That a run is under way is told by the lock of LegacyStore, which goes with its
/// connection, so that one of a server that was killed is Interrupted.
class LegacyRunRepository : private Repository
{
public:
    using Repository::Repository;

    /// Whoever begins one holds the lock.
    [[nodiscard]] Result<qint64> begin(LegacyRunKind kind, std::optional<UserId> by,
                                       qint64 total) const;
    struct Standing
    {
        QByteArray entity;
        qint64 done = 0;
        std::optional<qint64> secondsLeft;
    };
    /// True when somebody asked to cancel it.
    [[nodiscard]] Result<bool> note(qint64 id, const Standing &standing,
                                    const LegacyFound &found) const;
    [[nodiscard]] Result<void> finish(qint64 id, LegacyRunState outcome, const QString &message,
                                      const LegacyFound &found) const;

    /// The newest first.
    [[nodiscard]] Result<QList<LegacyRun>> page(qint64 beforeId, int limit) const;
    [[nodiscard]] Result<std::optional<LegacyRun>> byId(qint64 id) const;
    /// Of one that is not finished; nothing happens to others.
    [[nodiscard]] Result<void> askToCancel(qint64 id) const;
};

} // namespace EvalTrack::Server
