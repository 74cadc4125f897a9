// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/columnfilter.h"

#include "base/foldedtext.h"
#include "base/overloaded.h"
#include "domain/localday.h"

#include <QTimeZone>

#include <algorithm>

namespace EvalTrack {

namespace {

const QString TestKey = QStringLiteral("test");
const QString TextKey = QStringLiteral("text");
const QString ValuesKey = QStringLiteral("values");
const QString LeastKey = QStringLiteral("least");
const QString MostKey = QStringLiteral("most");
const QString FromKey = QStringLiteral("from");
const QString ToKey = QStringLiteral("to");

// Names in settings outlive the order of the enum.
const QMap<QString, ColumnFilter::Test> &testNames()
{
    using Test = ColumnFilter::Test;
    static const QMap<QString, Test> names{
        {QStringLiteral("contains"), Test::Contains}, {QStringLiteral("oneOf"), Test::OneOf},
        {QStringLiteral("between"), Test::Between},   {QStringLiteral("empty"), Test::Empty},
        {QStringLiteral("notEmpty"), Test::NotEmpty},
    };
    return names;
}

bool isEmptyCell(const CellValue &value)
{
    const auto *text = std::get_if<QString>(&value);
    return std::holds_alternative<std::monostate>(value) || (text != nullptr && text->isEmpty());
}

} // namespace

CellValue cellOf(const std::optional<Timestamp> &at, const std::optional<QString> &zone)
{
    return at ? CellValue(PlacedMoment{*at, zone.value_or(QString())}) : CellValue();
}

QString nameOf(const CellValue &value)
{
    return std::visit(
        Overloaded{[](std::monostate) { return QString(); },
                   [](const QString &text) { return text; },
                   [](double number) {
                       return QString::number(number, 'g', QLocale::FloatingPointShortest);
                   },
                   [](QDate day) { return day.toString(Qt::ISODate); },
                   [](const PlacedMoment &moment) {
                       return placeTime(moment.at, moment.zone).date.toString(Qt::ISODate);
                   }},
        value);
}

QVariantMap ColumnFilter::toVariant() const
{
    QVariantMap map{{TestKey, testNames().key(test)}};
    if (!text.isEmpty()) {
        map.insert(TextKey, text);
    }
    if (!values.isEmpty()) {
        map.insert(ValuesKey, values);
    }
    if (least) {
        map.insert(LeastKey, *least);
    }
    if (most) {
        map.insert(MostKey, *most);
    }
    if (from.isValid()) {
        map.insert(FromKey, from);
    }
    if (to.isValid()) {
        map.insert(ToKey, to);
    }
    return map;
}

std::optional<ColumnFilter> ColumnFilter::fromVariant(const QVariantMap &map)
{
    const auto known = testNames().constFind(map.value(TestKey).toString());
    if (known == testNames().cend()) {
        return std::nullopt;
    }
    const auto number = [&map](const QString &key) {
        return map.contains(key) ? std::optional(map.value(key).toDouble()) : std::nullopt;
    };
    return ColumnFilter{*known,
                        map.value(TextKey).toString(),
                        map.value(ValuesKey).toStringList(),
                        number(LeastKey),
                        number(MostKey),
                        map.value(FromKey).toDate(),
                        map.value(ToKey).toDate()};
}

CellTest::CellTest(const ColumnFilter &filter)
    : m_filter(filter)
    , m_folded(foldedForSearch(filter.text))
    , m_values(filter.values.begin(), filter.values.end())
{
    for (const QString &value : filter.values) {
        bool isNumber = false;
        const double number = value.toDouble(&isNumber);
        if (isNumber) {
            m_numbers.append(number);
        }
    }
}

bool CellTest::isContainedIn(const QString &text) const
{
    // Most cells need no folding: nothing in them is written in more ways than one.
    QChar before = u' ';
    const bool isPlain = std::all_of(text.begin(), text.end(), [&before](QChar c) {
        const bool isSecondSpace = c == u' ' && before == u' ';
        before = c;
        return c >= u' ' && c < u'\x7f' && !isSecondSpace;
    });
    return isPlain ? text.contains(m_folded, Qt::CaseInsensitive)
                   : foldedForSearch(text).contains(m_folded);
}

bool CellTest::accepts(const CellValue &value) const
{
    switch (m_filter.test) {
    case ColumnFilter::Test::Contains: {
        const auto *text = std::get_if<QString>(&value);
        return text != nullptr && isContainedIn(*text);
    }
    case ColumnFilter::Test::OneOf: {
        if (const auto *text = std::get_if<QString>(&value)) {
            return m_values.contains(*text);
        }
        const auto *number = std::get_if<double>(&value);
        return number != nullptr ? m_numbers.contains(*number) : m_values.contains(nameOf(value));
    }
    case ColumnFilter::Test::Between:
        return isBetween(value);
    case ColumnFilter::Test::Empty:
        return isEmptyCell(value);
    case ColumnFilter::Test::NotEmpty:
        return !isEmptyCell(value);
    }
    return true;
}

bool CellTest::isBetween(const CellValue &value) const
{
    if (const auto *number = std::get_if<double>(&value)) {
        return (!m_filter.least || *number >= *m_filter.least) &&
               (!m_filter.most || *number <= *m_filter.most);
    }
    if (const auto *day = std::get_if<QDate>(&value)) {
        return (!m_filter.from.isValid() || *day >= m_filter.from) &&
               (!m_filter.to.isValid() || *day <= m_filter.to);
    }
    if (const auto *moment = std::get_if<PlacedMoment>(&value)) {
        const Days &days = daysIn(moment->zone);
        return moment->at >= days.begin && moment->at < days.end;
    }
    return false; // Nothing is between nothing.
}

const CellTest::Days &CellTest::daysIn(const QString &zone) const
{
    const auto known = m_days.constFind(zone);
    if (known != m_days.cend()) {
        return *known;
    }
    // As placeTime() shows them.
    const QTimeZone clocks = zoneNamed(zone).value_or(QTimeZone::systemTimeZone());
    return *m_days.insert(
        zone,
        {m_filter.from.isValid() ? startOfDay(m_filter.from, clocks) : Timestamp::min(),
         m_filter.to.isValid() ? startOfDay(m_filter.to.addDays(1), clocks) : Timestamp::max()});
}

} // namespace EvalTrack
