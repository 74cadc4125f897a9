// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacyvalues.h"

#include "base/foldedtext.h"
#include "domain/localday.h"
#include "legacy/legacytext.h"
#include "wire/isotime.h"

#include <algorithm>

namespace EvalTrack::Server {

namespace {

using namespace std::chrono;

/// The number that `length` digits from `begin` on are; nothing where something else stands.
std::optional<int> digits(const QByteArray &bytes, qsizetype begin, qsizetype length)
{
    if (begin + length > bytes.size() || length == 0) {
        return std::nullopt;
    }
    int value = 0;
    for (qsizetype i = begin; i < begin + length; ++i) {
        const char c = bytes.at(i);
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
    }
    return value;
}

/// "2026-03-01", whatever follows.
std::optional<QDate> dayFrom(const QByteArray &bytes)
{
    const auto year = digits(bytes, 0, 4);
    const auto month = digits(bytes, 5, 2);
    const auto day = digits(bytes, 8, 2);
    if (!year || !month || !day || bytes.at(4) != '-' || bytes.at(7) != '-') {
        return std::nullopt;
    }
    const QDate date(*year, *month, *day);
    return *year > 0 && date.isValid() ? std::optional(date) : std::nullopt;
}

/// "14:05:00", "14:05" or "14:05:00.123", as clocks show it.
std::optional<milliseconds> timeFrom(const QByteArray &bytes)
{
    const auto hour = digits(bytes, 0, 2);
    const auto minute = digits(bytes, 3, 2);
    if (!hour || !minute || bytes.at(2) != ':' || *hour > 23 || *minute > 59) {
        return std::nullopt;
    }
    milliseconds time = hours(*hour) + minutes(*minute);
    if (bytes.size() == 5) {
        return time;
    }
    const auto second = digits(bytes, 6, 2);
    if (!second || bytes.at(5) != ':' || *second > 59) {
        return std::nullopt;
    }
    time += seconds(*second);
    if (bytes.size() > 9 && bytes.at(8) == '.') {
        const auto fraction =
            digits(QByteArray(bytes.mid(9) + "00").left(3), 0, 3); // What is finer we do not keep.
        if (!fraction) {
            return std::nullopt;
        }
        time += milliseconds(*fraction);
    } else if (bytes.size() != 8) {
        return std::nullopt;
    }
    return time;
}

/// When something was made of which nothing says when.
constexpr Timestamp UnknownTime = sys_days(year(2000) / January / 1);

seconds offsetOf(Timestamp at, const QTimeZone &zone)
{
    return seconds(
        zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC)));
}

Timestamp midnightAsUtc(QDate date)
{
    return sys_days(days(date.toJulianDay() - QDate(1970, 1, 1).toJulianDay()));
}

} // namespace

LegacyClock::Moment LegacyClock::momentOf(QDate date, milliseconds sinceMidnight) const
{
    const qint64 day = date.toJulianDay();
    auto known = m_offsets.constFind(day);
    if (known == m_offsets.constEnd()) {
        // No clock is further from UTC than 16 hours, and none changes twice within these days.
        const Timestamp midnight = midnightAsUtc(date);
        const seconds before = offsetOf(midnight - hours(16), m_zone);
        const seconds after = offsetOf(midnight + hours(40), m_zone);
        known = m_offsets.insert(day, before == after ? std::optional(before) : std::nullopt);
    }
    if (*known) {
        return {midnightAsUtc(date) + sinceMidnight - **known, false};
    }
    const WallTime shown{date,
                         QTime::fromMSecsSinceStartOfDay(static_cast<int>(sinceMidnight.count()))};
    if (const auto moment = EvalTrack::momentOf(shown, m_zone)) {
        return {*moment, false};
    } else {
        const auto next = EvalTrack::momentOf(moment.error().end, m_zone);
        return {next.value_or(midnightAsUtc(date) + sinceMidnight), true};
    }
}

LegacyColumns::LegacyColumns(const LegacyRow &row, const LegacyReading &reading,
                             const LegacyClock &clock, LegacyFindings &findings)
    : m_row(row)
    , m_reading(reading)
    , m_clock(clock)
    , m_findings(findings)
{}

QString LegacyColumns::raw(int column) const
{
    return readable(m_row.at(column));
}

void LegacyColumns::note(LegacyRule rule, int column, const QString &before,
                         const QString &after) const
{
    m_findings.append({m_row.source, m_row.id, rule,
                       column < 0 ? QByteArray() : columnsOf(m_row.source).value(column), before,
                       after});
}

QString LegacyColumns::textOf(int column) const
{
    const QByteArray bytes = m_row.at(column);
    if (bytes.isEmpty()) {
        return {};
    }
    const LegacyText read = decoded(bytes);
    if (read.wasNotUtf8) {
        note(LegacyRule::Encoding, column, readable(bytes), read.text);
    } else if (read.wasEncodedTwice) {
        note(LegacyRule::EncodedTwice, column, readable(bytes), read.text);
    }
    if (read.hadControls) {
        note(LegacyRule::Controls, column, readable(bytes), read.text);
    }
    return read.text;
}

