// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/statusrepository.h"

#include "wire/names.h"

namespace EvalTrack::Server {

Result<StatusRepository::Facts> StatusRepository::facts() const
{
    auto facts = first("status.database", {}, [](const Row &row) {
        return Facts{row.text(0), row.integer(1), row.integer(2)};
    });
    if (!facts) {
        return std::unexpected(facts.error());
    }
    return facts->value_or(Facts());
}

Result<QList<StationStatus>> StatusRepository::stations(int most) const
{
    return all("status.stations", {most}, [](const Row &row) {
        return StationStatus{
            row.id<DeviceId>(0),
            row.text(1),
            row.text(2),
            Wire::fromName<DeviceState>(row.text(3)).value_or(DeviceState::Waiting),
            row.optionalTimestamp(4),
            row.optionalTimestamp(5)};
    });
}

} // namespace EvalTrack::Server
