// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/backoff.h"

#include <gtest/gtest.h>

using namespace EvalTrack;
using namespace std::chrono_literals;

TEST(BackoffTest, StaysBelowACeilingThatDoublesToAMinute)
{
    for (quint32 seed = 0; seed < 200; ++seed) {
        Backoff backoff(seed);
        auto ceiling = Backoff::First;
        for (int attempt = 0; attempt < 12; ++attempt) {
            const auto wait = backoff.next();
            EXPECT_GE(wait, 0ms);
            EXPECT_LE(wait, ceiling);
            ceiling = std::min(ceiling * 2, Backoff::Last);
        }
    }
}

TEST(BackoffTest, SpreadsOverTheWholeTime)
{
    int early = 0;
    for (quint32 seed = 0; seed < 1'000; ++seed) {
        Backoff backoff(seed);
        early += backoff.next() < Backoff::First / 2 ? 1 : 0;
    }
    EXPECT_GT(early, 400);
    EXPECT_LT(early, 600);
}

TEST(BackoffTest, TheServersWishIsTheLeast)
{
    Backoff backoff(1);
    EXPECT_GE(backoff.next(30s), 30s);
    backoff.reset();
    EXPECT_LE(backoff.next(), Backoff::First);
}
