// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboardcontent.h"

#include "common/countedevents.h"
#include "common/formats.h"
#include "common/page.h"
#include "common/wording.h"
#include "wire/dashboardkeys.h"
#include "wire/names.h"

#include <limits>

namespace EvalTrack {

namespace {

namespace Keys = Wire::DashboardKeys;

constexpr qsizetype MostMonths = 120; // Whatever a server says.

using When = CountedEvents::When;

QString argument(const char *name, const QByteArrayView value)
{
    return PageArgument::make(QString::fromLatin1(name), QString::fromLatin1(value));
}

} // namespace

QList<FigureSpec> DashboardContent::figures(Role role)
{
    using enum FigureFormat;
    const QList<FigureSpec> human = {
        {Keys::EventsToday, tr("Events today"), Count, PageIds::Events,
         CountedEvents::argument(When::Today)},
        {Keys::EventsUpcoming, tr("Upcoming events"), Count, PageIds::Events,
         CountedEvents::argument(When::Ahead)},
        {Keys::ConfirmationsPending, tr("Confirmations pending"), Count, PageIds::Attendance,
         argument("status", Wire::name(AttendanceStatus::Pending)) % u'&' %
             CountedEvents::argument(When::Started),
         true},
        {Keys::EvaluationsToGrade, tr("Evaluations to grade"), Count, PageIds::Evaluations,
         argument("status", Wire::name(EvaluationStatus::Submitted)), true},
        {Keys::AttendanceRate, tr("Attendance rate"), Percent, PageIds::Attendance,
         CountedEvents::argument(When::Over)},
        {Keys::AverageScore, tr("Average score"), Score, PageIds::Evaluations,
         argument("status", Wire::name(EvaluationStatus::Graded))},
    };
    switch (role) {
    case Role::Admin:
        return QList<FigureSpec>{{Keys::AccountsActive, tr("Active accounts"), Count,
                                  PageIds::Accounts, argument("state", "active")},
                                 {Keys::AccountsWithoutLogin, tr("People without a login"), Count,
                                  PageIds::Accounts, argument("state", "withoutLogin")}} +
               human;
    case Role::HumanResources:
        return human;
    case Role::Employee:
        return {
            {Keys::OwnEventsUpcoming, tr("My upcoming events"), Count, PageIds::Attendance,
             CountedEvents::argument(When::Ahead)},
            {Keys::OwnConfirmationsPending, tr("To confirm now"), Count, PageIds::Attendance,
             argument("status", Wire::name(AttendanceStatus::Pending)) % u'&' %
                 CountedEvents::argument(When::Running),
             true},
            {Keys::OwnEvaluationsToAnswer, tr("Evaluations to answer"), Count, PageIds::Evaluations,
             argument("status", Wire::name(EvaluationStatus::Pending)), true},
            {Keys::OwnAttendanceRate, tr("My attendance rate"), Percent, PageIds::Attendance,
             CountedEvents::argument(When::Over)},
            {Keys::OwnAverageScore, tr("My average score"), Score, PageIds::Evaluations,
             argument("status", Wire::name(EvaluationStatus::Graded))},
        };
    case Role::Station: // Has no dashboard.
        break;
    }
    return {};
}

QList<ChartSpec> DashboardContent::charts(Role role)
{
    const ChartSpec rateByMonth{Keys::AttendanceRateByMonth,
                                tr("Attendance rate by month"),
                                tr("Month"),
                                tr("Attendance"),
                                ChartKind::Line,
                                ValueFormat::Percent,
                                PointKind::Month,
                                PageIds::Attendance,
                                u"month"_qs,
                                false,
                                CountedEvents::argument(When::Over)};
    const ChartSpec rateByEvent{Keys::AttendanceRateByEvent,
                                tr("Attendance rate of the latest events"),
                                tr("Event"),
                                tr("Attendance"),
                                ChartKind::HorizontalBars,
                                ValueFormat::Percent,
                                PointKind::Named,
                                PageIds::Attendance,
                                u"eventId"_qs,
                                true};
    const ChartSpec rateByDepartment{Keys::AttendanceRateByDepartment,
                                     tr("Attendance rate by department"),
                                     tr("Department"),
                                     tr("Attendance"),
                                     ChartKind::HorizontalBars,
                                     ValueFormat::Percent,
                                     PointKind::Named,
                                     PageIds::Attendance,
                                     u"department"_qs,
                                     true,
                                     CountedEvents::argument(When::Over)};
    const ChartSpec scoresByDepartment{Keys::ScoresByDepartment,
                                       tr("Average score by department"),
                                       tr("Department"),
                                       tr("Score"),
                                       ChartKind::HorizontalBars,
                                       ValueFormat::Score,
                                       PointKind::Named,
                                       PageIds::Evaluations,
                                       u"department"_qs,
                                       true,
                                       argument("status", Wire::name(EvaluationStatus::Graded))};
    const ChartSpec distribution{Keys::ScoreDistribution,
                                 tr("Scores given"),
                                 tr("Score"),
                                 tr("Evaluations"),
                                 ChartKind::Bars,
                                 ValueFormat::Count,
                                 PointKind::Named,
                                 PageIds::Evaluations,
                                 u"score"_qs,
                                 false,
                                 argument("status", Wire::name(EvaluationStatus::Graded))};
    const ChartSpec byStatus{Keys::EvaluationsByStatus,
                             tr("Evaluations by status"),
                             tr("Status"),
                             tr("Evaluations"),
                             ChartKind::Donut,
                             ValueFormat::Count,
                             PointKind::EvaluationStatus,
                             PageIds::Evaluations,
                             u"status"_qs};
    switch (role) {
    case Role::Admin:
        return {
            {Keys::AccountsByRole, tr("People by role"), tr("Role"), tr("People"), ChartKind::Donut,
             ValueFormat::Count, PointKind::Role, PageIds::Accounts, u"role"_qs},
            {Keys::AccountsByState, tr("Accounts by status"), tr("Status"), tr("Accounts"),
             ChartKind::Donut, ValueFormat::Count, PointKind::AccountState, PageIds::Accounts,
             u"state"_qs},
            rateByMonth,
            {Keys::EventsByMonth, tr("Events by month"), tr("Month"), tr("Events"), ChartKind::Bars,
             ValueFormat::Count, PointKind::Month, PageIds::Events, u"month"_qs},
            {Keys::ActivityByDay, tr("Activity, last 30 days"), tr("Day"), tr("Actions"),
             ChartKind::Line, ValueFormat::Count, PointKind::Day, PageIds::Activity, u"day"_qs},
            byStatus,
            rateByDepartment,
            scoresByDepartment};
    case Role::HumanResources:
        return {rateByMonth, byStatus,           rateByDepartment,
                rateByEvent, scoresByDepartment, distribution};
    case Role::Employee:
        return {{Keys::OwnAttendanceByStatus, tr("My attendance by status, upcoming included"),
                 tr("Status"), tr("Events"), ChartKind::Donut, ValueFormat::Count,
                 PointKind::AttendanceStatus, PageIds::Attendance, u"status"_qs},
                {Keys::OwnScores, tr("My scores"), tr("Event"), tr("Score"),
                 ChartKind::HorizontalBars, ValueFormat::Score, PointKind::Named,
                 PageIds::Evaluations, u"eventId"_qs, true}};
    case Role::Station:
        break;
    }
    return {};
}

QString DashboardContent::nextEventsKey(Role role)
{
    return role == Role::Employee ? QString(Keys::OwnNextEvents) : QString(Keys::NextEvents);
}

QString DashboardContent::argumentOf(const ChartSpec &chart, const QString &key, qint64 id)
{
    const QString point =
        PageArgument::make(chart.argumentName, chart.byId ? QString::number(id) : key);
    return chart.also.isEmpty() ? point : QString(point % u'&' % chart.also);
}

QList<SeriesPoint> DashboardContent::everyMonth(const QList<SeriesPoint> &points, bool isCount)
{
    const auto monthOf = [](const SeriesPoint &point) {
        return QDate::fromString(point.key, u"yyyy-MM"_qs);
    };
    const double nothing = isCount ? 0 : std::numeric_limits<double>::quiet_NaN();
    QList<SeriesPoint> all;
    for (const SeriesPoint &point : points) {
        const QDate month = monthOf(point);
        QDate next = all.isEmpty() ? month : monthOf(all.last()).addMonths(1);
        while (next.isValid() && next < month && all.size() < MostMonths) {
            const QString key = next.toString(u"yyyy-MM"_qs);
            all.append({key, key, nothing, 0});
            next = next.addMonths(1);
        }
        all.append(point);
    }
    return all;
}

std::optional<Tone> DashboardContent::toneOf(const SeriesPoint &point, PointKind kind)
{
    if (kind == PointKind::AttendanceStatus) {
        const auto status = Wire::fromName<AttendanceStatus>(point.key);
        return status ? std::optional(Wording::tone(*status)) : std::nullopt;
    }
    if (kind == PointKind::EvaluationStatus) {
        const auto status = Wire::fromName<EvaluationStatus>(point.key);
        return status ? std::optional(Wording::tone(*status)) : std::nullopt;
    }
    if (kind == PointKind::AccountState) {
        // Each apart from the others; nothing is wrong with an account that is off.
        return point.key == u"active"     ? Tone::Success
               : point.key == u"inactive" ? Tone::Neutral
                                          : Tone::Warning;
    }
    return std::nullopt;
}

QString DashboardContent::labelOf(const SeriesPoint &point, PointKind kind)
{
    switch (kind) {
    case PointKind::Named:
        break;
    case PointKind::Month:
        return Formats::month(point.key);
    case PointKind::Day: {
        const QDate day = QDate::fromString(point.key, Qt::ISODate);
        return day.isValid() ? Formats::day(day) : point.key;
    }
    case PointKind::Role:
        if (const auto role = Wire::fromName<Role>(point.key)) {
            return Wording::role(*role);
        }
        break;
    case PointKind::AccountState:
        if (point.key == u"active") {
            return tr("Active");
        }
        if (point.key == u"inactive") {
            return tr("Switched off");
        }
        if (point.key == u"withoutLogin") {
            return tr("Without a login");
        }
        break;
    case PointKind::AttendanceStatus:
        if (const auto status = Wire::fromName<AttendanceStatus>(point.key)) {
            return Wording::attendance(*status);
        }
        break;
    case PointKind::EvaluationStatus:
        if (const auto status = Wire::fromName<EvaluationStatus>(point.key)) {
            return *status == EvaluationStatus::Graded ? tr("Graded", "several")
                                                       : Wording::evaluation(*status);
        }
        break;
    }
    return point.label.isEmpty() ? point.key : point.label;
}

} // namespace EvalTrack
