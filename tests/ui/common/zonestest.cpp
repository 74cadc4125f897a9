// SPDX-License-Identifier: GPL-3.0-or-later
// What screens show of times, in every zone; held against QTimeZone, which reads the time zone data
// by itself, while local times of Qt come from the C library.
#include "common/countedevents.h"
#include "common/formats.h"
#include "domain/localday.h"
#include "support/zoneoracle.h"

#include <gtest/gtest.h>

#include <QDateTimeEdit>
#include <QSet>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;

/// Calls `look(oracle, zone, day)` for every day on which something may go wrong, in every zone.
template <typename Look>
void onEveryTrickyDay(Look look)
{
    const QList<QByteArray> zones = ZoneOracle::zones();
    ASSERT_GT(zones.size(), 400);
    for (const QByteArray &id : zones) {
        const ZoneOracle oracle(id);
        const QTimeZone zone(id);
        const QList<QDate> days = oracle.trickyDays();
        for (const QDate day : days) {
            SCOPED_TRACE(id.toStdString() + " " + day.toString(Qt::ISODate).toStdString());
            look(oracle, zone, day);
            if (testing::Test::HasFailure()) {
                return; // One zone's day tells enough.
            }
        }
    }
}

} // namespace

TEST(ZonesTest, AMomentIsShownAsTheClocksShowItAndReadBack)
{
    onEveryTrickyDay([](const ZoneOracle &oracle, const QTimeZone &zone, QDate day) {
        const Timestamp end = startOfDay(day.addDays(1), zone);
        for (Timestamp at = startOfDay(day, zone) - 30min; at <= end; at += 30min) {
            const QDateTime shown = Formats::toLocal(at);
            const auto wall = oracle.at(at);
            ASSERT_EQ(shown.date(), wall.date);
            ASSERT_EQ(shown.time(), wall.time);
            ASSERT_EQ(shown.date(), dayOf(at, zone));
            // Qt tells the two hours of one name apart by summer time only: where a zone itself
            // moved back, either may be meant. What shows a moment does not ask.
            const auto again = oracle.at(Formats::fromLocal(shown));
            ASSERT_EQ(again.date, wall.date);
            ASSERT_EQ(again.time, wall.time);
            if (again.isSummer != wall.isSummer || again.offset == wall.offset) {
                ASSERT_EQ(Formats::fromLocal(shown), at);
            }
        }
    });
}

// A person types a wall time. One that exists is meant; one that the clocks leave out becomes a
// moment within the time that they leave out of it.
TEST(ZonesTest, ATypedTimeIsThatMoment)
{
    onEveryTrickyDay([](const ZoneOracle &oracle, const QTimeZone &zone, QDate day) {
        const Timestamp begin = startOfDay(day, zone);
        const Timestamp end = startOfDay(day.addDays(1), zone);
        if (begin == end) {
            return; // A calendar of that zone does not show the day.
        }
        QSet<QTime> existing;
        for (Timestamp at = begin; at < end; at += 30min) {
            existing.insert(oracle.at(at).time);
        }
        for (int minutes = 0; minutes < 24 * 60; minutes += 30) {
            const QTime typed(minutes / 60, minutes % 60);
            const Timestamp at = Formats::fromLocal(QDateTime(day, typed));
            const auto wall = oracle.at(at);
            if (existing.contains(typed)) {
                ASSERT_EQ(wall.date, day);
                ASSERT_EQ(wall.time, typed);
            } else {
                const qint64 away =
                    QDateTime(wall.date, wall.time, Qt::UTC).secsTo(QDateTime(day, typed, Qt::UTC));
                ASSERT_LE(std::abs(away), 3 * 3600); // a base of the Antarctic
            }
        }
    });
}

TEST(ZonesTest, TodayAndTheMonthAreThoseOfTheCalendar)
{
    const auto today =
        CountedEvents::fromArgument(CountedEvents::argument(CountedEvents::When::Today));
    ASSERT_TRUE(today);
    onEveryTrickyDay([&today](const ZoneOracle &, const QTimeZone &zone, QDate day) {
        const Timestamp begin = startOfDay(day, zone);
        const Timestamp end = startOfDay(day.addDays(1), zone);
        if (begin == end) {
            return;
        }
        const auto month = CountedEvents::fromArgument(u"month="_qs + day.toString(u"yyyy-MM"));
        ASSERT_TRUE(month);
        Event event;
        for (const Timestamp at : {begin - 1ms, begin, begin + (end - begin) / 2, end - 1ms, end}) {
            event.date = at;
            const bool isThatDay = at >= begin && at < end;
            ASSERT_EQ(today->has(event, begin + (end - begin) / 3), isThatDay);
            const QDate shown = dayOf(at, zone);
            ASSERT_EQ(month->has(event, begin),
                      shown.month() == day.month() && shown.year() == day.year());
        }
    });
}

// The editor of an event keeps the moment that it was given, also in the hour that comes twice.
TEST(ZonesTest, AFieldKeepsTheHourThatComesTwice)
{
    const ZoneOracle oracle("Europe/Madrid");
    const Timestamp change = std::chrono::sys_days(std::chrono::year(2026) / 10 / 25) + 1h;
    for (const Timestamp at : {change - 30min, change + 30min}) {
        ASSERT_EQ(oracle.at(at).time, QTime(2, 30));
        QDateTimeEdit field;
        field.setDateTime(Formats::toLocal(at));
        EXPECT_EQ(field.dateTime(), Formats::toLocal(at));
        EXPECT_EQ(Formats::fromLocal(field.dateTime()), at);
    }
}

// What happens elsewhere is told by the clocks of that place, with the place while they differ.
TEST(ZonesTest, AnEventElsewhereIsShownByTheClocksOfItsPlace)
{
    const ZoneOracle oracle("Europe/Madrid");
    const Timestamp at = std::chrono::sys_days(std::chrono::year(2026) / 7 / 15) + 4h; // 06:00
    const std::optional<QString> lima = u"America/Lima"_qs;
    const QString night = Formats::time(QTime(23, 0));
    const QString before = Formats::date(QDate(2026, 7, 14));

    EXPECT_EQ(Formats::time(at, lima), QString(night + u" (Lima, UTC−5)"));
    EXPECT_EQ(Formats::date(at, lima), before);
    EXPECT_EQ(Formats::dateTime(at, lima), QString(before + u", " + night + u" (Lima, UTC−5)"));
    EXPECT_EQ(Formats::time(at, u"Europe/Paris"_qs), Formats::time(QTime(6, 0)));
    EXPECT_EQ(Formats::time(at, std::nullopt), Formats::time(QTime(6, 0)));
    // Ten minutes later it is the same day there; an hour and a half later the next one.
    EXPECT_TRUE(Formats::relativeDateTime(at, at + 10min, lima).startsWith(u"Today, "));
    EXPECT_TRUE(Formats::relativeDateTime(at, at + 90min, lima).startsWith(u"Yesterday, "));
    EXPECT_TRUE(Formats::relativeDateTime(at, at + 90min).startsWith(u"Today, "));

    const auto today =
        CountedEvents::fromArgument(CountedEvents::argument(CountedEvents::When::Today));
    Event event;
    event.date = at;
    event.zone = lima;
    EXPECT_TRUE(today->has(event, at + 10min));
    EXPECT_FALSE(today->has(event, at + 90min));
    EXPECT_TRUE(CountedEvents::fromArgument(u"month=2026-07"_qs)->has(event, at));
}

} // namespace EvalTrack::Test
