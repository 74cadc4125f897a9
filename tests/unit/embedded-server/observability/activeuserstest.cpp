// SPDX-License-Identifier: GPL-3.0-or-later
#include "observability/activeusers.h"

#include <gtest/gtest.h>

namespace EvalTrack::Server {
namespace {

TEST(ActiveUsersTest, ForgetsWhoIsSilent)
{
    using namespace std::chrono_literals;
    ActiveUsers users;
    users.note(UserId(1), Role::Employee, 0ms);
    users.note(UserId(2), Role::Employee, 60s);
    users.note(UserId(2), Role::HumanResources, 120s); // who was given another role meanwhile

    const auto soon = users.count(120s);
    EXPECT_EQ(soon.value(Role::Employee), 1);
    EXPECT_EQ(soon.value(Role::HumanResources), 1);

    const auto later = users.count(ActiveUsers::Window + 1s);
    EXPECT_EQ(later.value(Role::Employee), 0);
    EXPECT_EQ(later.value(Role::HumanResources), 1);
}

} // namespace
} // namespace EvalTrack::Server
