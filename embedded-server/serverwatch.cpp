// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverwatch.h"

#include "storage/repositories/watchrepository.h"

#include <QDateTime>
#include <QFileInfo>
#include <QStorageInfo>

namespace EvalTrack::Server {

ServerWatch::ServerWatch(Database &database, Places places, const Clock &clock)
    : m_database(database)
    , m_places(std::move(places))
    , m_clock(clock)
{}

WatchedFigures ServerWatch::look()
{
    WatchedFigures figures;
    figures.at = m_clock.now();
    askDatabase(figures);
    const QStorageInfo disk(m_places.dataFolder);
    if (disk.isValid() && disk.isReady()) {
        figures.diskFreeBytes = disk.bytesAvailable();
        figures.diskSizeBytes = disk.bytesTotal();
    }
    if (!m_places.backupStamp.isEmpty()) {
        figures.isBackupWatched = true;
        const QFileInfo stamp(m_places.backupStamp);
        if (stamp.isFile()) {
            figures.lastBackup =
                Timestamp(std::chrono::milliseconds(stamp.lastModified().toMSecsSinceEpoch()));
        }
    }
    return figures;
}

/// One question that fails is the end of it: the rest would fail as well, each after its own wait.
void ServerWatch::askDatabase(WatchedFigures &figures)
{
    const WatchRepository repository(m_database);
    auto database = repository.connections();
    if (!database) {
        m_nextCounting = {}; // What it counted before it went may not be so any more.
        return;
    }
    figures.isDatabaseUp = true;
    if (m_clock.monotonic() >= m_nextCounting) {
        const auto size = repository.size();
        auto company = size ? repository.company() : std::unexpected(size.error());
        if (!company) {
            return;
        }
        m_size = *size;
        m_company = *std::move(company);
        m_nextCounting = m_clock.monotonic() + CountingInterval;
    }
    database->sizeBytes = m_size;
    figures.database = *database;
    figures.company = m_company;
    figures.stations = repository.stations(MostStations).value_or(QList<StationFigures>());
}

} // namespace EvalTrack::Server
