// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tablemenus.h"

#include "common/icons.h"
#include "common/tablecolumns.h"
#include "common/tableview.h"
#include "items/itemtablemodel.h"

#include <QAbstractButton>
#include <QActionGroup>
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
        addSorting(*menu, table, column);
    }
    if (table.isFilterable(column)) {
        addFilter(*menu, table, column);
        menu->addSeparator();
    }
    addGroups(*menu, table, column);
    if (TableGroups::isGroupable(table, column)) {
        auto *totals = new QMenu(tr("T&otal"), menu);
        totals->setObjectName(u"totalMenu"_qs);
        fillTotals(*totals, table, column);
        menu->addMenu(totals);
    }
    addFreezing(*menu, table, column);
    menu->addSeparator();
    QMenu *columns = table.columnMenu();
    columns->setTitle(tr("&Columns"));
    menu->addMenu(columns);
    return menu;
}

void TableMenus::addSorting(QMenu &menu, TableView &table, int column)
{
    addTo(menu, table, u"sortAscendingAction"_qs, tr("Sort &ascending"), [&table, column] {
        table.setSortKeys({{column, Qt::AscendingOrder}});
    });
    addTo(menu, table, u"sortDescendingAction"_qs, tr("Sort &descending"), [&table, column] {
        table.setSortKeys({{column, Qt::DescendingOrder}});
    });
    if (table.takesFurtherKeys()) {
        const QList<SortKey> keys = table.sortKeys();
        const auto known = std::ranges::find(keys, column, &SortKey::column);
        const bool isTurned =
            known != keys.end() && (known->order == Qt::AscendingOrder || keys.size() == 1);
        addTo(menu, table, u"furtherKeyAction"_qs,
              known == keys.end() ? tr("&Then by this column")
              : isTurned          ? tr("&Turn the order of this column")
                                  : tr("No longer by &this column"),
              [&table, column] { table.addSortKey(column); });
    }
    addTo(menu, table, u"resetSortingAction"_qs, tr("&Reset sorting"), [&table] {
        table.resetSorting();
    })->setEnabled(!table.isSortingReset());
    menu.addSeparator();
}

void TableMenus::addGroups(QMenu &menu, TableView &table, int column)
{
    TableGroups &groups = table.groups();
    if (TableGroups::isGroupable(table, column) && groups.column() != column) {
        addTo(menu, table, u"groupAction"_qs, tr("&Group by this column"),
              [&groups, column] { groups.setColumn(column); });
    }
    if (groups.isOn()) {
        addTo(menu, table, u"foldAllAction"_qs, tr("Fold all groups (−)"),
              [&groups] { groups.setAllFolded(true); });
        addTo(menu, table, u"unfoldAllAction"_qs, tr("Unfold all groups (+)"),
              [&groups] { groups.setAllFolded(false); });
        addTo(menu, table, u"ungroupAction"_qs, tr("&No groups"),
              [&groups] { groups.setColumn(-1); });
    }
}

void TableMenus::addFreezing(QMenu &menu, TableView &table, int column)
{
    const auto place = static_cast<int>(table.shownColumns().indexOf(column));
    if (place >= 0 && place + 1 < table.shownColumns().size() &&
        place + 1 != table.frozenColumns()) {
        addTo(menu, table, u"freezeAction"_qs, tr("Free&ze up to this column"),
              [&table, place] { table.columns().setFrozen(place + 1); });
    }
    if (table.frozenColumns() > 0) {
        addTo(menu, table, u"unfreezeAction"_qs, tr("&Unfreeze columns"),
              [&table] { table.columns().setFrozen(0); });
    }
}

void TableMenus::fillTotals(QMenu &menu, TableView &table, int column)
{
    const ColumnKind of = table.items()->kindOf(column);
    auto *choice = new QActionGroup(&menu);
    for (const TotalKind kind : totalsFor(of)) {
        QAction *action = addTo(menu, table, QString(nameOf(kind) % u"TotalAction"),
                                TableFigures::wordOf(kind, of),
                                [&table, column, kind] { table.figures().setKind(column, kind); });
        action->setCheckable(true);
        action->setActionGroup(choice);
        action->setChecked(kind == table.figures().kindOf(column));
    }
}

QMenu *TableMenus::ofTotal(TableView &table, int column)
{
    if (!TableGroups::isGroupable(table, column)) {
        return nullptr;
    }
    QMenu *menu = menuOf(table, u"totalMenu"_qs);
    fillTotals(*menu, table, column);
    return menu;
}

void TableMenus::fillColumns(QMenu &menu, TableView &table)
{
    delete menu.findChild<QMenu *>(u"frozenMenu"_qs, Qt::FindDirectChildrenOnly);
    menu.clear();
    const QAbstractItemModel *model = table.model();
    if (model == nullptr) {
        return;
    }
    TableColumns &columns = table.columns();
    const auto titleOf = [model](int column) {
        return model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    };
    for (int column = 0; column < model->columnCount(); ++column) {
        if (columns.isFixed(column) && !columns.isChosen(column)) {
            continue; // Nobody here ever sees it.
        }
        QAction *action = menu.addAction(titleOf(column));
        action->setCheckable(true);
        action->setChecked(columns.isChosen(column));
        action->setEnabled(!columns.isFixed(column));
        QObject::connect(action, &QAction::toggled, &table,
                         [&columns, column](bool isShown) { columns.choose(column, isShown); });
    }
    menu.addSeparator();
    auto *frozen = new QMenu(tr("&Frozen columns"), &menu);
    frozen->setObjectName(u"frozenMenu"_qs);
    auto *choice = new QActionGroup(frozen);
    const QList<int> shown = table.shownColumns();
    for (int count = 0; count < shown.size(); ++count) {
        QAction *action =
            frozen->addAction(count == 0 ? tr("None", "frozen columns")
                                         : tr("Up to “%1”").arg(titleOf(shown.at(count - 1))));
        action->setCheckable(true);
        action->setActionGroup(choice);
        action->setChecked(count == columns.frozen());
        QObject::connect(action, &QAction::triggered, &table,
                         [&columns, count] { columns.setFrozen(count); });
    }
    menu.addMenu(frozen);
    const auto isOfAKind = [&table](int column) {
        return TableGroups::isGroupable(table, column);
    };
    if (std::ranges::any_of(shown, isOfAKind)) {
        QAction *totals = menu.addAction(tr("&Totals below the table"));
        totals->setObjectName(u"totalsAction"_qs);
        totals->setCheckable(true);
        totals->setChecked(table.figures().areShown());
        QObject::connect(totals, &QAction::toggled, &table,
                         [&table](bool areShown) { table.figures().setShown(areShown); });
    }
}

QMenu *TableMenus::ofRow(TableView &table, const QModelIndex &record)
{
    QMenu *menu = menuOf(table, u"rowMenu"_qs);
    const QPersistentModelIndex row(record);
    addTo(*menu, table, u"openRowAction"_qs, tr("&Open"), [&table, row] {
        if (row.isValid()) {
            Q_EMIT table.opened(row);
        }
    });
    Q_EMIT table.rowMenuRequested(menu, record);
    menu->addSeparator();
    QAction *copy = addTo(*menu, table, u"copyRowsAction"_qs, tr("&Copy with headings"),
                          [&table] { table.copySelection(); });
    copy->setIcon(Icons::get(Icon::Copy));
    copy->setShortcut(QKeySequence::Copy);
    if (table.isFilterable(record.column())) {
        addFilter(*menu, table, record.column());
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
