// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tableview.h"

#include "common/columnfilterpopup.h"
#include "common/filterbar.h"
#include "common/frozencolumns.h"
#include "common/rowcopy.h"
#include "common/tablecolumns.h"
#include "common/tablehead.h"
#include "common/tablemenus.h"
#include "common/tokens.h"
#include "items/itemtablemodel.h"

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>

#include <algorithm>
#include <iterator>

namespace EvalTrack {

namespace {

constexpr int TableRowHeight = 38;
constexpr int SmallestColumn = 48;

} // namespace

TableView::TableView(QWidget *parent)
    : QTableView(parent)
    , m_head(new TableHead(this))
    , m_empty(*this)
{
    setHorizontalHeader(m_head);
    m_columns = new TableColumns(*this);
    m_groups = new TableGroups(*this);
    m_figures = new TableFigures(*this);
    m_frozen = new FrozenColumns(*this);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setAlternatingRowColors(false);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(TableRowHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setMinimumSectionSize(SmallestColumn);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setResizeContentsPrecision(0); // Only rows that are seen are measured.
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    setSortingEnabled(true);

    connect(m_head, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        TableMenus::ofHead(*this, m_head->logicalIndexAt(at))->popup(m_head->mapToGlobal(at));
    });
    connectParts();
    connect(m_head, &TableHead::filterRequested, this, &TableView::openFilter);
    connect(m_head, &TableHead::furtherKeyRequested, this, &TableView::addSortKey);
    m_rowsCounted.setSingleShot(true);
    m_rowsCounted.setInterval(0);
    connect(&m_rowsCounted, &QTimer::timeout, this, &TableView::updateFilterBar);
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        if (const QModelIndex record = recordOf(index); record.isValid()) {
            Q_EMIT opened(record);
        }
    });
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (const QModelIndex record = recordOf(index); record.isValid()) {
            Q_EMIT recordClicked(record);
        } else {
            m_groups->toggle(index.row());
        }
    });
    m_rowsChanged.setSingleShot(true);
    m_rowsChanged.setInterval(0);
    connect(&m_rowsChanged, &QTimer::timeout, this, [this] {
        leaveOutEmptyColumns();
        if (std::exchange(m_isToFit, false)) {
            m_columns->fit();
        }
    });
}

void TableView::connectParts()
{
    connect(m_columns, &TableColumns::changed, this, &TableView::saveState);
    connect(m_columns, &TableColumns::fitted, this, [this] {
        m_frozen->place();
        m_groups->noteColumns();
        m_figures->noteColumns();
    });
    connect(m_head, &QHeaderView::sectionResized, m_frozen, &FrozenColumns::place);
    connect(m_head, &QHeaderView::sectionMoved, this, [this] {
        m_frozen->place();
        m_groups->noteColumns();
        m_figures->noteColumns();
    });
    for (QScrollBar *bar : {horizontalScrollBar(), verticalScrollBar()}) {
        connect(bar, &QScrollBar::valueChanged, m_frozen, qOverload<>(&QWidget::update));
        connect(bar, &QScrollBar::rangeChanged, m_frozen, &FrozenColumns::place);
    }
    connect(m_groups, &TableGroups::changed, this, &TableView::noteRows);
    connect(m_groups, &TableGroups::chosen, this, &TableView::saveState);
    connect(m_figures, &TableFigures::changed, m_groups, &TableGroups::noteTotals);
    connect(m_figures, &TableFigures::chosenChanged, this, &TableView::saveState);
}

void TableView::setModel(QAbstractItemModel *newModel)
{
    for (const QMetaObject::Connection &connection : std::as_const(m_modelConnections)) {
        disconnect(connection);
    }
    m_modelConnections.clear();
    m_items = qobject_cast<ItemTableModel *>(newModel);
    QTableView::setModel(newModel);
    m_groups->forget();
    if (newModel != nullptr) {
        m_modelConnections = {
            connect(newModel, &QAbstractItemModel::rowsInserted, this, &TableView::noteRows),
            connect(newModel, &QAbstractItemModel::rowsRemoved, this, &TableView::noteRows),
            connect(newModel, &QAbstractItemModel::modelReset, this, &TableView::noteRows),
            connect(newModel, &QAbstractItemModel::layoutChanged, this, &TableView::noteRows),
            connect(newModel, &QAbstractItemModel::dataChanged, this, &TableView::noteRows),
            connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
                    &TableView::noteSelection),
        };
    }
    if (items() != nullptr) {
        m_modelConnections.append({
            connect(items(), &QAbstractItemModel::modelReset, this, &TableView::updateHead),
            connect(items(), &ItemTableModel::filtersChanged, this, &TableView::noteFilters),
            connect(items(), &ItemTableModel::sortKeysChanged, this,
                    [this] {
                        updateHead();
                        saveState();
                    }),
            connect(items(), &QAbstractItemModel::headerDataChanged, this, &TableView::noteFilters),
        });
    }
    updateHead();
    noteRows();
}

