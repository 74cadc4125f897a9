// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/columnfilter.h"
#include "items/columntotal.h"

#include <QList>
#include <QMap>
#include <QPair>
#include <QString>
#include <QVariantMap>

namespace EvalTrack {

/// How somebody has set up a table: what is kept between starts, and what a saved view is. Columns
/// go by their names, so that it outlives columns that are added, moved or taken out by a later
/// version.
struct TableState
{
    struct Column
    {
        QString name;
        int width = 0; ///< 0: as the table would have it.
        bool isWanted = true;

        bool operator==(const Column &) const = default;
    };

    QList<Column> columns; ///< From left to right.
    QList<QPair<QString, Qt::SortOrder>> sorting;
    QMap<QString, ColumnFilter> filters;
    int frozen = 0;    ///< How many of the columns that are shown stay while the others scroll.
    QString groupedBy; ///< A column; empty: no groups.
    bool hasTotals = false;
    QMap<QString, TotalKind> totals; ///< What somebody chose to be told of columns.
    QVariantMap tools; ///< What the fields above the table are set to, by object name.

    bool operator==(const TableState &) const = default;

    /// For settings.
    [[nodiscard]] QVariantMap toVariant() const;
    /// What it does not understand is left out.
    [[nodiscard]] static TableState fromVariant(const QVariantMap &map);
};

} // namespace EvalTrack
