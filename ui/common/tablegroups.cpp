// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tablegroups.h"

#include "common/icons.h"
#include "common/tableview.h"
#include "common/tokens.h"
#include "items/groupedrows.h"
#include "items/itemtablemodel.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int ChevronSize = 14;
constexpr int TextInRow = 11; // From the edge of a cell, as the style sheet has it.
// What takes longer to find again than anybody waits for.
constexpr qsizetype MostKept = 2'000;
constexpr int MostSearched = 200'000;

/// Draws a heading: a chevron and what the group is in one column, totals in the others.
class HeadingDelegate final : public QStyledItemDelegate
{
public:
    explicit HeadingDelegate(TableView &table)
        : QStyledItemDelegate(&table)
        , m_table(table)
    {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Colours &colours = coloursOf(QGuiApplication::palette());
        const bool isCurrent = m_table.hasFocus() && m_table.currentIndex().row() == index.row();
        painter->save();
        painter->fillRect(option.rect, isCurrent ? colours.selection : colours.raised);
        painter->setPen(colours.border);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        QRect inside = option.rect.adjusted(Space::One, 0, -TextInRow, 0);
        if (isNamed(index)) {
            const bool isFolded = index.data(IsFoldedRole).toBool();
            painter->drawPixmap(inside.left(), inside.center().y() - ChevronSize / 2,
                                Icons::pixmap(isFolded ? Icon::ChevronRight : Icon::ChevronDown,
                                              ChevronSize, IconTone::Muted,
                                              m_table.devicePixelRatioF()));
            inside.adjust(ChevronSize + Space::One, 0, 0, 0);
        }
        const QFont font = fontOf(TextStyle::Strong);
        painter->setFont(font);
        painter->setPen(colours.text);
        const auto alignment =
            static_cast<Qt::Alignment>(index.data(Qt::TextAlignmentRole).toInt());
        painter->drawText(
            inside, static_cast<int>(alignment),
            QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, inside.width()));
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override
    {
        const QFontMetrics metrics(fontOf(TextStyle::Strong));
        const int text = metrics.horizontalAdvance(index.data().toString());
        return {text + Space::Two + (isNamed(index) ? ChevronSize + Space::One : 0),
                QStyledItemDelegate::sizeHint(option, index).height()};
    }

private:
    [[nodiscard]] bool isNamed(const QModelIndex &index) const
    {
        return index.column() == m_table.shownColumns().value(0, -1);
    }

    TableView &m_table;
};

} // namespace

TableGroups::TableGroups(TableView &table)
    : QObject(&table)
    , m_table(table)
    , m_delegate(new HeadingDelegate(table))
{}

TableGroups::~TableGroups() = default;

bool TableGroups::isGroupable(const TableView &table, int column)
{
    return table.items() != nullptr && column >= 0 && column < table.items()->columnCount() &&
           table.items()->kindOf(column) != ColumnKind::None;
}

int TableGroups::column() const
{
    return m_rows != nullptr ? m_rows->column() : -1;
}

void TableGroups::forget()
{
    m_rows.reset();
    m_kept = {};
}

void TableGroups::setColumn(int column)
{
    const int wanted = isGroupable(m_table, column) ? column : -1;
    if (wanted == this->column()) {
        return;
    }
    keep();
    std::unique_ptr<GroupedRows> before = std::move(m_rows);
    if (wanted >= 0) {
        m_rows = std::make_unique<GroupedRows>(*m_table.items(), wanted);
        connect(m_rows.get(), &GroupedRows::aboutToRegroup, this, &TableGroups::keep);
        connect(m_rows.get(), &GroupedRows::regrouped, this, [this] {
            putBack();
            Q_EMIT changed();
        });
        m_rows->setTotals(
            [this](int group, int of) { return m_table.figures().groupText(group, of); });
    }
    retranslate(); // A heading is asked for as soon as the table shows it.
    showModel();
    noteColumns();
    putBack();
    Q_EMIT changed();
    Q_EMIT chosen();
}

// Pages are connected to the selection model that the table had first.
void TableGroups::showModel()
{
    QItemSelectionModel *selection = m_table.selectionModel();
    QAbstractItemModel *shown =
        m_rows != nullptr ? static_cast<QAbstractItemModel *>(m_rows.get()) : m_table.items();
    const QList<TableState::Column> columns = m_table.state().columns;
    m_table.QTableView::setModel(shown);
    QItemSelectionModel *fresh = m_table.selectionModel();
    if (selection != nullptr && fresh != selection) {
        selection->setModel(shown);
        m_table.setSelectionModel(selection);
        delete fresh;
    }
    m_table.arrange(columns);
}

int TableGroups::count() const
{
    return m_rows != nullptr ? m_rows->groupCount() : 0;
}

int TableGroups::groupOf(int sourceRow) const
{
    return m_rows != nullptr ? m_rows->groupOf(sourceRow) : -1;
}

int TableGroups::sourceRow(int row) const
{
    return m_rows != nullptr ? m_rows->sourceRow(row) : row;
}