void TableView::setWidths(const QList<int> &widths, const QList<int> &givingWay,
                          const QList<int> &firm)
{
    m_columns->setWidths(widths, givingWay, firm);
}

void TableView::setLeftOutWhenEmpty(const QList<int> &columns)
{
    m_columns->setLeftOutWhenEmpty(columns);
    noteRows();
}

void TableView::setSaidAbove(int column, bool isSaid)
{
    m_columns->setSaidAbove(column, isSaid);
}

void TableView::setColumnWanted(int column, bool wanted)
{
    m_columns->setWanted(column, wanted);
}

void TableView::setFixedColumns(const QList<int> &columns)
{
    m_columns->setFixed(columns);
}

bool TableView::isColumnEmpty(int column) const
{
    const QAbstractItemModel *records = items() != nullptr ? items() : model();
    const int rows = records == nullptr ? 0 : records->rowCount();
    if (rows == 0) {
        return false; // The heads say what there would be.
    }
    for (int row = 0; row < rows; ++row) {
        if (!records->index(row, column).data().toString().isEmpty()) {
            return false;
        }
    }
    return true;
}

void TableView::noteRows()
{
    m_empty.update();
    if (m_filterBar != nullptr && !m_filterBar->isHidden()) {
        m_rowsCounted.start();
    }
    const bool hasRows = model() != nullptr && model()->rowCount(rootIndex()) > 0;
    m_isToFit = m_isToFit || hasRows != m_hasRows;
    m_hasRows = hasRows;
    if (m_isToFit || !m_columns->leftOutWhenEmpty().isEmpty()) {
        m_rowsChanged.start(); // Once for all the rows that change together.
    }
    m_figures->noteRows();
    m_frozen->update();
}

void TableView::noteSelection()
{
    m_figures->noteSelection();
    m_frozen->update();
}

void TableView::leaveOutEmptyColumns()
{
    if (!m_hasRows && m_hadRows) {
        return; // A search that finds nothing moves no column.
    }
    m_hadRows = m_hasRows;
    QSet<int> empty;
    for (const int column : m_columns->leftOutWhenEmpty()) {
        if (isColumnEmpty(column)) {
            empty.insert(column);
        }
    }
    m_columns->setEmpty(empty);
}

void TableView::keepState(QSettings &settings, const QString &key, const QList<int> &hiddenAtFirst)
{
    m_key = u"tables/"_qs + key;
    m_firstKeys = sortKeys();
    for (const int column : hiddenAtFirst) {
        setColumnWanted(column, false);
    }
    const QVariantMap kept = settings.value(m_key).toMap();
    if (!kept.isEmpty()) {
        TableState before = TableState::fromVariant(kept);
        before.filters.clear();
        setState(before);
    } else {
        m_columns->fit();
        setSortKeys(m_firstKeys);
    }
    m_settings = &settings; // From now on.
    connect(m_head, &QHeaderView::sectionMoved, this, &TableView::saveState);
    if (items() == nullptr) {
        connect(m_head, &QHeaderView::sortIndicatorChanged, this, &TableView::saveState);
    }
}

void TableView::setEmptyState(EmptyState *state)
{
    m_empty.setState(state);
}

QMenu *TableView::columnMenu()
{
    if (m_columnMenu == nullptr) {
        m_columnMenu = new QMenu(this);
        m_columnMenu->setObjectName(u"columnMenu"_qs);
        connect(m_columnMenu, &QMenu::aboutToShow, this,
                [this] { TableMenus::fillColumns(*m_columnMenu, *this); });
        TableMenus::fillColumns(*m_columnMenu, *this);
    }
    return m_columnMenu;
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    m_groups->settle();
    if (m_groups->isHandled(*event) || isHandled(*event)) {
        event->accept();
    } else {
        QTableView::keyPressEvent(event);
    }
}

