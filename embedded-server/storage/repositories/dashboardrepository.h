// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/dashboard.h"
#include "domain/event.h"
#include "storage/repositories/repository.h"

#include <QDate>

namespace EvalTrack::Server {

/// The figures of the dashboard, from the counts that triggers keep (sql/queries/dashboard.sql says
/// what each one means).
class DashboardRepository : public Repository
{
public:
    using Repository::Repository;

    /// Which time is meant: everything looks back to `since`, days and months are those of
    /// `zone` where an event does not say its own.
    struct Period
    {
        Timestamp now;
        Timestamp since;
        Timestamp dayBegin;
        Timestamp dayEnd;
        QByteArray zone;
    };
    struct AccountCount
    {
        Role role = Role::Employee;
        bool isActive = false;
        bool hasLogin = false;
        qint64 people = 0;
    };
    struct EventCounts
    {
        qint64 total = 0;
        qint64 active = 0;
        qint64 today = 0;
        qint64 upcoming = 0;
    };
    struct EvaluationCounts
    {
        qint64 pending = 0;
        qint64 submitted = 0;
        qint64 graded = 0;
        std::optional<double> averageScore;
    };
    struct DepartmentFigures
    {
        DepartmentId id;
        QString name;
        std::optional<double> attendanceRate;
        std::optional<double> averageScore;
    };
    struct OwnFigures
    {
        qint64 upcoming = 0;
        qint64 toConfirm = 0;
        qint64 toAnswer = 0;
        std::optional<double> averageScore;
        std::optional<double> attendanceRate;
    };

    [[nodiscard]] Result<QList<AccountCount>> accounts() const;
    [[nodiscard]] Result<EventCounts> events(const Period &period) const;
    [[nodiscard]] Result<qint64> capturesToReview() const;
    [[nodiscard]] Result<qint64> confirmationsPending(const Period &period) const;
    [[nodiscard]] Result<EvaluationCounts> evaluations(const Period &period) const;
    [[nodiscard]] Result<std::optional<double>> attendanceRate(const Period &period) const;
    [[nodiscard]] Result<QList<DepartmentFigures>> byDepartment(const Period &period) const;
    [[nodiscard]] Result<OwnFigures> own(UserId user, Timestamp now) const;

    [[nodiscard]] Result<QList<SeriesPoint>> attendanceRateByMonth(const Period &period) const;
    [[nodiscard]] Result<QList<SeriesPoint>> attendanceRateByEvent(const Period &period,
                                                                   int count) const;
    [[nodiscard]] Result<QList<SeriesPoint>> scoreDistribution(const Period &period) const;
    [[nodiscard]] Result<QList<SeriesPoint>> nextEvents(Timestamp now, int count) const;
    [[nodiscard]] Result<QList<SeriesPoint>> activityByDay(QDate from, QDate to,
                                                           const QByteArray &zone) const;
    [[nodiscard]] Result<QList<SeriesPoint>> eventsByMonth(Timestamp from, Timestamp to,
                                                           const QByteArray &zone) const;
    [[nodiscard]] Result<QList<SeriesPoint>> ownScores(UserId user, int count) const;
    [[nodiscard]] Result<QList<SeriesPoint>> ownAttendanceByStatus(UserId user) const;
    [[nodiscard]] Result<QList<SeriesPoint>> ownNextEvents(UserId user, Timestamp now,
                                                           int count) const;
};

} // namespace EvalTrack::Server
