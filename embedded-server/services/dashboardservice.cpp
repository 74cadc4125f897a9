// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dashboardservice.h"

#include "domain/localday.h"
#include "domain/localwindow.h"
#include "wire/dashboardkeys.h"
#include "wire/names.h"

#include <QTimeZone>

#include <array>

namespace EvalTrack::Server {

using namespace Wire;

namespace {

constexpr int LatestEvents = 12;
constexpr int NextEventCount = 8;
constexpr int ActivityDays = 30;
constexpr int OwnScoreCount = 24;
constexpr int MonthsAhead = 6;

DashboardRepository::Period periodAt(Timestamp now, const QByteArray &zone)
{
    const QTimeZone place(zone);
    const QDate today = dayOf(now, place);
    return {now, windowStart(now), startOfDay(today, place), startOfDay(today.addDays(1), place),
            zone};
}

void setCount(Dashboard &board, QLatin1StringView key, qint64 value)
{
    board.figures.insert(QString(key), static_cast<double>(value));
}

void setFigure(Dashboard &board, QLatin1StringView key, std::optional<double> value)
{
    if (value) {
        board.figures.insert(QString(key), *value);
    }
}

SeriesPoint counted(QByteArrayView key, qint64 value)
{
    const QString text = QString::fromLatin1(key);
    return {text, text, static_cast<double>(value), 0};
}

/// One series that a query gives as it is shown.
Result<void> setSeries(Dashboard &board, QLatin1StringView key, Result<QList<SeriesPoint>> points)
{
    if (!points) {
        return std::unexpected(points.error());
    }
    board.series.insert(QString(key), std::move(*points));
    return {};
}

} // namespace

QByteArray DashboardService::placeOf(const QByteArray &asked)
{
    const QByteArray zone = asked.isEmpty() ? QTimeZone::systemTimeZoneId() : asked;
    return zoneNamed(QString::fromLatin1(zone)) ? zone : QByteArrayLiteral("UTC");
}

DashboardService::DashboardService(Database &database)
    : m_figures(database)
{}

Result<Dashboard> DashboardService::of(const Caller &caller, Timestamp now,
                                       const QByteArray &zone) const
{
    Dashboard board;
    board.role = caller.role;
    board.asOf = now;
    const Period period = periodAt(now, zone);
    if (caller.role == Role::Admin) {
        if (auto ok = addAccounts(board, period); !ok) {
            return std::unexpected(ok.error());
        }
    }
    if (caller.may(Permission::ViewReports)) {
        if (auto ok = addPeople(board, period); !ok) {
            return std::unexpected(ok.error());
        }
        if (auto ok = addSeries(board, period); !ok) {
            return std::unexpected(ok.error());
        }
    } else if (auto ok = addOwn(board, caller.id, period); !ok) {
        return std::unexpected(ok.error());
    }
    return board;
}

Result<void> DashboardService::addAccounts(Dashboard &board, const Period &period) const
{
    const auto accounts = m_figures.accounts();
    if (!accounts) {
        return std::unexpected(accounts.error());
    }
    const auto toReview = m_figures.capturesToReview();
    if (!toReview) {
        return std::unexpected(toReview.error());
    }
    qint64 total = 0;
    qint64 active = 0;
    qint64 inactive = 0;
    qint64 withoutLogin = 0;
    QHash<Role, qint64> byRole;
    for (const auto &count : *accounts) {
        total += count.people;
        byRole[count.role] += count.people;
        if (!count.isActive) {
            inactive += count.people;
        } else if (count.hasLogin) {
            active += count.people;
        } else {
            withoutLogin += count.people;
        }
    }
    setCount(board, DashboardKeys::AccountsTotal, total);
    setCount(board, DashboardKeys::AccountsActive, active);
    setCount(board, DashboardKeys::AccountsWithoutLogin, withoutLogin);
    setCount(board, DashboardKeys::CapturesToReview, *toReview);

    QList<SeriesPoint> roles;
    for (const Role role : PersonRoles) {
        roles.append(counted(Wire::name(role), byRole.value(role)));
    }
    board.series.insert(QString(DashboardKeys::AccountsByRole), roles);
    board.series.insert(QString(DashboardKeys::AccountsByState),
                        {counted("active", active), counted("inactive", inactive),
                         counted("withoutLogin", withoutLogin)});

    const QTimeZone place(period.zone);
    const QDate today = dayOf(period.now, place);
    if (auto ok =
            setSeries(board, DashboardKeys::ActivityByDay,
                      m_figures.activityByDay(today.addDays(1 - ActivityDays), today, period.zone));
        !ok) {
        return ok;
    }
    // Up to the end of a month, so that the last one is whole like the others.
    const QDate month = today.addMonths(MonthsAhead + 1);
    const Timestamp end = startOfDay(QDate(month.year(), month.month(), 1), place);
    return setSeries(board, DashboardKeys::EventsByMonth,
                     m_figures.eventsByMonth(period.since, end, period.zone));
}

Result<void> DashboardService::addPeople(Dashboard &board, const Period &period) const
{
    const auto events = m_figures.events(period);
    if (!events) {
        return std::unexpected(events.error());
    }
    const auto evaluations = m_figures.evaluations(period);
    if (!evaluations) {
        return std::unexpected(evaluations.error());
    }
    const auto pending = m_figures.confirmationsPending(period);
    if (!pending) {
        return std::unexpected(pending.error());
    }
    const auto rate = m_figures.attendanceRate(period);
    if (!rate) {
        return std::unexpected(rate.error());
    }
    if (board.role == Role::Admin) {
        setCount(board, DashboardKeys::EventsTotal, events->total);
        setCount(board, DashboardKeys::EventsActive, events->active);
    }
    setCount(board, DashboardKeys::EventsToday, events->today);
    setCount(board, DashboardKeys::EventsUpcoming, events->upcoming);
    setCount(board, DashboardKeys::ConfirmationsPending, *pending);
    setCount(board, DashboardKeys::EvaluationsToGrade, evaluations->submitted);
    setFigure(board, DashboardKeys::AttendanceRate, *rate);
    setFigure(board, DashboardKeys::AverageScore, evaluations->averageScore);
    board.series.insert(QString(DashboardKeys::EvaluationsByStatus),
                        {counted(Wire::name(EvaluationStatus::Pending), evaluations->pending),
                         counted(Wire::name(EvaluationStatus::Submitted), evaluations->submitted),
                         counted(Wire::name(EvaluationStatus::Graded), evaluations->graded)});
    return {};
}

Result<void> DashboardService::addSeries(Dashboard &board, const Period &period) const
{
    const auto departments = m_figures.byDepartment(period);
    if (!departments) {
        return std::unexpected(departments.error());
    }
    QList<SeriesPoint> rates;
    QList<SeriesPoint> scores;
    for (const auto &department : *departments) {
        const QString key = QString::number(department.id.value());
        if (department.attendanceRate) {
            rates.append({key, department.name, *department.attendanceRate, department.id.value()});
        }
        if (department.averageScore) {
            scores.append({key, department.name, *department.averageScore, department.id.value()});
        }
    }
    board.series.insert(QString(DashboardKeys::AttendanceRateByDepartment), rates);
    board.series.insert(QString(DashboardKeys::ScoresByDepartment), scores);

    if (auto ok = setSeries(board, DashboardKeys::AttendanceRateByMonth,
                            m_figures.attendanceRateByMonth(period));
        !ok) {
        return ok;
    }
    if (auto ok = setSeries(board, DashboardKeys::AttendanceRateByEvent,
                            m_figures.attendanceRateByEvent(period, LatestEvents));
        !ok) {
        return ok;
    }
    if (auto ok =
            setSeries(board, DashboardKeys::ScoreDistribution, m_figures.scoreDistribution(period));
        !ok) {
        return ok;
    }
    return setSeries(board, DashboardKeys::NextEvents,
                     m_figures.nextEvents(period.now, NextEventCount));
}

Result<void> DashboardService::addOwn(Dashboard &board, UserId user, const Period &period) const
{
    const auto own = m_figures.own(user, period.now);
    if (!own) {
        return std::unexpected(own.error());
    }
    setCount(board, DashboardKeys::OwnEventsUpcoming, own->upcoming);
    setCount(board, DashboardKeys::OwnConfirmationsPending, own->toConfirm);
    setCount(board, DashboardKeys::OwnEvaluationsToAnswer, own->toAnswer);
    setFigure(board, DashboardKeys::OwnAverageScore, own->averageScore);
    setFigure(board, DashboardKeys::OwnAttendanceRate, own->attendanceRate);
    if (auto ok =
            setSeries(board, DashboardKeys::OwnScores, m_figures.ownScores(user, OwnScoreCount));
        !ok) {
        return ok;
    }
    if (auto ok = setSeries(board, DashboardKeys::OwnAttendanceByStatus,
                            m_figures.ownAttendanceByStatus(user));
        !ok) {
        return ok;
    }
    return setSeries(board, DashboardKeys::OwnNextEvents,
                     m_figures.ownNextEvents(user, period.now, NextEventCount));
}

} // namespace EvalTrack::Server
