// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/statusservice.h"

namespace EvalTrack::Server {

namespace {

std::optional<qint64> knownFigure(qint64 value)
{
    return value < 0 ? std::nullopt : std::optional(value);
}

} // namespace

StatusService::StatusService(Database &database)
    : m_status(database)
    , m_errors(database)
{}

SystemStatus StatusService::complete(SystemStatus status, const ServerFigures &figures) const
{
    status.database.poolSize = figures.poolSize;
    status.database.poolOpen = figures.poolOpen;
    status.database.poolInUse = figures.poolInUse;
    status.requests = {figures.minutes, figures.answered, figures.errors};
    status.captures.accepted = figures.capturesAccepted;
    status.captures.duplicate = figures.capturesDuplicate;
    status.captures.review = figures.capturesInReview;
    status.backup = {figures.watched.isBackupWatched, figures.watched.lastBackup};
    status.disk = {knownFigure(figures.watched.diskFreeBytes),
                   knownFigure(figures.watched.diskSizeBytes)};

    // One question that fails is the end of it: the next would wait as long.
    const auto facts = m_status.facts();
    if (!facts) {
        return status;
    }
    status.database.isReachable = true;
    status.database.version = facts->version;
    status.schemaVersion = facts->schemaVersion;
    status.captures.toReview = facts->capturesToReview;
    if (const auto &database = figures.watched.database) {
        status.database.sizeBytes = database->sizeBytes;
        status.database.connections = database->connections;
        status.database.maxConnections = database->maxConnections;
    }
    status.stations = m_status.stations(MostStations).value_or(QList<StationStatus>());
    return status;
}

Result<QList<ServerFault>> StatusService::faults(const std::optional<Position> &after,
                                                 int limit) const
{
    return m_errors.page(after, limit);
}

Result<qint64> StatusService::faultCount() const
{
    return m_errors.count();
}

} // namespace EvalTrack::Server
