// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/columntotal.h"

#include "base/overloaded.h"
#include "items/itemtext.h"

#include <QLocale>

#include <array>
#include <cmath>

namespace EvalTrack {

namespace {

constexpr std::array TotalNames = {"none", "count", "sum", "average", "least", "most"};

QString totalNumber(double number)
{
    // Whole numbers stay whole; a part is told to a tenth.
    return std::floor(number) == number ? ItemText::number(static_cast<qint64>(number))
                                        : QLocale().toString(number, 'f', 1);
}

QString totalText(const CellValue &value)
{
    return std::visit(Overloaded{[](std::monostate) { return QString(); },
                                 [](const QString &text) { return text; },
                                 [](double number) { return totalNumber(number); },
                                 [](QDate day) { return ItemText::date(day); },
                                 [](const PlacedMoment &moment) {
                                     return ItemText::dateTime(moment.at,
                                                               moment.zone.isEmpty()
                                                                   ? std::nullopt
                                                                   : std::optional(moment.zone));
                                 }},
                      value);
}

} // namespace

QList<TotalKind> totalsFor(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::Number:
        return {TotalKind::None,  TotalKind::Sum,  TotalKind::Average,
                TotalKind::Least, TotalKind::Most, TotalKind::Count};
    case ColumnKind::Date:
        return {TotalKind::None, TotalKind::Least, TotalKind::Most, TotalKind::Count};
    case ColumnKind::Text:
    case ColumnKind::Choice:
        return {TotalKind::None, TotalKind::Count};
    case ColumnKind::None:
        break;
    }
    return {TotalKind::None};
}

QString nameOf(TotalKind kind)
{
    return QString::fromLatin1(TotalNames.at(static_cast<size_t>(kind)));
}

TotalKind totalNamed(const QString &name)
{
    for (size_t i = 0; i < TotalNames.size(); ++i) {
        if (name == QLatin1StringView(TotalNames.at(i))) {
            return static_cast<TotalKind>(i);
        }
    }
    return TotalKind::None;
}

void ColumnTotal::add(const CellValue &value)
{
    double worth = 0;
    if (const auto *number = std::get_if<double>(&value)) {
        worth = *number;
        m_sum += worth;
    } else if (const auto *text = std::get_if<QString>(&value)) {
        m_count += text->isEmpty() ? 0 : 1;
        return; // The first of all names says nothing.
    } else if (const auto *day = std::get_if<QDate>(&value)) {
        worth = static_cast<double>(day->toJulianDay());
    } else if (const auto *moment = std::get_if<PlacedMoment>(&value)) {
        worth = static_cast<double>(moment->at.time_since_epoch().count());
    } else {
        return;
    }
    ++m_count;
    if (worth < m_leastWorth) {
        m_leastWorth = worth;
        m_least = value;
    }
    if (worth > m_mostWorth) {
        m_mostWorth = worth;
        m_most = value;
    }
}

QString ColumnTotal::text(TotalKind kind) const
{
    switch (kind) {
    case TotalKind::Count:
        return ItemText::number(m_count);
    case TotalKind::Sum:
        return totalNumber(m_sum);
    case TotalKind::Average:
        return m_count == 0 ? QString()
                            : QLocale().toString(m_sum / static_cast<double>(m_count), 'f', 1);
    case TotalKind::Least:
        return totalText(m_least);
    case TotalKind::Most:
        return totalText(m_most);
    case TotalKind::None:
        break;
    }
    return {};
}

} // namespace EvalTrack
