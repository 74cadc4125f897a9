// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QCoreApplication>
#include <QDate>
#include <QDateTime>
#include <QPageSize>
#include <QString>

#include <chrono>
#include <optional>

namespace EvalTrack {

/// Dates, times and numbers as people read them: in the current default QLocale and this
/// computer's time zone. Pure functions. Those that take a `zone` show what clocks show where an
/// event happens (Event::zone), and tell the place while they differ from this computer's:
/// "09:00 (Lima, UTC−5)".
class Formats
{
    Q_DECLARE_TR_FUNCTIONS(Formats)
public:
    [[nodiscard]] static QDateTime toLocal(Timestamp at);
    [[nodiscard]] static Timestamp fromLocal(const QDateTime &at);

    /// As dates and times are written everywhere, for fields that show them.
    [[nodiscard]] static QString dateFormat();
    [[nodiscard]] static QString timeFormat();
    [[nodiscard]] static QString day(QDate date);    ///< 22 nov
    [[nodiscard]] static QString date(QDate date);   ///< 22 nov 2026
    [[nodiscard]] static QString date(Timestamp at); ///< 22 nov 2026
    [[nodiscard]] static QString date(Timestamp at, const std::optional<QString> &zone);
    [[nodiscard]] static QString longDate(Timestamp at); ///< domingo, 22 de noviembre
    /// 22 de noviembre de 2026
    [[nodiscard]] static QString fullDate(Timestamp at, const std::optional<QString> &zone);
    [[nodiscard]] static QString time(Timestamp at); ///< 08:59
    [[nodiscard]] static QString time(Timestamp at, const std::optional<QString> &zone);
    [[nodiscard]] static QString time(QTime time);
    [[nodiscard]] static QString timeWithSeconds(Timestamp at); ///< 08:59:58
    [[nodiscard]] static QString timeWithSeconds(Timestamp at, const std::optional<QString> &zone);
    [[nodiscard]] static QString timeWithSeconds(QTime time);
    [[nodiscard]] static QString exactTime(Timestamp at); ///< 22 nov 2026, 08:59:58
    [[nodiscard]] static QString exactTime(Timestamp at, const std::optional<QString> &zone);
    [[nodiscard]] static QString dateTime(Timestamp at); ///< 22 nov 2026, 08:59
    [[nodiscard]] static QString dateTime(Timestamp at, const std::optional<QString> &zone);
    /// "Today 08:59", "Tomorrow 08:59", else the date and time.
    [[nodiscard]] static QString relativeDateTime(Timestamp at, Timestamp now,
                                                  const std::optional<QString> &zone = {});
    /// The same inside a sentence.
    [[nodiscard]] static QString relativeDateTimeInside(Timestamp at, Timestamp now,
                                                        const std::optional<QString> &zone = {});
    [[nodiscard]] static QString month(const QString &key); ///< "2026-04" → abr 26

    /// The paper that people have: Letter or A4.
    [[nodiscard]] static QPageSize pageSize();

    [[nodiscard]] static QString number(qint64 value);
    [[nodiscard]] static QString decimal(double value, int digits = 1);
    [[nodiscard]] static QString percent(double fraction);               ///< 0..1 → "87 %"
    [[nodiscard]] static QString duration(std::chrono::minutes minutes); ///< 1 h 30 min
    /// "just now", "3 min ago", "yesterday", "12 days ago".
    [[nodiscard]] static QString age(Timestamp at, Timestamp now);
};

} // namespace EvalTrack
