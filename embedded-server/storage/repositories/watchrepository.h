// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "observability/figures.h"
#include "storage/repositories/repository.h"

namespace EvalTrack::Server {

/// What the server tells Prometheus of PostgreSQL and of the company.
class WatchRepository : public Repository
{
public:
    using Repository::Repository;

    /// Without sizeBytes.
    [[nodiscard]] Result<DatabaseFigures> connections() const;
    /// Asks the file system about every file of the database: not at every look.
    [[nodiscard]] Result<qint64> size() const;
    [[nodiscard]] Result<QList<CompanyFigure>> company() const;
    /// Those in use, the longest waiting first.
    [[nodiscard]] Result<QList<StationFigures>> stations(int most) const;
};

} // namespace EvalTrack::Server
