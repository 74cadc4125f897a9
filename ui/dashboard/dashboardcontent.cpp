// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboardcontent.h"

#include "common/formats.h"
#include "common/page.h"
#include "common/wording.h"
#include "wire/dashboardkeys.h"
#include "wire/names.h"

namespace EvalTrack {

namespace {

namespace Keys = Wire::DashboardKeys;

QString argument(const char *name, const QByteArrayView value)
{
    return PageArgument::make(QString::fromLatin1(name), QString::fromLatin1(value));
}

} // namespace

QList<FigureSpec> DashboardContent::figures(Role role)
{
    using enum FigureFormat;
    const QList<FigureSpec> human = {
        {Keys::EventsToday, tr("Events today"), Count, PageIds::Events, argument("when", "today")},
        {Keys::EventsUpcoming, tr("Upcoming events"), Count, PageIds::Events,
         argument("when", "upcoming")},
        {Keys::ConfirmationsPending, tr("Confirmations pending"), Count, PageIds::Attendance,
         argument("status", Wire::name(AttendanceStatus::Pending)), true},
        {Keys::EvaluationsToGrade, tr("Evaluations to grade"), Count, PageIds::Evaluations,
         argument("status", Wire::name(EvaluationStatus::Submitted)), true},
        {Keys::AttendanceRate, tr("Attendance, 12 months"), Percent, PageIds::Attendance, {}},
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
            {Keys::OwnEventsUpcoming, tr("My upcoming events"), Count, PageIds::Events,
             argument("when", "upcoming")},
            {Keys::OwnConfirmationsPending, tr("To confirm"), Count, PageIds::Attendance,
             argument("status", Wire::name(AttendanceStatus::Pending)), true},
            {Keys::OwnEvaluationsToAnswer, tr("Evaluations to answer"), Count, PageIds::Evaluations,
             argument("status", Wire::name(EvaluationStatus::Pending)), true},
            {Keys::OwnAttendanceRate, tr("My attendance"), Percent, PageIds::Attendance, {}},
            {Keys::OwnAverageScore, tr("My average score"), Score, PageIds::Evaluations,
             argument("status", Wire::name(EvaluationStatus::Graded))},
        };
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
                                PageIds::Events,
                                u"month"_qs};
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
                                     PageIds::People,
                                     u"department"_qs,
                                     true};
    const ChartSpec scoresByDepartment{Keys::ScoresByDepartment,  tr("Average score by department"),
                                       tr("Department"),          tr("Score"),
                                       ChartKind::HorizontalBars, ValueFormat::Score,
                                       PointKind::Named,          PageIds::Evaluations,
                                       u"department"_qs,          true};
    const ChartSpec distribution{Keys::ScoreDistribution, tr("Scores given"),   tr("Score"),
                                 tr("Evaluations"),       ChartKind::Bars,      ValueFormat::Count,
                                 PointKind::Named,        PageIds::Evaluations, u"score"_qs};
    const ChartSpec byStatus{
        Keys::EvaluationsByStatus,   tr("Evaluations by state"), tr("State"),
        tr("Evaluations"),           ChartKind::Donut,           ValueFormat::Count,
        PointKind::EvaluationStatus, PageIds::Evaluations,       u"status"_qs};
    switch (role) {
    case Role::Admin:
        return {
            {Keys::AccountsByRole, tr("Accounts by role"), tr("Role"), tr("Accounts"),
             ChartKind::Donut, ValueFormat::Count, PointKind::Role, PageIds::Accounts, u"role"_qs},
            {Keys::AccountsByState, tr("Accounts by state"), tr("State"), tr("Accounts"),
             ChartKind::Donut, ValueFormat::Count, PointKind::AccountState, PageIds::Accounts,
             u"state"_qs},
            rateByMonth,
            {Keys::EventsByMonth, tr("Events by month"), tr("Month"), tr("Events"), ChartKind::Bars,
             ValueFormat::Count, PointKind::Month, PageIds::Events, u"month"_qs},
            {Keys::ActivityByDay, tr("Recorded changes, last 30 days"), tr("Day"), tr("Changes"),
             ChartKind::Line, ValueFormat::Count, PointKind::Day, QString(), QString()},
            byStatus,
            rateByDepartment,
            scoresByDepartment};
    case Role::HumanResources:
        return {rateByMonth, byStatus,           rateByDepartment,
                rateByEvent, scoresByDepartment, distribution};
    case Role::Employee:
        return {{Keys::OwnAttendanceByStatus, tr("My attendance by state"), tr("State"),
                 tr("Events"), ChartKind::Donut, ValueFormat::Count, PointKind::AttendanceStatus,
                 PageIds::Attendance, u"status"_qs},
                {Keys::OwnScores, tr("My scores"), tr("Event"), tr("Score"),
                 ChartKind::HorizontalBars, ValueFormat::Score, PointKind::Named,
                 PageIds::Evaluations, u"eventId"_qs, true}};
    }
    return {};
}

QString DashboardContent::nextEventsKey(Role role)
{
    return role == Role::Employee ? QString(Keys::OwnNextEvents) : QString(Keys::NextEvents);
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
        return day.isValid() ? QLocale().toString(day, u"d MMM"_qs).remove(u'.') : point.key;
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
            return Wording::evaluation(*status);
        }
        break;
    }
    return point.label.isEmpty() ? point.key : point.label;
}

} // namespace EvalTrack
