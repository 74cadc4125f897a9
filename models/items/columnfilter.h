// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QDate>
#include <QHash>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <optional>
#include <variant>

namespace EvalTrack {

/// What the cells of a column are, which decides how they are filtered.
enum class ColumnKind {
    None, ///< Not to be filtered: rows that are not all here.
    Text,
    Number,
    Date,   ///< A day, or a moment that is filtered by its day.
    Choice, ///< One of a few states.
};

/// A moment, by the clocks of a zone; an empty name is this computer's.
struct PlacedMoment
{
    Timestamp at;
    QString zone;
};

/// What a cell is to sorting and filters, whatever it reads as. A state is its number.
using CellValue = std::variant<std::monostate, QString, double, QDate, PlacedMoment>;

[[nodiscard]] CellValue cellOf(const std::optional<Timestamp> &at,
                               const std::optional<QString> &zone = std::nullopt);
/// By what ColumnFilter::values names it: empty for a cell that says nothing.
[[nodiscard]] QString nameOf(const CellValue &value);

/// Which cells of a column stay.
struct ColumnFilter
{
    enum class Test { Contains, OneOf, Between, Empty, NotEmpty };

    Test test = Test::Contains;
    QString text;                ///< Contains: case and accents do not matter.
    QStringList values;          ///< OneOf: nameOf() each.
    std::optional<double> least; ///< Between, of numbers: included, as all bounds; absent is open.
    std::optional<double> most;
    QDate from; ///< Between, of days: those that are shown.
    QDate to;

    bool operator==(const ColumnFilter &) const = default;

    /// For settings.
    [[nodiscard]] QVariantMap toVariant() const;
    /// Nothing for what is no filter.
    [[nodiscard]] static std::optional<ColumnFilter> fromVariant(const QVariantMap &map);
};

/// By column.
using ColumnFilters = QMap<int, ColumnFilter>;

/// A value that a column has, and how often.
struct ColumnValue
{
    QString name; ///< nameOf()
    QString text; ///< As it reads.
    qsizetype count = 0;

    bool operator==(const ColumnValue &) const = default;
};

/// A ColumnFilter made ready for many cells. Not for more than one thread.
class CellTest
{
public:
    explicit CellTest(const ColumnFilter &filter);

    [[nodiscard]] bool accepts(const CellValue &value) const;
    [[nodiscard]] const ColumnFilter &filter() const { return m_filter; }
    [[nodiscard]] const QString &folded() const { return m_folded; }

private:
    struct Days
    {
        Timestamp begin; ///< Of the first day.
        Timestamp end;   ///< Of the last one.
    };

    [[nodiscard]] bool isContainedIn(const QString &text) const;
    [[nodiscard]] bool isBetween(const CellValue &value) const;
    [[nodiscard]] const Days &daysIn(const QString &zone) const;

    ColumnFilter m_filter;
    QString m_folded;
    QSet<QString> m_values;
    QList<double> m_numbers;             ///< Of these, the ones that are states.
    mutable QHash<QString, Days> m_days; ///< Zones are few and days are dear to reckon.
};

} // namespace EvalTrack