bool TableView::isHandled(const QKeyEvent &event)
{
    const QModelIndex current = currentIndex();
    const QModelIndex record = recordOf(current);
    const int column = current.isValid() ? current.column() : m_head->logicalIndex(0);
    const int key = event.key();
    const Qt::KeyboardModifiers with = event.modifiers() & ~Qt::KeypadModifier;
    if (event.matches(QKeySequence::Copy)) {
        copySelection();
    } else if (with == Qt::AltModifier && key == Qt::Key_Down) {
        openFilter(column);
    } else if (with == Qt::AltModifier && key == Qt::Key_Up) {
        TableMenus::ofHead(*this, column)->popup(belowHead(column));
    } else if (!record.isValid()) {
        return false;
    } else if (with == Qt::NoModifier && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        Q_EMIT opened(record);
    } else if (key == Qt::Key_Menu || (with == Qt::ShiftModifier && key == Qt::Key_F10)) {
        openRowMenu(current, belowRow(current));
    } else {
        return false;
    }
    return true;
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_columns->fit();
    m_empty.update();
}

void TableView::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    m_columns->fit();
}

void TableView::saveState()
{
    if (m_settings == nullptr) {
        return;
    }
    TableState kept = state();
    kept.filters.clear();
    m_settings->setValue(m_key, kept.toVariant());
    m_columns->fit();
}

ItemTableModel *TableView::items() const
{
    return m_items;
}

QModelIndex TableView::recordOf(const QModelIndex &shown) const
{
    if (!m_groups->isOn() || !shown.isValid()) {
        return shown;
    }
    const int row = m_groups->sourceRow(shown.row());
    return row < 0 || items() == nullptr ? QModelIndex() : items()->index(row, shown.column());
}

QModelIndexList TableView::selectedRecords() const
{
    // By ranges: to ask each cell of everybody whether it is selected takes seconds.
    QMap<int, int> ranges;
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        int &bottom = ranges[range.top()];
        bottom = qMax(bottom, range.bottom());
    }
    QModelIndexList records;
    int next = 0;
    for (auto range = ranges.cbegin(); range != ranges.cend(); ++range) {
        for (int row = qMax(next, range.key()); row <= range.value(); ++row) {
            if (const QModelIndex record = recordOf(model()->index(row, 0)); record.isValid()) {
                records.append(record);
            }
        }
        next = qMax(next, range.value() + 1);
    }
    return records;
}

void TableView::selectRecord(int row)
{
    selectRow(m_groups->shownRow(row));
}

void TableView::setCurrentRecord(const QModelIndex &record)
{
    setCurrentIndex(model()->index(m_groups->shownRow(record.row()), record.column()));
}

QAbstractItemDelegate *TableView::itemDelegateForIndex(const QModelIndex &index) const
{
    return m_groups->isHeading(index.row()) ? m_groups->delegate()
                                            : QTableView::itemDelegateForIndex(index);
}

QList<int> TableView::shownColumns() const
{
    return m_columns->shown();
}

int TableView::frozenColumns() const
{
    return m_columns->frozen();
}

bool TableView::isFrozen(int column) const
{
    return m_frozen->has(column);
}

int TableView::frozenWidth() const
{
    return m_frozen->covered();
}

int TableView::columnLeft(int column) const
{
    return m_head->sectionViewportPosition(column) + (isFrozen(column) ? m_head->offset() : 0);
}

void TableView::arrange(const QList<TableState::Column> &columns)
{
    m_columns->arrange(columns, columnsByName());
}

QStyleOptionViewItem TableView::cellOption() const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    return option;
}

QModelIndex TableView::indexAt(const QPoint &at) const
{
    const bool isOnFrozen = at.x() >= 0 && at.x() < frozenWidth();
    return QTableView::indexAt(isOnFrozen ? at - QPoint(m_head->offset(), 0) : at);
}

QRect TableView::visualRect(const QModelIndex &index) const
{
    const QRect rect = QTableView::visualRect(index);
    return isFrozen(index.column()) ? rect.translated(m_head->offset(), 0) : rect;
}

void TableView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    const int before = horizontalScrollBar()->value();
    QTableView::scrollTo(index, hint);
    if (isFrozen(index.column())) {
        horizontalScrollBar()->setValue(before); // It is seen wherever the others are.
    } else if (const int hidden = frozenWidth() - columnViewportPosition(index.column());
               hidden > 0 && frozenWidth() > 0) {
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - hidden);
    }
}

void TableView::paintEvent(QPaintEvent *event)
{
    m_groups->settle();
    QTableView::paintEvent(event);
}

void TableView::mousePressEvent(QMouseEvent *event)
{
    m_groups->settle();
    QTableView::mousePressEvent(event);
}

QString TableView::columnName(int column) const
{
    return items() != nullptr ? items()->columnName(column) : QString::number(column);
}

bool TableView::isFilterable(int column) const
{
    return m_filterBar != nullptr && items() != nullptr && column >= 0 &&
           items()->kindOf(column) != ColumnKind::None;
}

