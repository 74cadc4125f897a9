// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/systemstatus.h"
#include "storage/repositories/repository.h"

namespace EvalTrack::Server {

/// What only PostgreSQL knows of how the server is.
class StatusRepository : public Repository
{
public:
    using Repository::Repository;

    struct Facts
    {
        QString version; ///< Of PostgreSQL.
        qint64 schemaVersion = 0;
        qint64 capturesToReview = 0;
    };

    [[nodiscard]] Result<Facts> facts() const;
    [[nodiscard]] Result<QList<StationStatus>> stations(int most) const;
};

} // namespace EvalTrack::Server
