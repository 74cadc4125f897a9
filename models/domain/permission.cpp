// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/permission.h"

namespace EvalTrack {

bool roleHas(Role role, Permission permission)
{
    switch (permission) {
    case Permission::ViewOwnRecords:
    case Permission::ViewEvents:
        return role != Role::Station;
    case Permission::ViewPeople:
    case Permission::EditPeople:
    case Permission::EditEvents:
    case Permission::ManageAttendance:
    case Permission::GradeEvaluations:
    case Permission::ViewReports:
    case Permission::ShareViews:
        return role == Role::Admin || role == Role::HumanResources;
    case Permission::CaptureAttendance:
        return role == Role::Admin || role == Role::HumanResources || role == Role::Station;
    case Permission::ActAsParticipant:
        return role == Role::Employee;
    case Permission::ActAsStation:
        return role == Role::Station;
    case Permission::ManageAccounts:
    case Permission::ManageDevices:
    case Permission::ManageEvents:
    case Permission::DeleteEvaluations:
    case Permission::ViewActivity:
    case Permission::ViewSystemStatus:
        return role == Role::Admin;
    }
    return false;
}

} // namespace EvalTrack
