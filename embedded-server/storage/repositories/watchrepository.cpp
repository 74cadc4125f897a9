// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/watchrepository.h"

namespace EvalTrack::Server {

Result<DatabaseFigures> WatchRepository::connections() const
{
    auto figures = first("watch.connections", {}, [](const Row &row) {
        return DatabaseFigures{row.integer(0), row.integer(1), 0,
                               std::chrono::milliseconds(row.integer(2))};
    });
    if (!figures) {
        return std::unexpected(figures.error());
    }
    return figures->value_or(DatabaseFigures());
}

Result<qint64> WatchRepository::size() const
{
    return number("watch.size");
}

Result<QList<CompanyFigure>> WatchRepository::company() const
{
    return all("watch.company", {}, [](const Row &row) {
        return CompanyFigure{row.utf8(0).toByteArray(), row.utf8(1).toByteArray(), row.integer(2)};
    });
}

Result<QList<StationFigures>> WatchRepository::stations(int most) const
{
    return all("watch.stations", {most}, [](const Row &row) {
        return StationFigures{row.integer(0), row.timestamp(1), row.optionalTimestamp(2)};
    });
}

} // namespace EvalTrack::Server
