// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tablemenus.h"

#include "common/icons.h"
#include "common/tableview.h"

#include <QAbstractButton>
#include <QMenu>

#include <algorithm>

namespace EvalTrack {

namespace {

QMenu *menuOf(TableView &table, const QString &name)
{
    auto *menu = new QMenu(&table);
    menu->setObjectName(name);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    return menu;
}

template <typename Deed>
QAction *addTo(QMenu &menu, const TableView &table, const QString &name, const QString &text,
               Deed deed)
{
    QAction *action = menu.addAction(text);
    action->setObjectName(name);
    QObject::connect(action, &QAction::triggered, &table, deed);
    return action;
}

} // namespace

QMenu *TableMenus::ofHead(TableView &table, int column)
{
    QMenu *menu = menuOf(table, u"headMenu"_qs);
    if (table.isSortingEnabled() && column >= 0) {
        addTo(*menu, table, u"sortAscendingAction"_qs, tr("Sort &ascending"), [&table, column] {
            table.setSortKeys({{column, Qt::AscendingOrder}});
        });
        addTo(*menu, table, u"sortDescendingAction"_qs, tr("Sort &descending"), [&table, column] {
            table.setSortKeys({{column, Qt::DescendingOrder}});
        });
        if (table.takesFurtherKeys()) {
            const QList<SortKey> keys = table.sortKeys();
            const auto known = std::ranges::find(keys, column, &SortKey::column);
            const bool isTurned =
                known != keys.end() && (known->order == Qt::AscendingOrder || keys.size() == 1);
            addTo(*menu, table, u"furtherKeyAction"_qs,
                  known == keys.end() ? tr("&Then by this column")
                  : isTurned          ? tr("&Turn the order of this column")
                                      : tr("No longer by &this column"),
                  [&table, column] { table.addSortKey(column); });
        }
        addTo(*menu, table, u"resetSortingAction"_qs, tr("&Reset sorting"), [&table] {
            table.resetSorting();
        })->setEnabled(!table.isSortingReset());
        menu->addSeparator();
    }
    if (table.isFilterable(column)) {
        addFilter(*menu, table, column);
        menu->addSeparator();
    }
    QMenu *columns = table.columnMenu();
    columns->setTitle(tr("&Columns"));
    menu->addMenu(columns);
    return menu;
}

QMenu *TableMenus::ofRow(TableView &table, const QModelIndex &index)
{
    QMenu *menu = menuOf(table, u"rowMenu"_qs);
    const QPersistentModelIndex row(index);
    addTo(*menu, table, u"openRowAction"_qs, tr("&Open"), [&table, row] {
        if (row.isValid()) {
            Q_EMIT table.opened(row);
        }
    });
    Q_EMIT table.rowMenuRequested(menu, index);
    menu->addSeparator();
    QAction *copy = addTo(*menu, table, u"copyRowsAction"_qs, tr("&Copy with headings"),
                          [&table] { table.copySelection(); });
    copy->setIcon(Icons::get(Icon::Copy));
    copy->setShortcut(QKeySequence::Copy);
    if (table.isFilterable(index.column())) {
        addFilter(*menu, table, index.column());
    }
    return menu;
}

void TableMenus::addButtons(QMenu &menu, const QList<QAbstractButton *> &buttons)
{
    for (QAbstractButton *button : buttons) {
        if (!button->isHidden() && button->isEnabled()) {
            QAction *action = menu.addAction(button->text().trimmed());
            action->setObjectName(QString(button->objectName() % u"Action"));
            QObject::connect(action, &QAction::triggered, button, [button] { button->click(); });
        }
    }
}

void TableMenus::addFilter(QMenu &menu, TableView &table, int column)
{
    addTo(menu, table, u"filterAction"_qs, tr("&Filter…"), [&table, column] {
        table.openFilter(column);
    })->setIcon(Icons::get(Icon::Filter));
    if (table.isFiltered(column)) {
        addTo(menu, table, u"clearColumnAction"_qs, tr("&No filter on this column"),
              [&table, column] { table.setFilter(column, std::nullopt); });
    }
}

} // namespace EvalTrack
