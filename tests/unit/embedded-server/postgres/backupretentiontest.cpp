// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres/backupretention.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace EvalTrack::Server {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

// A Wednesday, 2026-12-30T18:30:00Z.
constexpr Timestamp Evening{
    std::chrono::sys_days(std::chrono::year(2026) / std::chrono::December / 30) + 18h + 30min};

QList<Timestamp> daily(int count)
{
    QList<Timestamp> all;
    for (int day = 0; day < count; ++day) {
        all.append(Evening - days(day));
    }
    return all;
}

QList<Timestamp> keptOf(QList<Timestamp> all, Timestamp now = Evening)
{
    for (const Timestamp gone : BackupRetention::whichToDelete(all, now)) {
        all.removeOne(gone);
    }
    std::ranges::sort(all, std::greater{});
    return all;
}

Timestamp on(std::chrono::month month, unsigned day)
{
    return std::chrono::sys_days(std::chrono::year(2026) / month / day) + 18h + 30min;
}

TEST(BackupRetentionTest, AYearOfThemLeavesSevenDaysFourWeeksAndThreeMonths)
{
    // Of weeks and months the newest that each has: a Sunday, the last of a month.
    const QList<Timestamp> wanted{
        on(std::chrono::December, 30), on(std::chrono::December, 29), on(std::chrono::December, 28),
        on(std::chrono::December, 27), on(std::chrono::December, 26), on(std::chrono::December, 25),
        on(std::chrono::December, 24), on(std::chrono::December, 20), on(std::chrono::December, 13),
        on(std::chrono::November, 30), on(std::chrono::October, 31)};
    EXPECT_EQ(keptOf(daily(365)), wanted);
}

TEST(BackupRetentionTest, DayAfterDayComesToTheSame)
{
    QList<Timestamp> all;
    for (int day = 200; day >= 0; --day) {
        all.prepend(Evening - days(day));
        all = keptOf(all, Evening - days(day));
        ASSERT_FALSE(all.isEmpty());
        EXPECT_EQ(all.first(), Evening - days(day));
        EXPECT_LE(all.size(),
                  BackupRetention::Days + BackupRetention::Weeks + BackupRetention::Months);
    }
    EXPECT_EQ(all.size(), 11);
    EXPECT_EQ(all.last(), on(std::chrono::October, 31));
}

TEST(BackupRetentionTest, TheLastOneStaysHoweverOldItIs)
{
    EXPECT_TRUE(BackupRetention::whichToDelete({Evening}, Evening + days(4000)).isEmpty());
    const QList<Timestamp> old{Evening - days(900), Evening - days(901), Evening - days(902)};
    EXPECT_TRUE(keptOf(old, Evening + days(1)).contains(old.first()));
}

TEST(BackupRetentionTest, CountsDaysThatHaveOneAndNotDaysThatWentBy)
{
    // Nobody opened the program for a month.
    QList<Timestamp> all;
    for (int day = 0; day < 7; ++day) {
        all.append(Evening - days(31 + day));
    }
    EXPECT_TRUE(BackupRetention::whichToDelete(all, Evening).isEmpty());
}

TEST(BackupRetentionTest, OfOneDayTheNewestStaysAndAllOfTheLastDay)
{
    const QList<Timestamp> today{Evening - 1h, Evening - 2h, Evening - 23h};
    EXPECT_TRUE(BackupRetention::whichToDelete(today, Evening).isEmpty());
    EXPECT_EQ(BackupRetention::whichToDelete(today, Evening + days(2)),
              (QList<Timestamp>{Evening - 2h}))
        << "23 hours before is the day before, which keeps its own";
}

TEST(BackupRetentionTest, WhatIsFromTheFutureNeitherGoesNorTakesAPlace)
{
    QList<Timestamp> all = daily(7);
    for (int day = 1; day <= 20; ++day) {
        all.append(Evening + days(day));
    }
    EXPECT_TRUE(BackupRetention::whichToDelete(all, Evening).isEmpty());
}

TEST(BackupRetentionTest, TheNextIsADayAfterTheLastAndAnHourAfterAFailure)
{
    const Timestamp earliest = Evening - 1h;
    const auto next = [&](std::optional<Timestamp> good, std::optional<Timestamp> failed) {
        return BackupRetention::nextAt(good, failed, earliest, Evening);
    };
    EXPECT_EQ(next({}, {}), earliest);
    EXPECT_EQ(next(Evening - 5h, {}), Evening + 19h);
    EXPECT_EQ(next(Evening - days(3), {}), earliest);
    EXPECT_EQ(next({}, Evening - 10min), Evening + 50min);
    EXPECT_EQ(next(Evening - days(3), Evening - 10min), Evening + 50min);
    EXPECT_EQ(next(Evening + days(400), {}), earliest) << "the clock was wrong then";
}

} // namespace
} // namespace EvalTrack::Server
