// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>

namespace EvalTrack {

/// Who somebody is to the program. The wire names are ADMIN, RECURSOS_HUMANOS, EMPLEADO and
/// ESTACION.
enum class Role {
    Admin,          ///< Manages accounts and roles, and may do what HR may.
    HumanResources, ///< Keeps people, events, attendance and evaluations.
    Employee,       ///< Sees and answers what is one's own.
    Station,        ///< No person: the account of a capture device.
};

/// The roles that people have, and that an administrator gives.
inline constexpr std::array PersonRoles{Role::Admin, Role::HumanResources, Role::Employee};

/// What a role may do. A route, a navigation entry and an action name one of these, so that the
/// server and the screens cannot disagree on who may what. Rights on one's own records are checked
/// by the services.
enum class Permission {
    ViewOwnRecords,    ///< Dashboard, own profile, own attendances and evaluations: people.
    ActAsParticipant,  ///< Confirm one's own attendance, answer one's own evaluation: employees.
    ViewPeople,        ///< Everybody's profile and account.
    EditPeople,        ///< Create, change and deactivate profiles.
    ManageAccounts,    ///< Accounts, roles, passwords.
    ViewEvents,        ///< Events: people; inactive ones only with ManageEvents.
    EditEvents,        ///< Change an event.
    ManageEvents,      ///< Create, activate and deactivate events, see inactive ones.
    ManageAttendance,  ///< Confirm, cancel, note and delete attendances.
    CaptureAttendance, ///< Capture attendance for others.
    ActAsStation,      ///< The list of a door and one's own settings as a device: stations.
    ManageDevices,     ///< Enrol, change and revoke capture stations.
    GradeEvaluations,  ///< Grade evaluations and see everybody's.
    DeleteEvaluations, ///< Delete an evaluation.
    ViewReports,       ///< Attendance and evaluation reports.
    ShareViews,        ///< Give a role a way to look at a list, and take it back.
    ViewActivity,      ///< Who did what, and when.
    ViewSystemStatus,  ///< The administrator's status page.
};

/// Contract section 3, as a pure function.
[[nodiscard]] bool roleHas(Role role, Permission permission);

} // namespace EvalTrack
