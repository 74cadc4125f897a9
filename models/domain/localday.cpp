// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/localday.h"

#include <QDateTime>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace EvalTrack {

namespace {

using namespace std::chrono;

QDateTime inUtc(Timestamp at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC);
}

seconds exactOffsetAt(Timestamp at, const QTimeZone &zone)
{
    return seconds(zone.offsetFromUtc(inUtc(at)));
}

WallTime wallTimeAt(Timestamp at, seconds offset)
{
    const QDateTime shown = inUtc(at + offset);
    return {shown.date(), shown.time()};
}

/// A path of names. What lies below "right" is for clocks that count leap seconds, and what has no
/// slash may be a name of a system's own.
bool isZoneName(const QString &name)
{
    static const QRegularExpression Name(
        QStringLiteral("^(?!right/|posix/)[A-Za-z_]+(?:/[A-Za-z0-9_+-]+){1,2}$"));
    return name == u"UTC" || Name.match(name).hasMatch();
}

QString offsetText(minutes offset)
{
    const auto size = std::abs(offset.count());
    if (size == 0) {
        return QStringLiteral("UTC");
    }
    QString text =
        QStringLiteral("UTC") % (offset.count() < 0 ? u'−' : u'+') % QString::number(size / 60);
    if (size % 60 != 0) {
        text += QStringLiteral(":%1").arg(size % 60, 2, 10, QLatin1Char('0'));
    }
    return text;
}

} // namespace

// Sought by dayOf() and not asked of QDate::startOfDay(): that one of Qt 6.4 is an hour late on the
// day after clocks go forward, from 2038 on.
Timestamp startOfDay(QDate day, const QTimeZone &zone)
{
    // No clock is further from UTC than this.
    const Timestamp midnight = sys_days(days(day.toJulianDay() - QDate(1970, 1, 1).toJulianDay()));
    Timestamp before = midnight - hours(36);
    Timestamp begun = midnight + hours(36);
    while (begun - before > milliseconds(1)) {
        const Timestamp between = before + (begun - before) / 2;
        (dayOf(between, zone) < day ? before : begun) = between;
    }
    return begun;
}

QDate dayOf(Timestamp at, const QTimeZone &zone)
{
    return inUtc(at).toTimeZone(zone).date();
}

std::chrono::minutes offsetAt(Timestamp at, const QTimeZone &zone)
{
    return std::chrono::minutes(zone.offsetFromUtc(inUtc(at)) / 60);
}

// QTimeZone::isTimeZoneIdAvailable() knows no zone by its second name, and browsers send those.
std::optional<QTimeZone> zoneNamed(const QString &name)
{
    // Lists ask for each of their rows.
    thread_local QHash<QString, QTimeZone> known;
    const auto found = known.constFind(name);
    if (found != known.constEnd()) {
        return *found;
    }
    if (!isZoneName(name)) {
        return std::nullopt;
    }
    const QTimeZone zone(name.toLatin1());
    return zone.isValid() ? std::optional(*known.insert(name, zone)) : std::nullopt;
}

QStringList zoneNames()
{
    QStringList names;
    const QList<QByteArray> all = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &each : all) {
        if (const QString name = QString::fromLatin1(each); isZoneName(name)) {
            names.append(name);
        }
    }
    names.sort();
    names.removeDuplicates();
    return names;
}

QString cityOf(QStringView zoneName)
{
    const qsizetype slash = zoneName.lastIndexOf(u'/');
    if (slash < 0 || zoneName.startsWith(u"Etc/")) {
        return {};
    }
    return zoneName.sliced(slash + 1).toString().replace(u'_', u' ');
}

WallTime wallTime(Timestamp at, const QTimeZone &zone)
{
    return wallTimeAt(at, exactOffsetAt(at, zone));
}

// Not asked of QDateTime: that one of Qt 6.4 takes either hour of two, and gives some moment for
// what there is not.
std::expected<Timestamp, LeftOut> momentOf(const WallTime &shown, const QTimeZone &zone)
{
    const Timestamp asIfUtc(
        milliseconds(QDateTime(shown.date, shown.time, Qt::UTC).toMSecsSinceEpoch()));
    // No clock is further from UTC than this, and no zone changes its clocks twice within it.
    Timestamp before = asIfUtc - hours(16);
    Timestamp after = asIfUtc + hours(16);
    const seconds offsetBefore = exactOffsetAt(before, zone);
    const seconds offsetAfter = exactOffsetAt(after, zone);
    for (const seconds offset :
         {std::max(offsetBefore, offsetAfter), std::min(offsetBefore, offsetAfter)}) {
        if (const Timestamp at = asIfUtc - offset; exactOffsetAt(at, zone) == offset) {
            return at;
        }
    }
    // The clocks went forward here: by this offset before, by that one from `after` on.
    while (after - before > milliseconds(1)) {
        const Timestamp between = before + (after - before) / 2;
        (exactOffsetAt(between, zone) == offsetBefore ? before : after) = between;
    }
    return std::unexpected(
        LeftOut{wallTimeAt(after, offsetBefore), wallTimeAt(after, offsetAfter)});
}

PlaceTime placeTime(Timestamp at, const std::optional<QString> &zone)
{
    const QDateTime own = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count());
    const auto place = zone ? zoneNamed(*zone) : std::nullopt;
    if (!place) {
        return {own.date(), own.time(), {}};
    }
    const WallTime there = wallTime(at, *place);
    if (exactOffsetAt(at, *place) == seconds(own.offsetFromUtc())) {
        return {there.date, there.time, {}};
    }
    const QString city = cityOf(*zone);
    const QString offset = offsetText(offsetAt(at, *place));
    return {there.date, there.time, city.isEmpty() ? offset : QString(city % u", " % offset)};
}

} // namespace EvalTrack