bool TableView::isFiltered(int column) const
{
    return items() != nullptr && items()->filters().contains(column);
}

bool TableView::takesFurtherKeys() const
{
    return items() != nullptr;
}

QList<SortKey> TableView::sortKeys() const
{
    if (!isSortingEnabled() || model() == nullptr) {
        return {};
    }
    if (items() != nullptr) {
        return items()->sortKeys();
    }
    const int column = m_head->sortIndicatorSection();
    return column < 0 || column >= m_head->count()
               ? QList<SortKey>()
               : QList<SortKey>{{column, m_head->sortIndicatorOrder()}};
}

void TableView::setSortKeys(const QList<SortKey> &keys)
{
    if (!isSortingEnabled() || model() == nullptr) {
        return;
    }
    const SortKey first = keys.value(0, {-1, Qt::AscendingOrder});
    {
        const QSignalBlocker itself(m_head); // It would sort by this one alone.
        m_head->setSortIndicator(first.column, first.order);
    }
    if (items() != nullptr) {
        items()->setSortKeys(keys);
    } else {
        model()->sort(first.column, first.order);
    }
    m_head->viewport()->update();
}

void TableView::addSortKey(int column)
{
    QList<SortKey> keys = sortKeys();
    const auto known = std::ranges::find(keys, column, &SortKey::column);
    if (items() == nullptr) {
        keys = {{column, Qt::AscendingOrder}};
    } else if (known == keys.end()) {
        keys.append({column, Qt::AscendingOrder});
    } else if (known->order == Qt::AscendingOrder) {
        known->order = Qt::DescendingOrder;
    } else if (keys.size() > 1) {
        keys.erase(known);
    } else {
        known->order = Qt::AscendingOrder;
    }
    setSortKeys(keys);
}

void TableView::resetSorting()
{
    setSortKeys(m_firstKeys);
}

void TableView::updateHead()
{
    QSet<int> filterable;
    QSet<int> filtered;
    for (int column = 0; column < m_head->count(); ++column) {
        if (isFilterable(column)) {
            filterable.insert(column);
        }
    }
    if (items() != nullptr) {
        const QList<int> columns = items()->filters().keys();
        filtered = QSet<int>(columns.begin(), columns.end());
    }
    m_head->setFilters(filterable, filtered);
    m_head->setSortKeys(sortKeys());
}

FilterBar *TableView::filterBar()
{
    if (m_filterBar == nullptr) {
        m_filterBar = new FilterBar(this);
        connect(m_filterBar, &FilterBar::clearRequested, this, [this] {
            clearFilters();
            setFocus(Qt::OtherFocusReason);
        });
        connect(m_filterBar, &FilterBar::removeRequested, this, [this](int column) {
            setFilter(column, std::nullopt);
            setFocus(Qt::OtherFocusReason);
        });
        connect(m_filterBar, &FilterBar::editRequested, this, [this](int column, QWidget *at) {
            openFilterAt(column, at->mapToGlobal(QPoint(0, at->height() + Space::Half)));
        });
        updateHead();
    }
    return m_filterBar;
}

void TableView::clearFilters()
{
    applyFilters({});
}

void TableView::setFilter(int column, const std::optional<ColumnFilter> &filter)
{
    ColumnFilters filters = items()->filters();
    if (filter) {
        filters.insert(column, *filter);
    } else {
        filters.remove(column);
    }
    applyFilters(filters);
}

void TableView::applyFilters(const QMap<int, ColumnFilter> &filters)
{
    if (items() == nullptr || filters == items()->filters()) {
        return;
    }
    // Whoever looks at a row goes on looking at it, if it is still there.
    const int column = currentIndex().column();
    const QModelIndex record = currentRecord();
    const QUuid uuid = record.isValid() ? items()->uuidAt(record.row()) : QUuid();
    items()->setFilters(filters);
    m_groups->settle();
    if (const int row = uuid.isNull() ? -1 : items()->rowOf(uuid); row >= 0) {
        setCurrentRecord(items()->index(row, column));
    } else if (column >= 0) { // The keyboard stays in its column.
        selectionModel()->setCurrentIndex(model()->index(0, column), QItemSelectionModel::NoUpdate);
    }
}

void TableView::noteFilters()
{
    updateHead();
    updateFilterBar();
    m_empty.update();
    m_columns->fit();
}

void TableView::updateFilterBar()
{
    if (m_filterBar == nullptr || items() == nullptr) {
        return;
    }
    m_filterBar->showFiltersOf(*items());
    setAccessibleDescription(m_filterBar->sentence());
}

