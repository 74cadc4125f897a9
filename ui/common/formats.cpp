// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/formats.h"

#include "domain/localday.h"

#include <QLocale>

namespace EvalTrack {

namespace {

// Where a language writes the month first, it does so everywhere.
bool isMonthFirst(const QLocale &locale)
{
    const QString format = locale.dateFormat(QLocale::ShortFormat);
    return format.indexOf(u'M') < format.indexOf(u'd') && !format.startsWith(u'y');
}

QString withPlace(const QString &text, const PlaceTime &shown)
{
    return shown.place.isEmpty() ? text : QString(text % u" (" % shown.place % u')');
}

} // namespace

QDateTime Formats::toLocal(Timestamp at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count());
}

Timestamp Formats::fromLocal(const QDateTime &at)
{
    return Timestamp(std::chrono::milliseconds(at.toMSecsSinceEpoch()));
}

QString Formats::dateFormat()
{
    return isMonthFirst(QLocale()) ? u"MMM d, yyyy"_qs : u"d MMM yyyy"_qs;
}

QString Formats::timeFormat()
{
    // Where there are 24 hours, 9:00 stands below 15:30 as 09:00.
    QString format = QLocale().timeFormat(QLocale::ShortFormat);
    if (format.startsWith(u"H:")) {
        format.prepend(u'H');
    }
    return format;
}

QString Formats::day(QDate date)
{
    QString format = dateFormat();
    format.remove(u", yyyy"_qs).remove(u" yyyy"_qs);
    return QLocale().toString(date, format).remove(u'.');
}

QString Formats::date(QDate date)
{
    return QLocale().toString(date, dateFormat());
}

QString Formats::date(Timestamp at)
{
    return date(toLocal(at).date());
}

QString Formats::date(Timestamp at, const std::optional<QString> &zone)
{
    return date(placeTime(at, zone).date);
}

QString Formats::longDate(Timestamp at)
{
    const QLocale locale;
    const QDate date = toLocal(at).date();
    return locale.language() == QLocale::Spanish
               ? locale.toString(date, u"dddd, d 'de' MMMM"_qs)
               : locale.toString(date,
                                 isMonthFirst(locale) ? u"dddd, MMMM d"_qs : u"dddd, d MMMM"_qs);
}

QString Formats::fullDate(Timestamp at, const std::optional<QString> &zone)
{
    const QLocale locale;
    const QDate date = placeTime(at, zone).date;
    return locale.language() == QLocale::Spanish
               ? locale.toString(date, u"d 'de' MMMM 'de' yyyy"_qs)
               : locale.toString(date,
                                 isMonthFirst(locale) ? u"MMMM d, yyyy"_qs : u"d MMMM yyyy"_qs);
}

QString Formats::time(Timestamp at)
{
    return time(toLocal(at).time());
}

QString Formats::time(Timestamp at, const std::optional<QString> &zone)
{
    const PlaceTime shown = placeTime(at, zone);
    return withPlace(time(shown.time), shown);
}

QString Formats::time(QTime time)
{
    return QLocale().toString(time, timeFormat());
}

QString Formats::timeWithSeconds(Timestamp at)
{
    return timeWithSeconds(toLocal(at).time());
}

QString Formats::timeWithSeconds(Timestamp at, const std::optional<QString> &zone)
{
    const PlaceTime shown = placeTime(at, zone);
    return withPlace(timeWithSeconds(shown.time), shown);
}

QString Formats::exactTime(Timestamp at)
{
    return date(at) + u", "_qs + timeWithSeconds(at);
}

QString Formats::exactTime(Timestamp at, const std::optional<QString> &zone)
{
    return date(at, zone) + u", "_qs + timeWithSeconds(at, zone);
}

QString Formats::timeWithSeconds(QTime time)
{
    QString format = timeFormat();
    if (!format.contains(u's')) {
        format.replace(u"mm"_qs, u"mm:ss"_qs);
    }
    return QLocale().toString(time, format);
}

QString Formats::dateTime(Timestamp at)
{
    return date(at) + u", "_qs + time(at);
}

QString Formats::dateTime(Timestamp at, const std::optional<QString> &zone)
{
    return date(at, zone) + u", "_qs + time(at, zone);
}

QString Formats::relativeDateTime(Timestamp at, Timestamp now, const std::optional<QString> &zone)
{
    switch (placeTime(now, zone).date.daysTo(placeTime(at, zone).date)) {
    case 0:
        return tr("Today, %1").arg(time(at, zone));
    case 1:
        return tr("Tomorrow, %1").arg(time(at, zone));
    case -1:
        return tr("Yesterday, %1").arg(time(at, zone));
    default:
        return dateTime(at, zone);
    }
}

QString Formats::relativeDateTimeInside(Timestamp at, Timestamp now,
                                        const std::optional<QString> &zone)
{
    switch (placeTime(now, zone).date.daysTo(placeTime(at, zone).date)) {
    case 0:
        return tr("today, %1").arg(time(at, zone));
    case 1:
        return tr("tomorrow, %1").arg(time(at, zone));
    case -1:
        return tr("yesterday, %1").arg(time(at, zone));
    default:
        return dateTime(at, zone);
    }
}

QString Formats::month(const QString &key)
{
    const QDate date = QDate::fromString(key.left(7) + u"-01"_qs, Qt::ISODate);
    if (!date.isValid()) {
        return key;
    }
    QString name = QLocale().standaloneMonthName(date.month(), QLocale::ShortFormat);
    if (name.endsWith(u'.')) {
        name.chop(1);
    }
    return name + u' ' + QString::number(date.year());
}

QPageSize Formats::pageSize()
{
    return QPageSize(QLocale().measurementSystem() == QLocale::ImperialUSSystem ? QPageSize::Letter
                                                                                : QPageSize::A4);
}

QString Formats::number(qint64 value)
{
    return QLocale().toString(value);
}

QString Formats::decimal(double value, int digits)
{
    return QLocale().toString(value, 'f', digits);
}

QString Formats::percent(double fraction)
{
    const QLocale locale;
    // Less than one of a hundred is not none.
    const bool isSmall = fraction != 0.0 && qAbs(fraction) < 0.01;
    const QString number = isSmall ? locale.toString(fraction * 100.0, 'f', 1)
                                   : locale.toString(qRound(fraction * 100.0));
    const QString gap = locale.language() == QLocale::English ? QString() : QString(QChar::Nbsp);
    return number + gap + locale.percent();
}

QString Formats::duration(std::chrono::minutes minutes)
{
    const auto whole = minutes.count();
    const auto hours = whole / 60;
    const auto rest = whole % 60;
    if (hours == 0) {
        return tr("%1 min").arg(rest);
    }
    if (rest == 0) {
        return tr("%1 h").arg(hours);
    }
    return tr("%1 h %2 min").arg(hours).arg(rest);
}

QString Formats::age(Timestamp at, Timestamp now)
{
    using namespace std::chrono;
    const auto passed = duration_cast<seconds>(now - at);
    // Clocks of two machines differ by seconds: the near future is now.
    if (passed < 45s) {
        return tr("just now");
    }
    if (passed < 1h) {
        const int count = qMax(1, static_cast<int>(duration_cast<minutes>(passed).count()));
        return tr("%n minute(s) ago", nullptr, count);
    }
    if (passed < 24h) {
        return tr("%n hour(s) ago", nullptr,
                  static_cast<int>(duration_cast<hours>(passed).count()));
    }
    return tr("%n day(s) ago", nullptr,
              static_cast<int>(duration_cast<hours>(passed).count() / 24));
}

} // namespace EvalTrack
