// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/itemtext.h"

#include "domain/localday.h"

#include <QLocale>

namespace EvalTrack::ItemText {

namespace {

QString dateText(const QLocale &locale, QDate date)
{
    // Where a language writes the month first, it does so everywhere.
    const QString shape = locale.dateFormat(QLocale::ShortFormat);
    const bool isMonthFirst = shape.indexOf(u'M') < shape.indexOf(u'd') && !shape.startsWith(u'y');
    return locale.toString(date, isMonthFirst ? QStringLiteral("MMM d, yyyy")
                                              : QStringLiteral("d MMM yyyy"));
}

// Where there are 24 hours, 9:00 stands below 15:30 as 09:00.
QString timeFormat(const QLocale &locale)
{
    const QString format = locale.timeFormat(QLocale::ShortFormat);
    return format.startsWith(u"H:") ? QString(u'H' % format) : format;
}

} // namespace

QString date(const std::optional<QDate> &date)
{
    return date ? dateText(QLocale(), *date) : QString();
}

QString dateTime(const std::optional<Timestamp> &at)
{
    return dateTime(at, std::nullopt);
}

QString dateTime(const std::optional<Timestamp> &at, const std::optional<QString> &zone)
{
    if (!at) {
        return {};
    }
    const QLocale locale;
    const PlaceTime shown = placeTime(*at, zone);
    const QString text =
        dateText(locale, shown.date) % u", " % locale.toString(shown.time, timeFormat(locale));
    return shown.place.isEmpty() ? text : QString(text % u" (" % shown.place % u')');
}

QCollator collator()
{
    // The C locale compares bytes and puts Óscar after Zoe.
    const QLocale locale;
    return QCollator(locale.language() == QLocale::C ? QLocale(QLocale::English) : locale);
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

} // namespace EvalTrack::ItemText
