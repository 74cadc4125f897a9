// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/itemtext.h"

#include <QDateTime>
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
    if (!at) {
        return {};
    }
    const QLocale locale;
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at->time_since_epoch().count());
    return dateText(locale, local.date()) % u", " %
           locale.toString(local.time(), timeFormat(locale));
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
