// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/localday.h"
#include "services/dashboardservice.h"
#include "storagefixture.h"

#include <QTimeZone>

using namespace EvalTrack;
using namespace EvalTrack::Server;
using namespace std::chrono_literals;

namespace {

class ZonesTest : public Test::StorageFixture
{
protected:
    /// What the database's calendars show.
    QStringList daysOf(const QList<Timestamp> &moments, const QByteArray &zone)
    {
        QByteArray list;
        for (const Timestamp at : moments) {
            list += (list.isEmpty() ? "" : ",") +
                    QByteArray::number(qint64(at.time_since_epoch().count()));
        }
        const auto rows = sql("select to_char(to_timestamp(ms / 1000.0) at time zone '" + zone +
                              "', 'YYYY-MM-DD') from unnest('{" + list +
                              "}'::bigint[]) with ordinality as m (ms, n) order by n");
        QStringList days;
        for (qsizetype i = 0; i < rows.count(); ++i) {
            days.append(rows.at(i).text(0));
        }
        return days;
    }
};

} // namespace

// Figures that the database counts by month and those that the server counts by day begin and end
// at the same moments, and so do the rows that a client shows for them.
TEST_F(ZonesTest, TheDatabaseBeginsEveryMonthWhereWeDo)
{
    const auto known = sql("select name from pg_timezone_names where name like '%/%'");
    ASSERT_GT(known.count(), 400);
    int compared = 0;
    for (qsizetype i = 0; i < known.count(); ++i) {
        const QByteArray id = known.at(i).text(0).toLatin1();
        if (DashboardService::placeOf(id) != id) {
            continue;
        }
        ++compared;
        const QTimeZone zone(id);
        QList<Timestamp> moments;
        QStringList expected;
        for (const int year : {2024, 2026, 2027, 2037, 2038, 2039}) {
            for (int month = 1; month <= 12; ++month) {
                const QDate first(year, month, 1);
                const Timestamp begin = startOfDay(first, zone);
                moments << begin - 1ms << begin;
                expected << first.addDays(-1).toString(Qt::ISODate) << first.toString(Qt::ISODate);
            }
        }
        ASSERT_EQ(daysOf(moments, id), expected) << id.toStdString();
    }
    EXPECT_GT(compared, 400);
}

// A zone that the server reckons in is one that the database can reckon in, too.
TEST_F(ZonesTest, TheDatabaseKnowsEveryPlaceThatIsReckonedIn)
{
    QList<QByteArray> asked = QTimeZone::availableTimeZoneIds();
    ASSERT_GT(asked.size(), 400);
    for (const char *odd :
         {"", "right/Europe/Madrid", "posix/Europe/Madrid", "Europe/../Europe/Madrid",
          "../zoneinfo/Europe/Madrid", "europe/madrid", "Europe/Madrid/", "/etc", "/etc/localtime",
          "Etc/GMT+5", "Asia/Calcutta", "Europe/Madrid'", "Nowhere/Land", "UTC+03:00"}) {
        asked.append(odd);
    }
    for (const QByteArray &zone : std::as_const(asked)) {
        const QByteArray place = DashboardService::placeOf(zone);
        EXPECT_EQ(daysOf({Timestamp(std::chrono::milliseconds(1'780'000'000'000))}, place).size(),
                  1)
            << zone.toStdString();
    }
}

TEST_F(ZonesTest, APlaceIsKnownByEachOfItsNames)
{
    for (const char *name : {"Asia/Kolkata", "Asia/Calcutta", "US/Eastern", "Etc/GMT+5",
                             "America/Argentina/Buenos_Aires"}) {
        EXPECT_EQ(DashboardService::placeOf(name), name);
    }
    for (const char *none : {"right/Europe/Madrid", "Europe/../Europe/Madrid", "/etc/localtime",
                             "Nowhere/Land", "Europe/Madrid'"}) {
        EXPECT_EQ(DashboardService::placeOf(none), "UTC") << none;
    }
}
