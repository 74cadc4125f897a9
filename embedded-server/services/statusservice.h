// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "observability/figures.h"
#include "storage/repositories/errorrepository.h"
#include "storage/repositories/statusrepository.h"

namespace EvalTrack::Server {

/// How the server is and what went wrong on it, for administrators. It puts together what the
/// process knows of itself and what PostgreSQL knows; it judges nothing.
class StatusService
{
public:
    explicit StatusService(Database &database);

    /// `status` has what the process knows of itself. Without PostgreSQL the rest is not there, and
    /// that is no error: it is when the page is needed most.
    [[nodiscard]] SystemStatus complete(SystemStatus status, const ServerFigures &figures) const;

    /// Newest first.
    [[nodiscard]] Result<QList<ServerFault>> faults(const std::optional<Position> &after,
                                                    int limit) const;
    [[nodiscard]] Result<qint64> faultCount() const;

    static constexpr int MostStations = 500;

private:
    StatusRepository m_status;
    ErrorRepository m_errors;
};

} // namespace EvalTrack::Server
