// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/dashboard.h"
#include "http/request.h"
#include "storage/repositories/dashboardrepository.h"

namespace EvalTrack::Server {

/// The figures and series that a role is shown (wire/dashboardkeys.h says which), computed in SQL.
class DashboardService
{
public:
    explicit DashboardService(Database &database);

    /// Days and months are those of `zone`, which placeOf() gave; an event that says its own zone
    /// counts by that one. Recorded changes count by days of UTC, as the database keeps them.
    [[nodiscard]] Result<Dashboard> of(const Caller &caller, Timestamp now,
                                       const QByteArray &zone) const;

    /// The zone to reckon in when `asked` was asked for: that one, by whichever of its IANA names
    /// ("Asia/Calcutta" as well as "Asia/Kolkata"); this computer's when none was; UTC when the
    /// name is none that both we and the database know.
    [[nodiscard]] static QByteArray placeOf(const QByteArray &asked);

private:
    using Period = DashboardRepository::Period;

    [[nodiscard]] Result<void> addAccounts(Dashboard &board, const Period &period) const;
    [[nodiscard]] Result<void> addPeople(Dashboard &board, const Period &period) const;
    [[nodiscard]] Result<void> addSeries(Dashboard &board, const Period &period) const;
    [[nodiscard]] Result<void> addOwn(Dashboard &board, UserId user, const Period &period) const;

    DashboardRepository m_figures;
};

} // namespace EvalTrack::Server
