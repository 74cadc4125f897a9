// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tableview.h"

#include "common/emptystate.h"
#include "common/tokens.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QSettings>

#include <algorithm>
#include <iterator>

namespace EvalTrack {

namespace {

constexpr int RowHeight = 38;
constexpr int SmallestColumn = 48;
// Columns get so much narrower than they would like to be before one of them gives way.
constexpr double MostOverflow = 1.15;

} // namespace

TableView::TableView(QWidget *parent)
    : QTableView(parent)
{
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
    verticalHeader()->setDefaultSectionSize(RowHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setMinimumSectionSize(SmallestColumn);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setResizeContentsPrecision(0); // Only rows that are seen are measured.
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    setSortingEnabled(true);

    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { columnMenu()->popup(horizontalHeader()->mapToGlobal(at)); });
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
    m_settings = &settings;
    m_key = u"tables/"_qs + key;
    const QByteArray state = settings.value(m_key).toByteArray();
    if (state.isEmpty() || !horizontalHeader()->restoreState(state)) {
        for (const int column : hiddenAtFirst) {
            setColumnWanted(column, false);
        }
    } else {
        // All of them first: fitting hides and shows columns too.
        m_unwanted.clear();
        for (int column = 0; column < horizontalHeader()->count(); ++column) {
            if (isColumnHidden(column)) {
                m_unwanted.insert(column);
            }
        }
        const QVariantList kept = settings.value(m_key + u"Widths"_qs).toList();
        if (kept.size() == m_widths.size()) {
            std::transform(kept.begin(), kept.end(), m_widths.begin(),
                           [](const QVariant &width) { return width.toInt(); });
        }
    }
    // restoreState() brings these back as they were saved by another version.
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setMinimumSectionSize(SmallestColumn);
    fitColumns();
    if (isSortingEnabled() && model() != nullptr) {
        sortByColumn(horizontalHeader()->sortIndicatorSection(),
                     horizontalHeader()->sortIndicatorOrder());
    }
    connect(horizontalHeader(), &QHeaderView::sectionMoved, this, &TableView::saveState);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this,
            [this](int column, int /*before*/, int now) { noteWidth(column, now); });
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &TableView::saveState);
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
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && currentIndex().isValid() &&
        (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier) {
        Q_EMIT opened(currentIndex());
        event->accept();
        return;
    }
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
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
    // A column that only gave way is there again when there is room.
    m_isFitting = true;
    for (int column = 0; column < horizontalHeader()->count(); ++column) {
        setColumnHidden(column, m_unwanted.contains(column));
    }
    m_isFitting = false;
    m_settings->setValue(m_key, horizontalHeader()->saveState());
    QVariantList widths;
    std::copy(m_widths.begin(), m_widths.end(), std::back_inserter(widths));
    m_settings->setValue(m_key + u"Widths"_qs, widths);
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
    if (m_emptyState == nullptr) {
        return;
    }
    const bool isEmpty = model() == nullptr || model()->rowCount(rootIndex()) == 0;
    m_emptyState->setGeometry(viewport()->rect());
    m_emptyState->setVisible(isEmpty);
}

void TableView::copySelection() const
{
    if (selectionModel() == nullptr) {
        return;
    }
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(),
              [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
            const int column = horizontalHeader()->logicalIndex(visual);
            if (!isColumnHidden(column)) {
                cells.append(row.siblingAtColumn(column).data().toString());
            }
        }
        lines.append(cells.join(u'\t'));
    }
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace EvalTrack
