// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/dashboardrepository.h"

#include "storage/repositories/columns.h"
#include "wire/isotime.h"

namespace EvalTrack::Server {

namespace {

template <typename T>
Result<T> always(Result<std::optional<T>> row)
{
    if (!row) {
        return std::unexpected(row.error());
    }
    return row->value_or(T{});
}

/// key, value
SeriesPoint keyed(const Row &row)
{
    const QString key = row.text(0);
    return {key, key, row.real(1), 0};
}

/// id, title, start, value
SeriesPoint ofEvent(const Row &row)
{
    return {QString::fromLatin1(Wire::toIso(row.timestamp(2))), row.text(1), row.real(3),
            row.integer(0)};
}

} // namespace

Result<QList<DashboardRepository::AccountCount>> DashboardRepository::accounts() const
{
    return all("dashboard.accounts", {}, [](const Row &row) {
        return AccountCount{Columns::role(row, 0), row.boolean(1), row.boolean(2), row.integer(3)};
    });
}

Result<DashboardRepository::EventCounts> DashboardRepository::events(const Period &period) const
{
    return always(first(
        "dashboard.events", {period.now, period.dayBegin, period.dayEnd, period.since},
        [](const Row &row) {
            return EventCounts{row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
        }));
}

Result<qint64> DashboardRepository::capturesToReview() const
{
    return number("dashboard.capturesToReview");
}

Result<qint64> DashboardRepository::confirmationsPending(const Period &period) const
{
    return number("dashboard.confirmationsPending", {period.now, period.since});
}

Result<DashboardRepository::EvaluationCounts>
DashboardRepository::evaluations(const Period &period) const
{
    return always(first("dashboard.evaluations", {period.since}, [](const Row &row) {
        return EvaluationCounts{row.integer(0), row.integer(1), row.integer(2),
                                row.optionalReal(3)};
    }));
}

Result<std::optional<double>> DashboardRepository::attendanceRate(const Period &period) const
{
    return always(first("dashboard.attendanceRate", {period.now, period.since},
                        [](const Row &row) { return row.optionalReal(0); }));
}

Result<QList<DashboardRepository::DepartmentFigures>>
DashboardRepository::byDepartment(const Period &period) const
{
    return all("dashboard.byDepartment", {period.now, period.since}, [](const Row &row) {
        return DepartmentFigures{row.id<DepartmentId>(0), row.text(1), row.optionalReal(2),
                                 row.optionalReal(3)};
    });
}

Result<DashboardRepository::OwnFigures> DashboardRepository::own(UserId user, Timestamp now) const
{
    return always(first("dashboard.ownFigures", {user, now}, [](const Row &row) {
        return OwnFigures{row.integer(0), row.integer(1), row.integer(2), row.optionalReal(3),
                          row.optionalReal(4)};
    }));
}

Result<QList<SeriesPoint>> DashboardRepository::attendanceRateByMonth(const Period &period) const
{
    return all("dashboard.attendanceRateByMonth", {period.now, period.since, period.zone}, keyed);
}

Result<QList<SeriesPoint>> DashboardRepository::attendanceRateByEvent(const Period &period,
                                                                      int count) const
{
    return all("dashboard.attendanceRateByEvent", {period.now, count, period.since}, ofEvent);
}

Result<QList<SeriesPoint>> DashboardRepository::scoreDistribution(const Period &period) const
{
    return all("dashboard.scoreDistribution", {period.since}, keyed);
}

Result<QList<SeriesPoint>> DashboardRepository::nextEvents(Timestamp now, int count) const
{
    return all("dashboard.nextEvents", {now, count}, ofEvent);
}

Result<QList<SeriesPoint>> DashboardRepository::activityByDay(QDate from, QDate to,
                                                              const QByteArray &zone) const
{
    return all("dashboard.activityByDay", {from, to, zone}, keyed);
}

Result<QList<SeriesPoint>> DashboardRepository::eventsByMonth(Timestamp from, Timestamp to,
                                                              const QByteArray &zone) const
{
    return all("dashboard.eventsByMonth", {from, to, zone}, keyed);
}

Result<QList<SeriesPoint>> DashboardRepository::ownScores(UserId user, int count) const
{
    return all("dashboard.ownScores", {user, count}, ofEvent);
}

Result<QList<SeriesPoint>> DashboardRepository::ownAttendanceByStatus(UserId user) const
{
    return all("dashboard.ownAttendanceByStatus", {user}, keyed);
}

Result<QList<SeriesPoint>> DashboardRepository::ownNextEvents(UserId user, Timestamp now,
                                                              int count) const
{
    return all("dashboard.ownNextEvents", {user, now, count}, [](const Row &row) {
        return SeriesPoint{QString::fromLatin1(Wire::toIso(row.timestamp(2))), row.text(1), 1.0,
                           row.integer(0)};
    });
}

} // namespace EvalTrack::Server
