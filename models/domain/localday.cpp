// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/localday.h"

#include <QDateTime>

namespace EvalTrack {

namespace {

QDateTime inUtc(Timestamp at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC);
}

} // namespace

// Sought by dayOf() and not asked of QDate::startOfDay(): that one of Qt 6.4 is an hour late on the
// day after clocks go forward, from 2038 on.
Timestamp startOfDay(QDate day, const QTimeZone &zone)
{
    using namespace std::chrono;
    // No clock is further from UTC than this.
    const Timestamp midnight = sys_days(days(day.toJulianDay() - QDate(1970, 1, 1).toJulianDay()));
    Timestamp before = midnight - hours(36);
    Timestamp begun = midnight + hours(36);
    while (begun - before > milliseconds(1)) {
        const Timestamp between = before + (begun - before) / 2;
        (dayOf(between, zone) < day ? before : begun) = between;
    }
    return begun;
}

QDate dayOf(Timestamp at, const QTimeZone &zone)
{
    return inUtc(at).toTimeZone(zone).date();
}

std::chrono::minutes offsetAt(Timestamp at, const QTimeZone &zone)
{
    return std::chrono::minutes(zone.offsetFromUtc(inUtc(at)) / 60);
}

} // namespace EvalTrack
