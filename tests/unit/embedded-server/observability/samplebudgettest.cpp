// SPDX-License-Identifier: GPL-3.0-or-later
#include "observability/samplebudget.h"

#include <gtest/gtest.h>

namespace EvalTrack::Server {
namespace {

TEST(SampleBudgetTest, GivesSoManyASecond)
{
    using namespace std::chrono_literals;
    const std::chrono::steady_clock::time_point start{1000s};
    SampleBudget budget;
    const auto taken = [&budget](std::chrono::steady_clock::time_point at) {
        int count = 0;
        for (int i = 0; i < 3 * SampleBudget::PerSecond; ++i) {
            count += budget.take(at) ? 1 : 0;
        }
        return count;
    };

    EXPECT_EQ(taken(start), SampleBudget::PerSecond);
    EXPECT_EQ(taken(start + 999ms), 0);
    EXPECT_EQ(taken(start + 1s), SampleBudget::PerSecond);
}

} // namespace
} // namespace EvalTrack::Server
