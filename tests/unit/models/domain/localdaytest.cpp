// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/localday.h"
#include "support/printers.h"
#include "support/zoneoracle.h"

#include <gtest/gtest.h>

#include <set>

using namespace EvalTrack;
using namespace EvalTrack::Test;
using namespace std::chrono_literals;

// Held against the C library's reading of every zone: the day before is over, the day has begun,
// and all that lies between two beginnings is of that day.
TEST(LocalDayTest, BeginsAndEndsWhereTheClocksSaySoInEveryZone)
{
    const QList<QByteArray> zones = ZoneOracle::zones();
    ASSERT_GT(zones.size(), 400);
    std::set<std::chrono::minutes> lengths;
    for (const QByteArray &id : zones) {
        const ZoneOracle oracle(id);
        const QTimeZone zone(id);
        const QList<QDate> days = oracle.trickyDays();
        for (const QDate day : days) {
            SCOPED_TRACE(id.toStdString() + " " + day.toString(Qt::ISODate).toStdString());
            const Timestamp begin = startOfDay(day, zone);
            const Timestamp end = startOfDay(day.addDays(1), zone);
            ASSERT_GE(oracle.at(begin).date, day);
            ASSERT_LT(oracle.at(begin - 1ms).date, day);
            lengths.insert(std::chrono::duration_cast<std::chrono::minutes>(end - begin));
            for (Timestamp at = begin; at < end; at += 1h) {
                ASSERT_EQ(dayOf(at, zone), day);
                ASSERT_EQ(oracle.at(at).date, day);
                ASSERT_EQ(offsetAt(at, zone).count(), oracle.at(at).offset / 60);
            }
            ASSERT_NE(dayOf(begin - 1ms, zone), day);
            ASSERT_NE(dayOf(end, zone), day);
        }
    }
    // The zones have them all: of half an hour less and more, and one that was left out.
    for (const auto length : {23h + 0min, 24h + 0min, 25h + 0min, 23h + 30min, 24h + 30min, 0min}) {
        EXPECT_TRUE(lengths.contains(length)) << length.count() << " minutes";
    }
}
