// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/returnallowance.h"

#include <gtest/gtest.h>

namespace EvalTrack {
namespace {

using namespace std::chrono_literals;

TEST(ReturnAllowance, AServerThatCameBackUnseenIsTriedAtOnceAndThenLeftItsPauses)
{
    ReturnAllowance returns;
    for (int i = 0; i < ReturnAllowance::InARow; ++i) {
        returns.failed(0s);
        EXPECT_TRUE(returns.take());
    }
    returns.failed(0s);
    EXPECT_FALSE(returns.take());
}

TEST(ReturnAllowance, OneThatWasSeenAwayIsTriedEachTimeItIsBack)
{
    ReturnAllowance returns;
    for (int i = 0; i < 3 * ReturnAllowance::InARow; ++i) {
        returns.failed(0s);
        returns.seenAway();
        EXPECT_TRUE(returns.take());
    }
}

TEST(ReturnAllowance, WhoSaidHowLongToWaitIsLeftAloneUntilItWasSeenAway)
{
    ReturnAllowance returns;
    returns.failed(300s);
    returns.failed(0s);
    EXPECT_FALSE(returns.take());
    returns.seenAway();
    EXPECT_TRUE(returns.take());
}

TEST(ReturnAllowance, ARunThatCameToItsEndMakesItWhole)
{
    ReturnAllowance returns;
    for (int i = 0; i < ReturnAllowance::InARow; ++i) {
        EXPECT_TRUE(returns.take());
    }
    ASSERT_FALSE(returns.isLeft());
    returns.reset();
    EXPECT_TRUE(returns.isLeft());
}

} // namespace
} // namespace EvalTrack