QPoint TableView::belowRow(const QModelIndex &index) const
{
    return viewport()->mapToGlobal(visualRect(index).bottomLeft());
}

QPoint TableView::belowHead(int column) const
{
    return m_head->mapToGlobal(QPoint(columnLeft(column), m_head->height()));
}

void TableView::openFilter(int column)
{
    openFilterAt(column, belowHead(column));
}

void TableView::openFilterAt(int column, const QPoint &at)
{
    if (!isFilterable(column)) {
        return;
    }
    auto *popup = new ColumnFilterPopup(*items(), column, this);
    connect(popup, &ColumnFilterPopup::chosen, this, &TableView::setFilter);
    popup->popup(at);
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isMouse = event->reason() == QContextMenuEvent::Mouse;
    const QModelIndex index =
        isMouse ? indexAt(viewport()->mapFromGlobal(event->globalPos())) : currentIndex();
    if (index.isValid()) {
        openRowMenu(index, isMouse ? event->globalPos() : belowRow(index));
    }
    event->accept();
}

void TableView::openRowMenu(const QModelIndex &index, const QPoint &at)
{
    if (m_rowMenu != nullptr && m_rowMenu->isVisible()) {
        return; // Some platforms tell of the menu key twice.
    }
    m_groups->settle();
    if (!selectionModel()->isRowSelected(index.row(), {})) {
        setCurrentIndex(index);
        selectRow(index.row());
    }
    const QModelIndex record = recordOf(index);
    if (!record.isValid()) {
        return; // A heading has no deeds but folding.
    }
    m_rowMenu = TableMenus::ofRow(*this, record);
    m_rowMenu->popup(at);
}

void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    m_head->setCurrentColumn(hasFocus() ? current.column() : -1);
    m_frozen->update();
    if (m_groups->isOn()) {
        viewport()->update(); // A heading is marked from edge to edge.
    }
}

void TableView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    m_head->setCurrentColumn(currentIndex().column());
}

void TableView::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    m_head->setCurrentColumn(-1);
}

TableState TableView::state() const
{
    TableState state;
    state.columns = m_columns->state([this](int column) { return columnName(column); });
    for (const SortKey &key : sortKeys()) {
        state.sorting.append({columnName(key.column), key.order});
    }
    if (items() != nullptr) {
        const ColumnFilters &filters = items()->filters();
        for (auto each = filters.begin(); each != filters.end(); ++each) {
            state.filters.insert(columnName(each.key()), each.value());
        }
    }
    state.frozen = m_columns->frozen();
    state.groupedBy = m_groups->isOn() ? columnName(m_groups->column()) : QString();
    state.hasTotals = m_figures->areShown();
    const QMap<int, TotalKind> &totals = m_figures->chosen();
    for (auto each = totals.begin(); each != totals.end(); ++each) {
        state.totals.insert(columnName(each.key()), each.value());
    }
    return state;
}

QHash<QString, int> TableView::columnsByName() const
{
    QHash<QString, int> columns;
    for (int column = 0; column < m_head->count(); ++column) {
        columns.insert(columnName(column), column);
    }
    return columns;
}

void TableView::setState(const TableState &state)
{
    const QHash<QString, int> columns = columnsByName();
    m_columns->arrange(state.columns, columns);
    m_columns->setFrozen(state.frozen);
    QList<SortKey> keys;
    for (const auto &[name, order] : state.sorting) {
        if (const int column = columns.value(name, -1); column >= 0) {
            keys.append({column, order});
        }
    }
    setSortKeys(keys.isEmpty() ? m_firstKeys : keys);
    ColumnFilters filters;
    for (auto each = state.filters.begin(); each != state.filters.end(); ++each) {
        if (const int column = columns.value(each.key(), -1); isFilterable(column)) {
            filters.insert(column, each.value());
        }
    }
    applyFilters(filters);
    QMap<int, TotalKind> totals;
    for (auto each = state.totals.begin(); each != state.totals.end(); ++each) {
        if (const int column = columns.value(each.key(), -1); column >= 0) {
            totals.insert(column, each.value());
        }
    }
    m_figures->setChosen(totals);
    m_figures->setShown(state.hasTotals);
    m_groups->setColumn(columns.value(state.groupedBy, -1));
}

void TableView::copySelection() const
{
    if (selectionModel() == nullptr) {
        return;
    }
    QModelIndexList rows = selectionModel()->selectedRows();
    rows.removeIf([this](const QModelIndex &row) { return m_groups->isHeading(row.row()); });
    RowCopy::toClipboard(*model(), rows, shownColumns());
}

void TableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_groups->retranslate();
    }
}

} // namespace EvalTrack
