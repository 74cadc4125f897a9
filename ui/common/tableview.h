// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/emptytable.h"
#include "common/tablefigures.h"
#include "common/tablegroups.h"
#include "common/tablestate.h"
#include "items/roworder.h"

#include <QMenu>
#include <QPointer>
#include <QTableView>
#include <QTimer>

#include <optional>

QT_BEGIN_NAMESPACE
class QSettings;
QT_END_NAMESPACE

namespace EvalTrack {

class EmptyState;
class FilterBar;
class FrozenColumns;
class ItemTableModel;
class TableColumns;
class TableHead;

/// The table of every list: sorted by a click on its head (with Shift by one more column), filtered
/// by column, columns to choose, move and widen, kept between starts, worked by keyboard (Return
/// opens, Alt+Down filters, Alt+Up is the menu of the column, Ctrl+C copies the rows for a
/// spreadsheet, the menu key says what can be done with a row), a sentence where there are no rows.
/// What it filters and sorts is an ItemTableModel; others are shown as they are, sorted by one
/// column. Rows are selected as wholes. Where there is little room, as beside an
/// open panel, columns give way instead of making the table scroll sideways; unless the first ones
/// are frozen. Its parts: TableColumns, TableGroups, TableFigures, FrozenColumns.
class TableView final : public QTableView
{
    Q_OBJECT
public:
    explicit TableView(QWidget *parent = nullptr);

    /// How wide each column is where there is room, and which columns are left out where there is
    /// not, first the first. `firm` ones are never narrower (chips). Call it after the model was
    /// set.
    void setWidths(const QList<int> &widths, const QList<int> &givingWay,
                   const QList<int> &firm = {});
    /// Whether a column belongs to the table now; use this instead of setColumnHidden().
    void setColumnWanted(int column, bool wanted);
    /// These are left out while no row has anything to say there; their room goes to the others.
    void setLeftOutWhenEmpty(const QList<int> &columns);
    /// Whether a filter above the table says already what each row would say there; the column is
    /// left out meanwhile, unless somebody has asked for it.
    void setSaidAbove(int column, bool isSaid);
    /// Restores columns and sorting (not filters: who forgot one would miss rows), and keeps them
    /// under `key` from now on. Call it after the model was set and its first columns were sized;
    /// `hiddenAtFirst` are not shown until chosen.
    void keepState(QSettings &settings, const QString &key, const QList<int> &hiddenAtFirst = {});
    /// Columns that the person may not hide (the name).
    void setFixedColumns(const QList<int> &columns);
    /// Shown over the table while it has no rows. The table takes it over.
    void setEmptyState(EmptyState *state);
    /// A menu that chooses columns; the owner opens it with popup().
    [[nodiscard]] QMenu *columnMenu();

    /// The filters that are on, for the owner to put above the table. Columns can be filtered once
    /// it was asked for: nobody is to miss rows without being told.
    [[nodiscard]] FilterBar *filterBar();
    void clearFilters();
    /// As it was before keepState(), or the first time.
    void resetSorting();
    [[nodiscard]] bool isSortingReset() const { return sortKeys() == m_firstKeys; }
    [[nodiscard]] QList<SortKey> sortKeys() const;
    void setSortKeys(const QList<SortKey> &keys);
    /// One more, or the other way round, or no more of it.
    void addSortKey(int column);
    /// Whether the model is one that takes several keys.
    [[nodiscard]] bool takesFurtherKeys() const;
    [[nodiscard]] bool isFilterable(int column) const;
    [[nodiscard]] bool isFiltered(int column) const;
    void setFilter(int column, const std::optional<ColumnFilter> &filter);
    /// The selected rows with their headings, for a spreadsheet.
    void copySelection() const;
    /// How it is set up now: for saved views.
    [[nodiscard]] TableState state() const;
    /// Columns that the state does not know stay as they are.
    void setState(const TableState &state);
    /// Opens the filter of a column below its head.
    void openFilter(int column);

