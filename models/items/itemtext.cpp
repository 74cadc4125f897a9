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
           locale.toString(local.time(), locale.timeFormat(QLocale::ShortFormat));
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