QString LegacyColumns::text(int column, int maximum) const
{
    QString text = textOf(column);
    if (text.size() > maximum) {
        qsizetype length = maximum;
        if (text.at(length - 1).isHighSurrogate()) {
            --length;
        }
        const QString cut = text.left(length).trimmed();
        note(LegacyRule::TooLong, column, text, cut);
        return cut;
    }
    return text;
}

std::optional<QString> LegacyColumns::optionalText(int column, int maximum) const
{
    const QString read = text(column, maximum);
    return read.isEmpty() ? std::nullopt : std::optional(read);
}

QString LegacyColumns::folded(int column) const
{
    return foldedForSearch(decoded(m_row.at(column)).text);
}

std::optional<qint64> LegacyColumns::number(int column) const
{
    bool isNumber = false;
    const qint64 value = m_row.at(column).toLongLong(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

std::optional<QDate> LegacyColumns::date(int column) const
{
    const QByteArray bytes = m_row.at(column);
    if (bytes.isEmpty()) {
        return std::nullopt;
    }
    const auto day = dayFrom(bytes);
    if (!day) {
        note(LegacyRule::ZeroDate, column, readable(bytes), {});
    }
    return day;
}

std::optional<milliseconds> LegacyColumns::time(int column) const
{
    const QByteArray bytes = m_row.at(column);
    if (bytes.isEmpty()) {
        return std::nullopt;
    }
    const auto time = timeFrom(bytes);
    if (!time) {
        note(LegacyRule::BadTime, column, readable(bytes), {});
    }
    return time;
}

Timestamp LegacyColumns::momentOf(QDate date, milliseconds time, int column) const
{
    const LegacyClock::Moment moment = m_clock.momentOf(date, time);
    if (moment.wasLeftOut) {
        note(LegacyRule::LeftOutTime, column, raw(column),
             QString::fromLatin1(Wire::toIso(moment.at)));
    }
    return moment.at;
}

std::optional<Timestamp> LegacyColumns::moment(int dateColumn, int timeColumn) const
{
    const auto day = date(dateColumn);
    const auto when = time(timeColumn);
    return day && when ? std::optional(momentOf(*day, *when, timeColumn)) : std::nullopt;
}

std::optional<Timestamp> LegacyColumns::stamp(int column) const
{
    const QByteArray bytes = m_row.at(column);
    if (bytes.isEmpty()) {
        return std::nullopt;
    }
    const auto day = dayFrom(bytes);
    if (!day) {
        note(LegacyRule::ZeroDate, column, readable(bytes), {});
        return std::nullopt;
    }
    auto time = bytes.size() <= 10 ? std::optional(milliseconds(0)) : timeFrom(bytes.mid(11));
    if (!time) {
        note(LegacyRule::BadTime, column, readable(bytes), {});
        return std::nullopt;
    }
    const auto isoOf = [](Timestamp at) {
        return QString::fromLatin1(Wire::toIso(at));
    };
    if (m_reading.olderZone && *day < m_reading.olderZoneUntil) {
        const Timestamp at = LegacyClock(*m_reading.olderZone).momentOf(*day, *time).at;
        note(LegacyRule::OlderZone, column, readable(bytes), isoOf(at));
        return at;
    }
    const Timestamp at = momentOf(*day, *time, column);
    if (at > m_reading.snapshotAt) {
        note(LegacyRule::Ahead, column, readable(bytes), isoOf(at));
    }
    return at;
}

// Nothing here may depend on when v1 is read: what did not change must look the same at every run.
Timestamp LegacyColumns::createdAt(int column, int updatedColumn,
                                   const std::optional<Timestamp> &otherwise) const
{
    LegacyFindings aside; // What the other column suffers from is told where it is read for itself.
    const auto updated = LegacyColumns(m_row, m_reading, m_clock, aside).stamp(updatedColumn);
    const auto created = stamp(column);
    if (!created) {
        const Timestamp at = updated ? *updated : otherwise.value_or(UnknownTime);
        note(LegacyRule::NoTimestamp, column, raw(column), QString::fromLatin1(Wire::toIso(at)));
        return at;
    }
    if (!updated || *created <= *updated) {
        return *created;
    }
    const QByteArray bytes = m_row.at(column);
    const Timestamp inUtc =
        midnightAsUtc(*dayFrom(bytes)) +
        (bytes.size() <= 10 ? milliseconds(0) : timeFrom(bytes.mid(11)).value_or(milliseconds(0)));
    if (inUtc > *updated) {
        return *created;
    }
    note(LegacyRule::OtherZone, column, readable(bytes), QString::fromLatin1(Wire::toIso(inUtc)));
    return inUtc;
}

} // namespace EvalTrack::Server
