// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/permission.h"

#include <QHash>
#include <QList>
#include <QString>

namespace EvalTrack {

/// One bar, slice or point of a dashboard chart. `key` names the rows behind it (a status, an
/// event's or department's id, a month as 2026-04), so that a click can open them.
struct SeriesPoint
{
    QString key;
    QString label;
    double value = 0;
    qint64 id = 0; ///< The entity behind it (event, department), 0 when there is none.

    bool operator==(const SeriesPoint &) const = default;
};

/// What the server computed for the caller's role. `figures` are single numbers, `series` the
/// charts, both by names that Wire::DashboardKeys lists; asOf is the server's time.
struct Dashboard
{
    Role role = Role::Employee;
    Timestamp asOf;
    QHash<QString, double> figures;
    QHash<QString, QList<SeriesPoint>> series;

    bool operator==(const Dashboard &) const = default;
};

} // namespace EvalTrack