    /// Columns from left to right, without those that are hidden.
    [[nodiscard]] QList<int> shownColumns() const;
    [[nodiscard]] TableColumns &columns() const { return *m_columns; }
    /// How many of the columns that are shown stay while the others scroll sideways.
    [[nodiscard]] int frozenColumns() const;
    [[nodiscard]] bool isFrozen(int column) const;
    /// How much of the left edge they cover now.
    [[nodiscard]] int frozenWidth() const;
    /// Where a column is seen, from the left edge of the rows.
    [[nodiscard]] int columnLeft(int column) const;
    /// Puts columns into an order and gives them widths.
    void arrange(const QList<TableState::Column> &columns);
    /// How cells are drawn.
    [[nodiscard]] QStyleOptionViewItem cellOption() const;

    [[nodiscard]] TableGroups &groups() const { return *m_groups; }
    [[nodiscard]] TableFigures &figures() const { return *m_figures; }

    /// The model as it was set, if it is one: its rows are records. While they are grouped the
    /// table has headings between them, and pages speak of records alone.
    [[nodiscard]] ItemTableModel *items() const;
    /// The record that a row of the table shows; invalid for a heading.
    [[nodiscard]] QModelIndex recordOf(const QModelIndex &shown) const;
    [[nodiscard]] QModelIndex currentRecord() const { return recordOf(currentIndex()); }
    /// One a row, in the order of the table.
    [[nodiscard]] QModelIndexList selectedRecords() const;
    void selectRecord(int row);
    void setCurrentRecord(const QModelIndex &record);

    void setModel(QAbstractItemModel *model) override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &at) const override;
    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    [[nodiscard]] QAbstractItemDelegate *
    itemDelegateForIndex(const QModelIndex &index) const override;

Q_SIGNALS:
    /// Return, or a double click.
    void opened(const QModelIndex &record);
    void recordClicked(const QModelIndex &record);
    /// The menu of the row is about to open; it is selected. The page adds what it does with rows:
    /// the same as its buttons.
    void rowMenuRequested(QMenu *menu, const QModelIndex &record);

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void connectParts();
    void saveState();
    void noteRows();
    void noteSelection();
    void leaveOutEmptyColumns();
    [[nodiscard]] bool isColumnEmpty(int column) const;
    [[nodiscard]] QString columnName(int column) const;
    [[nodiscard]] QHash<QString, int> columnsByName() const;
    void applyFilters(const QMap<int, ColumnFilter> &filters);
    /// Whether a key was one of the table's own.
    bool isHandled(const QKeyEvent &event);
    void openFilterAt(int column, const QPoint &at);
    void openRowMenu(const QModelIndex &index, const QPoint &at);
    /// Where a popup of a column opens, on the screen.
    [[nodiscard]] QPoint belowHead(int column) const;
    [[nodiscard]] QPoint belowRow(const QModelIndex &index) const;
    void updateHead();
    void updateFilterBar();
    void noteFilters();

    QSettings *m_settings = nullptr;
    QString m_key;
    QPointer<ItemTableModel> m_items;
    TableHead *m_head;
    TableColumns *m_columns = nullptr;
    TableGroups *m_groups = nullptr;
    TableFigures *m_figures = nullptr;
    FrozenColumns *m_frozen = nullptr;
    QTimer m_rowsChanged;
    bool m_hasRows = false;
    bool m_hadRows = false; // when columns were left out
    bool m_isToFit = false;
    QPointer<FilterBar> m_filterBar; ///< It is the owner's once it was placed.
    QList<SortKey> m_firstKeys;
    QTimer m_rowsCounted;
    QPointer<QMenu> m_rowMenu; ///< While it is open.
    EmptyTable m_empty;
    QMenu *m_columnMenu = nullptr;
    QList<QMetaObject::Connection> m_modelConnections;
};

} // namespace EvalTrack
