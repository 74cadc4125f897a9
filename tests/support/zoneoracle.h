// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QDateTime>
#include <QFile>
#include <QList>
#include <QTimeZone>

#include <ctime>

namespace EvalTrack::Test {

/// What clocks and calendars of a zone show, by the C library's own reading of the time zone data:
/// Qt's QTimeZone has another. While it lives it is this program's own zone too. One at a time, and
/// no other thread may ask for a local time.
class ZoneOracle
{
public:
    explicit ZoneOracle(const QByteArray &zone)
        : m_before(qgetenv("TZ"))
    {
        qputenv("TZ", zone);
        tzset();
    }
    ~ZoneOracle()
    {
        m_before.isNull() ? qunsetenv("TZ") : qputenv("TZ", m_before);
        tzset();
    }
    ZoneOracle(const ZoneOracle &) = delete;
    ZoneOracle &operator=(const ZoneOracle &) = delete;

    struct Wall
    {
        QDate date;
        QTime time;
        int offset = 0; ///< Seconds east of UTC.
        bool isSummer = false;
    };
    [[nodiscard]] Wall at(Timestamp moment) const
    {
        const std::time_t seconds =
            std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch().count();
        std::tm wall{};
        localtime_r(&seconds, &wall);
        return {QDate(wall.tm_year + 1900, wall.tm_mon + 1, wall.tm_mday),
                QTime(wall.tm_hour, wall.tm_min, wall.tm_sec), static_cast<int>(wall.tm_gmtoff),
                wall.tm_isdst > 0};
    }

    /// Days on which something may go wrong: those of each change of the clocks in 2011 (a zone
    /// left a day out) and from 2024 to 2040 with their neighbours, leap days, the end of 32 bits,
    /// and a century without a leap day.
    [[nodiscard]] QList<QDate> trickyDays() const
    {
        QList<QDate> days{QDate(2024, 2, 29), QDate(2026, 1, 1),  QDate(2028, 2, 28),
                          QDate(2028, 2, 29), QDate(2028, 3, 1),  QDate(2038, 1, 18),
                          QDate(2038, 1, 19), QDate(2038, 1, 20), QDate(2038, 7, 1),
                          QDate(2100, 2, 28), QDate(2100, 3, 1),  QDate(2100, 7, 1),
                          QDate(2106, 2, 7)};
        const QDate last(2040, 1, 1);
        int offset = offsetAtNoon(QDate(2011, 1, 1));
        for (QDate day(2011, 1, 2); day < last; day = day.addDays(1)) {
            const int next = offsetAtNoon(day);
            if (next == std::exchange(offset, next)) {
                continue;
            }
            const int year = day.year();
            if (year == 2011 || (year >= 2024 && year <= 2027) || year >= 2037) {
                for (int away = -2; away <= 1; ++away) {
                    days.append(day.addDays(away));
                }
            }
        }
        return days;
    }

    /// Every zone of the IANA's that this computer has data of.
    [[nodiscard]] static QList<QByteArray> zones()
    {
        QList<QByteArray> known;
        const QList<QByteArray> all = QTimeZone::availableTimeZoneIds();
        for (const QByteArray &zone : all) {
            if (QFile::exists(QStringLiteral("/usr/share/zoneinfo/") + QString::fromLatin1(zone))) {
                known.append(zone);
            }
        }
        return known;
    }

private:
    [[nodiscard]] int offsetAtNoon(QDate day) const
    {
        return at(Timestamp(std::chrono::days(day.toJulianDay() - 2'440'588) +
                            std::chrono::hours(12)))
            .offset;
    }

    QByteArray m_before;
};

} // namespace EvalTrack::Test
