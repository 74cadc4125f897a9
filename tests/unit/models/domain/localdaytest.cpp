// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/localday.h"
#include "support/printers.h"
#include "support/zoneoracle.h"

#include <gtest/gtest.h>

#include <QDateTime>

#include <map>
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

// Held against the C library's reading of every zone: each wall time of a day is the first moment
// at which clocks show it, and what they never show is refused, with what they leave out around it.
TEST(WallTimeTest, IsTheFirstMomentThatClocksShowItInEveryZone)
{
    const QList<QByteArray> zones = ZoneOracle::zones();
    ASSERT_GT(zones.size(), 400);
    int leftOut = 0;
    int twice = 0;
    for (const QByteArray &id : zones) {
        const ZoneOracle oracle(id);
        const QTimeZone zone(id);
        const QList<QDate> days = oracle.trickyDays();
        for (const QDate day : days) {
            SCOPED_TRACE(id.toStdString() + " " + day.toString(Qt::ISODate).toStdString());
            std::map<QTime, Timestamp> first;
            const Timestamp end = startOfDay(day.addDays(1), zone) + 4h;
            for (Timestamp at = startOfDay(day, zone) - 4h; at < end; at += 30min) {
                const auto wall = oracle.at(at);
                if (wall.date == day) {
                    twice += first.emplace(wall.time, at).second ? 0 : 1;
                    ASSERT_EQ(wallTime(at, zone), (WallTime{wall.date, wall.time}));
                }
            }
            // Some clocks are a quarter of an hour off.
            const int start = first.empty() ? 0 : first.begin()->first.minute() % 30;
            for (int minute = start; minute < 24 * 60; minute += 30) {
                const QTime typed(minute / 60, minute % 60);
                const auto moment = momentOf({day, typed}, zone);
                if (const auto known = first.find(typed); known != first.end()) {
                    ASSERT_TRUE(moment) << typed.toString().toStdString();
                    ASSERT_EQ(*moment, known->second) << typed.toString().toStdString();
                    continue;
                }
                ASSERT_FALSE(moment) << typed.toString().toStdString();
                ++leftOut;
                const auto [begin, next] = moment.error();
                const auto isBefore = [](const WallTime &a, const WallTime &b) {
                    return a.date < b.date || (a.date == b.date && a.time < b.time);
                };
                ASSERT_FALSE(isBefore({day, typed}, begin));
                ASSERT_TRUE(isBefore({day, typed}, next));
                const auto after = momentOf(next, zone);
                ASSERT_TRUE(after);
                ASSERT_EQ(oracle.at(*after).time, next.time);
                ASSERT_NE(oracle.at(*after - 1s).offset, oracle.at(*after).offset);
            }
        }
    }
    EXPECT_GT(leftOut, 1'000);
    EXPECT_GT(twice, 1'000);
}

namespace {

struct Change
{
    const char *zone;
    QDate day;
    QTime begin;
    QTime end;
};

Timestamp utc(int year, int month, int day, int hour, int minute = 0)
{
    return Timestamp(
        QDateTime(QDate(year, month, day), QTime(hour, minute), Qt::UTC).toMSecsSinceEpoch() * 1ms);
}

} // namespace

TEST(WallTimeTest, WhatClocksLeaveOutIsToldWhereItIs)
{
    for (const auto &[zone, day, begin, end] : {
             Change{"Europe/Madrid", QDate(2026, 3, 29), QTime(2, 0), QTime(3, 0)},
             Change{"Europe/Madrid", QDate(2038, 3, 28), QTime(2, 0), QTime(3, 0)},
             Change{"Africa/Cairo", QDate(2026, 4, 24), QTime(0, 0), QTime(1, 0)}, // midnight
             Change{"Australia/Lord_Howe", QDate(2026, 10, 4), QTime(2, 0), QTime(2, 30)},
         }) {
        SCOPED_TRACE(zone);
        const QTimeZone place(zone);
        for (const QTime typed : {begin, begin.addSecs(15 * 60), end.addMSecs(-1)}) {
            const auto moment = momentOf({day, typed}, place);
            ASSERT_FALSE(moment);
            EXPECT_EQ(moment.error(), (LeftOut{{day, begin}, {day, end}}));
        }
        EXPECT_TRUE(momentOf({day, end}, place));
    }
    // A day that a zone skipped altogether.
    const auto skipped = momentOf({QDate(2011, 12, 30), QTime(12, 0)}, QTimeZone("Pacific/Apia"));
    ASSERT_FALSE(skipped);
    EXPECT_EQ(skipped.error(),
              (LeftOut{{QDate(2011, 12, 30), QTime(0, 0)}, {QDate(2011, 12, 31), QTime(0, 0)}}));
}

TEST(WallTimeTest, AnHourThatComesTwiceIsTheFirst)
{
    const QTimeZone madrid("Europe/Madrid");
    EXPECT_EQ(momentOf({QDate(2026, 10, 25), QTime(2, 30)}, madrid), utc(2026, 10, 25, 0, 30));
    EXPECT_EQ(momentOf({QDate(2026, 10, 25), QTime(3, 0)}, madrid), utc(2026, 10, 25, 2));
    EXPECT_EQ(wallTime(utc(2026, 10, 25, 1, 30), madrid),
              (WallTime{QDate(2026, 10, 25), QTime(2, 30)}));
    EXPECT_EQ(momentOf({QDate(2028, 2, 29), QTime(0, 0)}, QTimeZone("America/Lima")),
              utc(2028, 2, 29, 5));
}

TEST(ZoneNameTest, IsAnyNameOfAPlace)
{
    for (const char *name : {"America/Lima", "Asia/Kolkata", "Asia/Calcutta", "US/Eastern",
                             "America/Argentina/Buenos_Aires", "Etc/GMT+5", "UTC"}) {
        EXPECT_TRUE(zoneNamed(QString::fromLatin1(name))) << name;
        EXPECT_TRUE(zoneNamed(QString::fromLatin1(name))) << name << " again";
    }
    for (const char *none : {"", "Lima", "Nowhere/Land", "right/Europe/Madrid", "/etc/localtime",
                             "America/../America/Lima", "america/lima", "UTC+03:00"}) {
        EXPECT_FALSE(zoneNamed(QString::fromLatin1(none))) << none;
    }
    const QStringList names = zoneNames();
    EXPECT_GT(names.size(), 400);
    EXPECT_TRUE(names.contains(QStringLiteral("America/Lima")));
    for (const QString &name : names) {
        EXPECT_TRUE(zoneNamed(name)) << name.toStdString();
    }
    EXPECT_EQ(cityOf(u"America/Argentina/Buenos_Aires"), QStringLiteral("Buenos Aires"));
    EXPECT_EQ(cityOf(u"Etc/GMT+5"), QString());
    EXPECT_EQ(cityOf(u"UTC"), QString());
}

TEST(PlaceTimeTest, TellsThePlaceOnlyWhileItsClocksDiffer)
{
    const ZoneOracle here("America/New_York");
    const auto at = [](Timestamp moment, const char *zone) {
        return placeTime(moment, QString::fromLatin1(zone));
    };
    const Timestamp winter = utc(2026, 1, 15, 14);
    const Timestamp summer = utc(2026, 7, 15, 14);
    EXPECT_EQ(at(winter, "America/Lima").time, QTime(9, 0));
    EXPECT_EQ(at(winter, "America/Lima").place, QString()) << "the same clock in winter";
    EXPECT_EQ(at(summer, "America/Lima").place, QStringLiteral("Lima, UTC−5"));
    EXPECT_EQ(at(summer, "Asia/Kolkata").place, QStringLiteral("Kolkata, UTC+5:30"));
    EXPECT_EQ(at(summer, "Asia/Kolkata").time, QTime(19, 30));
    EXPECT_EQ(at(summer, "Pacific/Kiritimati").date, QDate(2026, 7, 16));
    EXPECT_EQ(at(summer, "Etc/GMT+5").place, QStringLiteral("UTC−5"));
    EXPECT_EQ(at(summer, "Europe/London").place, QStringLiteral("London, UTC+1"));
    EXPECT_EQ(at(winter, "Europe/London").place, QStringLiteral("London, UTC"));
    EXPECT_EQ(at(summer, "Nowhere/Land").place, QString()) << "this computer's clock";
    EXPECT_EQ(at(summer, "Nowhere/Land").time, QTime(10, 0));
    EXPECT_EQ(placeTime(summer, std::nullopt).time, QTime(10, 0));
}
