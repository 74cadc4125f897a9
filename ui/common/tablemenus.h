// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QList>

QT_BEGIN_NAMESPACE
class QAbstractButton;
class QMenu;
class QModelIndex;
QT_END_NAMESPACE

namespace EvalTrack {

class TableView;

/// The menus of a table: of the head of a column and of a row. They belong to the table and delete
/// themselves when they are closed; the table opens them with popup().
class TableMenus
{
    Q_DECLARE_TR_FUNCTIONS(TableMenus)
public:
    /// Sorting, filter and the choice of columns; the last alone for column -1.
    [[nodiscard]] static QMenu *ofHead(TableView &table, int column);
    /// Open, what the page does with the row, copy, filter.
    [[nodiscard]] static QMenu *ofRow(TableView &table, const QModelIndex &record);

    /// The choice of columns, and what belongs to all of them.
    static void fillColumns(QMenu &menu, TableView &table);
    /// What is told below a column; nothing for a column that is of no kind.
    [[nodiscard]] static QMenu *ofTotal(TableView &table, int column);

    /// What buttons do that are there and can be pressed now.
    static void addButtons(QMenu &menu, const QList<QAbstractButton *> &buttons);

private:
    static void addSorting(QMenu &menu, TableView &table, int column);
    static void addFilter(QMenu &menu, TableView &table, int column);
    static void addGroups(QMenu &menu, TableView &table, int column);
    static void addFreezing(QMenu &menu, TableView &table, int column);
    static void fillTotals(QMenu &menu, TableView &table, int column);
};

} // namespace EvalTrack
