// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/columnfilter.h"

#include <QList>

#include <limits>

namespace EvalTrack {

/// What of a column is told below it. The numbers are kept in settings.
enum class TotalKind {
    None,
    Count, ///< Of the cells that say something.
    Sum,
    Average,
    Least, ///< The smallest number, the earliest day.
    Most,
};

/// What fits cells of a kind, None first.
[[nodiscard]] QList<TotalKind> totalsFor(ColumnKind kind);
/// How settings call it; None for a name that is none.
[[nodiscard]] QString nameOf(TotalKind kind);
[[nodiscard]] TotalKind totalNamed(const QString &name);

/// What the cells of a column come to. Cells that say nothing count for nothing.
class ColumnTotal
{
public:
    void add(const CellValue &value);
    [[nodiscard]] qsizetype count() const { return m_count; }
    [[nodiscard]] double sum() const { return m_sum; }
    /// As people read it, in the default locale; empty where there is nothing to tell.
    [[nodiscard]] QString text(TotalKind kind) const;

private:
    qsizetype m_count = 0;
    double m_sum = 0;
    CellValue m_least;
    CellValue m_most;
    double m_leastWorth = std::numeric_limits<double>::infinity();
    double m_mostWorth = -std::numeric_limits<double>::infinity();
};

} // namespace EvalTrack
