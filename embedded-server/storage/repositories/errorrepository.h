// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/systemstatus.h"
#include "storage/repositories/repository.h"

namespace EvalTrack::Server {

/// What went wrong on the server, as it is kept for administrators.
class ErrorRepository : public Repository
{
public:
    using Repository::Repository;

    /// All or none; those that stand there already stay as they are. Of `user` only the id counts.
    [[nodiscard]] Result<void> add(const QList<ServerFault> &faults) const;
    /// Newest first.
    [[nodiscard]] Result<QList<ServerFault>> page(const std::optional<Position> &after,
                                                  int limit) const;
    [[nodiscard]] Result<qint64> count() const;
    /// Those of more than 90 days, and what is more than `most`.
    [[nodiscard]] Result<void> forgetOld(int most) const;
};

} // namespace EvalTrack::Server
