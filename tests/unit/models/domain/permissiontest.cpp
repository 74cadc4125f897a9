// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/permission.h"

#include <gtest/gtest.h>

using namespace EvalTrack;

TEST(PermissionTest, EmployeesSeeEventsAndTheirOwnRecordsOnly)
{
    for (const Permission permission :
         {Permission::ViewPeople, Permission::EditPeople, Permission::ManageAccounts,
          Permission::EditEvents, Permission::ManageEvents, Permission::ManageAttendance,
          Permission::CaptureAttendance, Permission::ManageDevices, Permission::ActAsStation,
          Permission::GradeEvaluations, Permission::DeleteEvaluations, Permission::ViewReports,
          Permission::ShareViews, Permission::ViewActivity, Permission::ViewSystemStatus}) {
        EXPECT_FALSE(roleHas(Role::Employee, permission)) << static_cast<int>(permission);
    }
    EXPECT_TRUE(roleHas(Role::Employee, Permission::ViewEvents));
    EXPECT_TRUE(roleHas(Role::Employee, Permission::ViewOwnRecords));
}

TEST(PermissionTest, HumanResourcesDoesNotManageAccountsNorCreateEvents)
{
    EXPECT_TRUE(roleHas(Role::HumanResources, Permission::EditEvents));
    EXPECT_TRUE(roleHas(Role::HumanResources, Permission::GradeEvaluations));
    EXPECT_FALSE(roleHas(Role::HumanResources, Permission::ManageEvents));
    EXPECT_FALSE(roleHas(Role::HumanResources, Permission::ManageAccounts));
    EXPECT_FALSE(roleHas(Role::HumanResources, Permission::ManageDevices));
    EXPECT_TRUE(roleHas(Role::HumanResources, Permission::CaptureAttendance));
    EXPECT_FALSE(roleHas(Role::HumanResources, Permission::DeleteEvaluations));
    EXPECT_FALSE(roleHas(Role::HumanResources, Permission::ViewActivity));
}

TEST(PermissionTest, AdministratorsMayEverythingButPlayTheEmployeeOrTheStation)
{
    for (int i = 0; i <= static_cast<int>(Permission::ViewSystemStatus); ++i) {
        const auto permission = static_cast<Permission>(i);
        EXPECT_EQ(roleHas(Role::Admin, permission), permission != Permission::ActAsParticipant &&
                                                        permission != Permission::ActAsStation)
            << i;
    }
}

TEST(PermissionTest, AStationCapturesAndNothingElse)
{
    for (int i = 0; i <= static_cast<int>(Permission::ViewSystemStatus); ++i) {
        const auto permission = static_cast<Permission>(i);
        EXPECT_EQ(roleHas(Role::Station, permission), permission == Permission::CaptureAttendance ||
                                                          permission == Permission::ActAsStation)
            << i;
    }
    EXPECT_FALSE(roleHas(Role::Employee, Permission::CaptureAttendance));
}
