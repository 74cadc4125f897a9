// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/anniversary.h"

#include <gtest/gtest.h>

using namespace EvalTrack;

namespace {

void expectNext(QDate first, QDate from, QDate on, int years)
{
    const Anniversary next = nextAnniversary(first, from);
    EXPECT_EQ(next.on, on) << on.toString(Qt::ISODate).toStdString();
    EXPECT_EQ(next.years, years);
}

} // namespace

TEST(AnniversaryTest, ComesOnTheDayItselfAndThenAYearLater)
{
    expectNext({1990, 3, 10}, {2026, 3, 9}, {2026, 3, 10}, 36);
    expectNext({1990, 3, 10}, {2026, 3, 10}, {2026, 3, 10}, 36);
    expectNext({1990, 3, 10}, {2026, 3, 11}, {2027, 3, 10}, 37);
    expectNext({1990, 1, 5}, {2026, 12, 20}, {2027, 1, 5}, 37);
}

TEST(AnniversaryTest, TheTwentyNinthOfFebruaryIsKeptOnTheTwentyEighth)
{
    expectNext({2000, 2, 29}, {2027, 2, 1}, {2027, 2, 28}, 27);
    expectNext({2000, 2, 29}, {2027, 2, 28}, {2027, 2, 28}, 27);
    expectNext({2000, 2, 29}, {2027, 3, 1}, {2028, 2, 29}, 28);
    expectNext({2000, 2, 29}, {2028, 2, 28}, {2028, 2, 29}, 28);
    expectNext({2000, 2, 28}, {2028, 2, 29}, {2029, 2, 28}, 29);
}

TEST(AnniversaryTest, WhatIsStillToComeHasNoYears)
{
    expectNext({2026, 5, 1}, {2026, 4, 20}, {2026, 5, 1}, 0);
}
