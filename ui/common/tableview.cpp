// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tableview.h"

#include "common/columnfilterpopup.h"
#include "common/emptystate.h"
#include "common/filterbar.h"
#include "common/rowcopy.h"
#include "common/tablehead.h"
#include "common/tablemenus.h"
#include "common/tokens.h"
#include "items/itemtablemodel.h"

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QSettings>

#include <algorithm>
#include <iterator>

namespace EvalTrack {

namespace {

constexpr int TableRowHeight = 38;
constexpr int SmallestColumn = 48;
// Columns get so much narrower than they would like to be before one of them gives way.
constexpr double MostOverflow = 1.15;

} // namespace

TableView::TableView(QWidget *parent)
    : QTableView(parent)
    , m_head(new TableHead(this))
{
    setHorizontalHeader(m_head);
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
    connect(m_head, &TableHead::filterRequested, this, &TableView::openFilter);
    connect(m_head, &TableHead::furtherKeyRequested, this, &TableView::addSortKey);
    m_rowsCounted.setSingleShot(true);
    m_rowsCounted.setInterval(0);
    connect(&m_rowsCounted, &QTimer::timeout, this, &TableView::updateFilterBar);
    connect(this, &QAbstractItemView::doubleClicked, this, &TableView::opened);
    m_rowsChanged.setSingleShot(true);
    m_rowsChanged.setInterval(0);
    connect(&m_rowsChanged, &QTimer::timeout, this, [this] {
        leaveOutEmptyColumns();
        if (std::exchange(m_isToFit, false)) {
            fitColumns();
        }
    });
}

void TableView::setModel(QAbstractItemModel *newModel)
{
    for (const QMetaObject::Connection &connection : std::as_const(m_modelConnections)) {
        disconnect(connection);
    }
    m_modelConnections.clear();
    QTableView::setModel(newModel);
    if (newModel != nullptr) {
        m_modelConnections = {
            connect(newModel, &QAbstractItemModel::rowsInserted, this, &TableView::noteRows),
            connect(newModel, &QAbstractItemModel::rowsRemoved, this, &TableView::noteRows),
            connect(newModel, &QAbstractItemModel::modelReset, this, &TableView::noteRows),
            connect(newModel, &QAbstractItemModel::layoutChanged, this, &TableView::noteRows),
            connect(newModel, &QAbstractItemModel::dataChanged, this, &TableView::noteRows),
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
    m_widths = widths;
    m_givingWay = givingWay;
    m_firm = firm;
    fitColumns();
}

void TableView::setLeftOutWhenEmpty(const QList<int> &columns)
{
    m_leftOutWhenEmpty = columns;
    noteRows();
}

void TableView::setSaidAbove(int column, bool isSaid)
{
    if (isSaid && !m_askedFor.contains(column)) {
        m_saidAbove.insert(column);
    } else {
        m_saidAbove.remove(column);
    }
    fitColumns();
}

bool TableView::isColumnEmpty(int column) const
{
    const int rows = model() == nullptr ? 0 : model()->rowCount(rootIndex());
    if (rows == 0) {
        return false; // The heads say what there would be.
    }
    for (int row = 0; row < rows; ++row) {
        if (!model()->index(row, column, rootIndex()).data().toString().isEmpty()) {
            return false;
        }
    }
    return true;
}

void TableView::noteRows()
{
    updateEmptyState();
    if (m_filterBar != nullptr && !m_filterBar->isHidden()) {
        m_rowsCounted.start();
    }
    const bool hasRows = model() != nullptr && model()->rowCount(rootIndex()) > 0;
    m_isToFit = m_isToFit || hasRows != m_hasRows;
    m_hasRows = hasRows;
    if (m_isToFit || !m_leftOutWhenEmpty.isEmpty()) {
        m_rowsChanged.start(); // Once for all the rows that change together.
    }
}

void TableView::leaveOutEmptyColumns()
{
    QSet<int> empty;
    for (const int column : std::as_const(m_leftOutWhenEmpty)) {
        if (isColumnEmpty(column)) {
            empty.insert(column);
        }
    }
    if (empty != m_empty) {
        m_empty = empty;
        fitColumns();
    }
}

void TableView::setColumnWanted(int column, bool wanted)
{
    if (wanted) {
        m_unwanted.remove(column);
    } else {
        m_unwanted.insert(column);
    }
    setColumnHidden(column, !wanted);
    fitColumns();
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
        fitColumns();
        setSortKeys(m_firstKeys);
    }
    m_settings = &settings; // From now on.
    connect(m_head, &QHeaderView::sectionMoved, this, &TableView::saveState);
    connect(m_head, &QHeaderView::sectionResized, this,
            [this](int column, int /*before*/, int now) { noteWidth(column, now); });
    if (items() == nullptr) {
        connect(m_head, &QHeaderView::sortIndicatorChanged, this, &TableView::saveState);
    }
}

void TableView::noteWidth(int column, int width)
{
    // Only what a hand did; the last one takes what is left.
    const bool isLast = horizontalHeader()->visualIndex(column) ==
                        horizontalHeader()->count() - horizontalHeader()->hiddenSectionCount() - 1;
    if (m_isFitting || isLast || column >= m_widths.size() ||
        QGuiApplication::mouseButtons() == Qt::NoButton) {
        return;
    }
    m_widths[column] = width;
    saveState();
}

void TableView::setFixedColumns(const QList<int> &columns)
{
    m_fixedColumns = columns;
}

void TableView::setEmptyState(EmptyState *state)
{
    delete m_emptyState;
    m_emptyState = state;
    if (state != nullptr) {
        state->setParent(viewport());
        state->setAutoFillBackground(false);
    }
    updateEmptyState();
}

QMenu *TableView::columnMenu()
{
    if (m_columnMenu == nullptr) {
        m_columnMenu = new QMenu(this);
        m_columnMenu->setObjectName(u"columnMenu"_qs);
        connect(m_columnMenu, &QMenu::aboutToShow, this, &TableView::fillColumnMenu);
        fillColumnMenu();
    }
    return m_columnMenu;
}

void TableView::fillColumnMenu()
{
    m_columnMenu->clear();
    if (model() == nullptr) {
        return;
    }
    for (int column = 0; column < model()->columnCount(rootIndex()); ++column) {
        const QString title =
            model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        QAction *action = m_columnMenu->addAction(title);
        action->setCheckable(true);
        action->setChecked(!m_unwanted.contains(column) && !m_empty.contains(column) &&
                           !m_saidAbove.contains(column));
        action->setEnabled(!m_fixedColumns.contains(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            // Who asks for it sees it; others give way.
            m_givingWay.removeAll(column);
            m_leftOutWhenEmpty.removeAll(column);
            m_empty.remove(column);
            m_saidAbove.remove(column);
            m_askedFor.insert(column);
            setColumnWanted(column, shown);
            if (shown && columnWidth(column) < horizontalHeader()->minimumSectionSize() * 2) {
                resizeColumnToContents(column);
            }
            saveState();
        });
    }
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (isHandled(*event)) {
        event->accept();
    } else {
        QTableView::keyPressEvent(event);
    }
}

bool TableView::isHandled(const QKeyEvent &event)
{
    const QModelIndex current = currentIndex();
    const int column = current.isValid() ? current.column() : m_head->logicalIndex(0);
    const int key = event.key();
    const Qt::KeyboardModifiers with = event.modifiers() & ~Qt::KeypadModifier;
    if (event.matches(QKeySequence::Copy)) {
        copySelection();
    } else if (with == Qt::AltModifier && key == Qt::Key_Down) {
        openFilter(column);
    } else if (with == Qt::AltModifier && key == Qt::Key_Up) {
        TableMenus::ofHead(*this, column)->popup(belowHead(column));
    } else if (!current.isValid()) {
        return false;
    } else if (with == Qt::NoModifier && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        Q_EMIT opened(current);
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
    fitColumns();
    updateEmptyState();
}

void TableView::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    fitColumns();
}

void TableView::saveState()
{
    if (m_settings == nullptr) {
        return;
    }
    TableState kept = state();
    kept.filters.clear();
    m_settings->setValue(m_key, kept.toVariant());
    fitColumns();
}

int TableView::leastWidth(int column) const
{
    // Nobody can read half a heading.
    return m_firm.contains(column)
               ? m_widths.at(column)
               : std::min(m_widths.at(column), horizontalHeader()->sectionSizeHint(column));
}

void TableView::fitColumns()
{
    if (m_widths.isEmpty() || m_widths.size() != horizontalHeader()->count()) {
        return;
    }
    QSet<int> left = m_unwanted | m_empty | m_saidAbove;
    // What all columns want, and what they cannot do without.
    int wanted = 0;
    int least = 0;
    const auto add = [&] {
        wanted = 0;
        least = 0;
        for (int column = 0; column < m_widths.size(); ++column) {
            wanted += left.contains(column) ? 0 : m_widths.at(column);
            least += left.contains(column) ? 0 : leastWidth(column);
        }
    };
    const int there = viewport()->width();
    add();
    for (const int column : std::as_const(m_givingWay)) {
        if (wanted <= there * MostOverflow && least <= there) {
            break;
        }
        left.insert(column);
        add();
    }
    // Each gives up the same part of what it can do without.
    const double missing = std::max(0, wanted - there);
    const double kept = std::max(0.0, 1 - missing / std::max(1, wanted - least));
    m_isFitting = true;
    for (int column = 0; column < m_widths.size(); ++column) {
        setColumnHidden(column, left.contains(column));
        if (!left.contains(column)) {
            const int spare = m_widths.at(column) - leastWidth(column);
            setColumnWidth(column, leastWidth(column) + static_cast<int>(spare * kept));
        }
    }
    m_isFitting = false;
    shareRoom();
}

void TableView::shareRoom()
{
    if (!isVisible()) {
        return; // Every row would be measured, not only those that are seen.
    }
    const QHeaderView &header = *horizontalHeader();
    int last = -1;
    for (int column = 0; column < m_widths.size(); ++column) {
        const bool isLater = last < 0 || header.visualIndex(column) > header.visualIndex(last);
        last = !isColumnHidden(column) && isLater ? column : last;
    }
    int room = viewport()->width();
    int lacking = 0;
    int lastNeeds = 0;
    QList<std::pair<int, int>> cut;
    for (int column = 0; column < m_widths.size(); ++column) {
        if (isColumnHidden(column)) {
            continue;
        }
        const int longest = sizeHintForColumn(column);
        if (column == last) {
            // What it does not need for its own is room for those that are cut.
            lastNeeds = std::max(longest, leastWidth(column));
            room -= lastNeeds;
        } else {
            room -= columnWidth(column);
            if (const int lacks = longest - columnWidth(column); lacks > 0) {
                cut.append({column, lacks});
                lacking += lacks;
            }
        }
    }
    const double given = room > 0 && lacking > 0 ? std::min(1.0, double(room) / lacking) : 0;
    m_isFitting = true;
    if (given > 0 && last >= 0) {
        setColumnWidth(last, lastNeeds); // The header stretches it over what is left.
    }
    for (const auto &[column, lacks] : std::as_const(cut)) {
        setColumnWidth(column, columnWidth(column) + static_cast<int>(lacks * given));
    }
    giveRestToFirst(last, lastNeeds);
    m_isFitting = false;
}

/// A number at the right edge of a wide column is far from what it is of: texts have the room.
void TableView::giveRestToFirst(int last, int lastNeeds)
{
    const auto alignment =
        last < 0 ? QVariant() : model()->headerData(last, Qt::Horizontal, Qt::TextAlignmentRole);
    if ((alignment.toInt() & Qt::AlignRight) == 0) {
        return;
    }
    int first = -1;
    int rest = viewport()->width();
    for (int column = 0; column < m_widths.size(); ++column) {
        if (!isColumnHidden(column)) {
            first = first < 0 ? column : first;
            rest -= column == last ? lastNeeds : columnWidth(column);
        }
    }
    if (rest > 0 && first != last) {
        setColumnWidth(last, lastNeeds);
        setColumnWidth(first, columnWidth(first) + rest);
    }
}

void TableView::updateEmptyState()
{
    const bool isEmpty = model() == nullptr || model()->rowCount(rootIndex()) == 0;
    const bool isFilteredAway = isEmpty && items() != nullptr && !items()->filters().isEmpty() &&
                                items()->countUnfiltered() > 0;
    if (isFilteredAway && m_filteredState == nullptr) {
        m_filteredState = new EmptyState(viewport());
        m_filteredState->setObjectName(u"filteredAwayState"_qs);
        connect(m_filteredState, &EmptyState::actionTriggered, this, [this] {
            clearFilters();
            setFocus(Qt::OtherFocusReason);
        });
    }
    if (m_filteredState != nullptr) {
        m_filteredState->setState(Icon::Filter, tr("The filters leave no row"),
                                  tr("There are rows, but none that passes all filters."),
                                  tr("Clear all filters"));
        m_filteredState->setGeometry(viewport()->rect());
        m_filteredState->setVisible(isFilteredAway);
    }
    if (m_emptyState != nullptr) {
        m_emptyState->setGeometry(viewport()->rect());
        m_emptyState->setVisible(isEmpty && !isFilteredAway);
    }
}

ItemTableModel *TableView::items() const
{
    return qobject_cast<ItemTableModel *>(model());
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
    const QUuid uuid = column < 0 ? QUuid() : items()->uuidAt(currentIndex().row());
    items()->setFilters(filters);
    if (const int row = uuid.isNull() ? -1 : items()->rowOf(uuid); row >= 0) {
        setCurrentIndex(model()->index(row, column));
    } else if (column >= 0) { // The keyboard stays in its column.
        selectionModel()->setCurrentIndex(model()->index(0, column), QItemSelectionModel::NoUpdate);
    }
}

void TableView::noteFilters()
{
    updateHead();
    updateFilterBar();
    updateEmptyState();
    fitColumns();
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
    return m_head->mapToGlobal(QPoint(m_head->sectionViewportPosition(column), m_head->height()));
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
    if (!selectionModel()->isRowSelected(index.row(), {})) {
        setCurrentIndex(index);
        selectRow(index.row());
    }
    m_rowMenu = TableMenus::ofRow(*this, index);
    m_rowMenu->popup(at);
}

void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    m_head->setCurrentColumn(hasFocus() ? current.column() : -1);
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
    for (int visual = 0; visual < m_head->count(); ++visual) {
        const int column = m_head->logicalIndex(visual);
        state.columns.append({columnName(column), m_widths.value(column, columnWidth(column)),
                              !m_unwanted.contains(column)});
    }
    for (const SortKey &key : sortKeys()) {
        state.sorting.append({columnName(key.column), key.order});
    }
    if (items() != nullptr) {
        const ColumnFilters &filters = items()->filters();
        for (auto each = filters.begin(); each != filters.end(); ++each) {
            state.filters.insert(columnName(each.key()), each.value());
        }
    }
    return state;
}

void TableView::setState(const TableState &state)
{
    QHash<QString, int> columns;
    for (int column = 0; column < m_head->count(); ++column) {
        columns.insert(columnName(column), column);
    }
    arrangeColumns(state.columns, columns);
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
}

void TableView::arrangeColumns(const QList<TableState::Column> &columns,
                               const QHash<QString, int> &named)
{
    m_isFitting = true;
    int place = 0;
    for (const TableState::Column &each : columns) {
        const int column = named.value(each.name, -1);
        if (column < 0) {
            continue;
        }
        m_head->moveSection(m_head->visualIndex(column), place++);
        if (each.isWanted) {
            m_unwanted.remove(column);
        } else if (!m_fixedColumns.contains(column)) {
            m_unwanted.insert(column);
        }
        if (each.width > 0 && column < m_widths.size()) {
            m_widths[column] = each.width;
        } else if (each.width > 0) {
            setColumnWidth(column, each.width);
        }
        setColumnHidden(column, m_unwanted.contains(column));
    }
    m_isFitting = false;
    fitColumns();
    saveState();
}

void TableView::copySelection() const
{
    if (selectionModel() == nullptr) {
        return;
    }
    QList<int> columns;
    for (int visual = 0; visual < m_head->count(); ++visual) {
        if (const int column = m_head->logicalIndex(visual); !isColumnHidden(column)) {
            columns.append(column);
        }
    }
    RowCopy::toClipboard(*model(), selectionModel()->selectedRows(), columns);
}

} // namespace EvalTrack
