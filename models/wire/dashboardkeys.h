// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

/// The names of the figures and series in GET /dashboard. A role gets only its own; the comment
/// says whose, and what the `key`/`id` of a point is. Admin's and HR's count the events of the
/// local window (windowStart()) and what belongs to them; embedded-server/sql/queries/dashboard.sql
/// says which exactly.
namespace EvalTrack::Wire::DashboardKeys {

using namespace Qt::Literals::StringLiterals;

// figures: admin
constexpr auto AccountsTotal = QLatin1StringView("accountsTotal");
constexpr auto AccountsActive = QLatin1StringView("accountsActive");
constexpr auto AccountsWithoutLogin = QLatin1StringView("accountsWithoutLogin");
constexpr auto EventsTotal = QLatin1StringView("eventsTotal");
constexpr auto EventsActive = QLatin1StringView("eventsActive");
constexpr auto CapturesToReview = QLatin1StringView("capturesToReview");
// figures: HR (and admin)
constexpr auto EventsToday = QLatin1StringView("eventsToday");
constexpr auto EventsUpcoming = QLatin1StringView("eventsUpcoming");
constexpr auto ConfirmationsPending =
    QLatin1StringView("confirmationsPending"); ///< Of events that have started.
constexpr auto EvaluationsToGrade = QLatin1StringView("evaluationsToGrade");
constexpr auto AttendanceRate =
    QLatin1StringView("attendanceRate"); ///< 0..1, active events that are over.
constexpr auto AverageScore = QLatin1StringView("averageScore");
// figures: employee
constexpr auto OwnEventsUpcoming = QLatin1StringView("ownEventsUpcoming");
constexpr auto OwnConfirmationsPending = QLatin1StringView("ownConfirmationsPending");
constexpr auto OwnEvaluationsToAnswer = QLatin1StringView("ownEvaluationsToAnswer");
constexpr auto OwnAverageScore = QLatin1StringView("ownAverageScore");
constexpr auto OwnAttendanceRate = QLatin1StringView("ownAttendanceRate");

// series: admin
constexpr auto AccountsByRole = QLatin1StringView("accountsByRole"); ///< key: role name
constexpr auto AccountsByState =
    QLatin1StringView("accountsByState"); ///< key: active | inactive | withoutLogin
constexpr auto ActivityByDay =
    QLatin1StringView("activityByDay"); ///< key: 2026-04-01; entries of /activity, last 30 days
constexpr auto EventsByMonth = QLatin1StringView("eventsByMonth"); ///< key: 2026-04
// series: admin and HR
constexpr auto AttendanceRateByMonth = QLatin1StringView(
    "attendanceRateByMonth"); ///< key: 2026-04, value 0..1; no point for a month without
constexpr auto AttendanceRateByEvent =
    QLatin1StringView("attendanceRateByEvent"); ///< id: event; latest 12
constexpr auto AttendanceRateByDepartment =
    QLatin1StringView("attendanceRateByDepartment"); ///< id: department
constexpr auto ScoresByDepartment =
    QLatin1StringView("scoresByDepartment"); ///< id: department, value 1..10
constexpr auto ScoreDistribution =
    QLatin1StringView("scoreDistribution"); ///< key: 1..10, value: how many
constexpr auto EvaluationsByStatus = QLatin1StringView("evaluationsByStatus"); ///< key: status name
constexpr auto NextEvents =
    QLatin1StringView("nextEvents"); ///< id: event, key: ISO start, value: registered people
// series: employee
constexpr auto OwnScores = QLatin1StringView("ownScores"); ///< id: event, key: ISO date
constexpr auto OwnAttendanceByStatus =
    QLatin1StringView("ownAttendanceByStatus");                    ///< key: status name
constexpr auto OwnNextEvents = QLatin1StringView("ownNextEvents"); ///< id: event, key: ISO start

} // namespace EvalTrack::Wire::DashboardKeys