int TableGroups::shownRow(int sourceRow)
{
    if (m_rows == nullptr) {
        return sourceRow;
    }
    settle();
    m_rows->setFolded(m_rows->groupOf(sourceRow), false);
    return m_rows->rowOf(sourceRow);
}

bool TableGroups::isHeading(int row) const
{
    return m_rows != nullptr && m_rows->isHeading(row);
}

int TableGroups::headingsBetween(int first, int last) const
{
    return m_rows == nullptr || m_rows->isBusy()
               ? 0
               : m_rows->groupAt(last) - m_rows->groupAt(first) + (isHeading(first) ? 1 : 0);
}

void TableGroups::setAllFolded(bool areFolded)
{
    if (m_rows != nullptr) {
        m_rows->setAllFolded(areFolded);
    }
}

void TableGroups::toggle(int row)
{
    if (isHeading(row)) {
        const int group = m_rows->groupAt(row);
        fold(group, !m_rows->isFolded(group));
    }
}

void TableGroups::fold(int group, bool isFolded)
{
    const int column = qMax(0, m_table.currentIndex().column());
    m_rows->setFolded(group, isFolded);
    m_table.selectionModel()->setCurrentIndex(m_rows->index(m_rows->headingOf(group), column),
                                              QItemSelectionModel::NoUpdate);
    Q_EMIT changed();
}

void TableGroups::settle()
{
    if (m_rows != nullptr) {
        m_rows->settle();
    }
}

bool TableGroups::isHandled(const QKeyEvent &event)
{
    const int row = m_table.currentIndex().row();
    const int group = m_rows != nullptr ? m_rows->groupAt(row) : -1;
    const Qt::KeyboardModifiers with =
        event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    if (group < 0 || with != Qt::NoModifier) {
        return false;
    }
    switch (event.key()) {
    case Qt::Key_Minus:
        fold(group, true);
        return true;
    case Qt::Key_Plus:
        fold(group, false);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (isHeading(row)) {
            fold(group, event.key() == Qt::Key_Left);
            return true;
        }
        return false;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (isHeading(row)) {
            toggle(row);
            return true;
        }
        return false;
    default:
        return false;
    }
}

void TableGroups::retranslate()
{
    if (m_rows != nullptr) {
        m_rows->setWords({tr("(nothing)", "value of a group"), tr("%1 (%2)", "group, its rows"),
                          tr("%1, %2 rows, folded"), tr("%1, %2 rows, unfolded")});
    }
}

void TableGroups::noteColumns()
{
    if (m_rows != nullptr) {
        m_rows->setHeadingColumn(m_table.shownColumns().value(0, 0));
    }
}

void TableGroups::noteTotals()
{
    if (m_rows != nullptr) {
        m_rows->noteTotals();
    }
}

void TableGroups::keep()
{
    m_kept = {};
    const ItemTableModel *items = m_table.items();
    if (items == nullptr || m_table.selectionModel() == nullptr) {
        return;
    }
    m_kept.scrolled = m_table.verticalScrollBar()->value();
    const QModelIndex current = m_table.currentIndex();
    m_kept.column = current.column();
    if (const int row = current.isValid() ? sourceRow(current.row()) : -1;
        row >= 0 && row < items->rowCount()) {
        m_kept.current = items->uuidAt(row);
    }
    const QItemSelection selection = m_table.selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const int of = sourceRow(row);
            if (of >= 0 && of < items->rowCount()) {
                m_kept.selected.append(items->uuidAt(of));
            }
            if (m_kept.selected.size() > MostKept) {
                m_kept.selected.clear();
                return;
            }
        }
    }
}

void TableGroups::putBack()
{
    const ItemTableModel *items = m_table.items();
    const Kept kept = std::exchange(m_kept, {});
    if (items == nullptr) {
        return;
    }
    const auto shownOf = [&](int row) {
        return m_rows != nullptr ? m_rows->rowOf(row) : row;
    };
    QItemSelection selection;
    const auto select = [&](int row) {
        if (const int shown = row < 0 ? -1 : shownOf(row); shown >= 0) {
            selection.select(m_table.model()->index(shown, 0),
                             m_table.model()->index(shown, items->columnCount() - 1));
        }
    };
    constexpr qsizetype FewEnough = 4;
    if (kept.selected.size() <= FewEnough) {
        for (const QUuid &uuid : kept.selected) {
            select(items->rowOf(uuid));
        }
    } else if (items->rowCount() <= MostSearched) {
        const QSet<QUuid> wanted(kept.selected.begin(), kept.selected.end());
        for (int row = 0; row < items->rowCount(); ++row) {
            if (wanted.contains(items->uuidAt(row))) {
                select(row);
            }
        }
    }
    m_table.selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    const int current = kept.current.isNull() ? -1 : items->rowOf(kept.current);
    if (const int shown = current < 0 ? -1 : shownOf(current); shown >= 0) {
        m_table.selectionModel()->setCurrentIndex(
            m_table.model()->index(shown, qMax(0, kept.column)), QItemSelectionModel::NoUpdate);
    }
    m_table.verticalScrollBar()->setValue(kept.scrolled);
}

} // namespace EvalTrack
