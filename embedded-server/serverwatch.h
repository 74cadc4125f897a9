// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "observability/figures.h"

#include <QString>

namespace EvalTrack::Server {

class Database;

/// Looks at PostgreSQL, at the company's figures, at the disk and at the backup, for the metrics.
/// What is dear to ask (sizes, figures) is asked twice a minute and remembered. Decides nothing.
/// Used in the thread of its database connection.
class ServerWatch
{
public:
    struct Places
    {
        QString dataFolder;
        QString backupStamp; ///< A file that each good backup touches; empty: nobody watches.
    };

    ServerWatch(Database &database, Places places, const Clock &clock);

    [[nodiscard]] WatchedFigures look();

    static constexpr std::chrono::seconds CountingInterval{30};
    static constexpr int MostStations = 500; ///< Series a metric.

private:
    void askDatabase(WatchedFigures &figures);

    Database &m_database;
    const Places m_places;
    const Clock &m_clock;
    QList<CompanyFigure> m_company;
    qint64 m_size = 0;
    std::chrono::milliseconds m_nextCounting{0};
};

} // namespace EvalTrack::Server
