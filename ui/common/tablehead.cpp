// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tablehead.h"

#include "common/icons.h"
#include "common/tokens.h"

#include <QFontMetrics>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace EvalTrack {

namespace {

// Of the style sheet.
constexpr int TitleLeft = 11;
constexpr int ArrowWidth = 12;

constexpr int MarkSize = 14;
constexpr int MarkWidth = MarkSize + Space::Half;
constexpr int NumberWidth = 9;
constexpr int GripWidth = 6; // The edge of a section is there to make it wider.

} // namespace

TableHead::TableHead(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setMouseTracking(true);
}

void TableHead::setFilters(const QSet<int> &filterable, const QSet<int> &filtered)
{
    m_filterable = filterable;
    m_filtered = filtered;
    viewport()->update();
}

void TableHead::setSortKeys(const QList<SortKey> &keys)
{
    m_keys = keys;
    viewport()->update();
}

void TableHead::setCurrentColumn(int column)
{
    if (std::exchange(m_current, column) != column) {
        viewport()->update();
    }
}

qsizetype TableHead::keyOf(int column) const
{
    const auto found = std::ranges::find(m_keys, column, &SortKey::column);
    return found == m_keys.cend() ? -1 : found - m_keys.cbegin();
}

std::optional<Qt::SortOrder> TableHead::orderOf(int column) const
{
    if (m_keys.size() > 1) {
        const qsizetype key = keyOf(column);
        return key < 0 ? std::nullopt : std::optional(m_keys.at(key).order);
    }
    return isSortIndicatorShown() && sortIndicatorSection() == column
               ? std::optional(sortIndicatorOrder())
               : std::nullopt;
}

int TableHead::extraWidth(int column) const
{
    return (m_filtered.contains(column) ? MarkWidth + GripWidth : 0) + numberWidth(column);
}

int TableHead::numberWidth(int column) const
{
    return m_keys.size() > 1 && keyOf(column) >= 0 ? NumberWidth : 0;
}

QRect TableHead::filterMark(int column) const
{
    return {markLeft({sectionViewportPosition(column), 0, sectionSize(column), height()}, column),
            0, MarkWidth, height()};
}

int TableHead::markLeft(const QRect &rect, int column) const
{
    const int end = rect.right() + 1;
    return isRightAligned(column)
               ? qMax(rect.left() + GripWidth, end - ArrowWidth - titleWidth(column) - Space::Half -
                                                   numberWidth(column) - MarkWidth)
               : end - GripWidth - MarkWidth;
}

bool TableHead::isRightAligned(int column) const
{
    return (model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt() &
            Qt::AlignRight) != 0;
}

int TableHead::arrowLeft(const QRect &rect, int column, bool hasMark) const
{
    const int end = rect.right() + 1;
    if (isRightAligned(column)) {
        return end - ArrowWidth;
    }
    return qMin(rect.left() + TitleLeft + titleWidth(column) + Space::Half,
                (hasMark ? markLeft(rect, column) : end) - numberWidth(column) - ArrowWidth);
}

int TableHead::titleWidth(int column) const
{
    QFont font = this->font();
    font.setWeight(QFont::DemiBold); // Of the style sheet.
    return QFontMetrics(font).horizontalAdvance(
        model()->headerData(column, Qt::Horizontal).toString());
}

QSize TableHead::sectionSizeFromContents(int column) const
{
    return QHeaderView::sectionSizeFromContents(column) + QSize(extraWidth(column), 0);
}

void TableHead::initStyleOptionForIndex(QStyleOptionHeader *option, int column) const
{
    QHeaderView::initStyleOptionForIndex(option, column);
    // Of the style it would stand at the far end of a wide column.
    option->sortIndicator = QStyleOptionHeader::None;
}

void TableHead::paintSection(QPainter *painter, const QRect &rect, int column) const
{
    painter->save();
    QHeaderView::paintSection(painter, rect, column);
    painter->restore();

    // The style sheet gives the head a palette that tells of no theme.
    const Colours &colours = coloursOf(QGuiApplication::palette());
    const bool isFiltered = m_filtered.contains(column);
    const bool hasMark = isFiltered || (m_hovered == column && m_filterable.contains(column));
    const std::optional<Qt::SortOrder> order = orderOf(column);
    const bool isRight = isRightAligned(column);
    // Over the end of a title that is too long, but not over the table's corner.
    const auto clear = [&](int left, int width) {
        painter->fillRect(QRect(left, rect.top() + Space::One, width, rect.height() - Space::Two),
                          colours.surface);
    };
    if (hasMark) {
        const int left = markLeft(rect, column);
        clear(left, MarkWidth);
        painter->drawPixmap(left + Space::Quarter, rect.center().y() - MarkSize / 2,
                            Icons::pixmap(Icon::Filter, MarkSize,
                                          isFiltered ? IconTone::Accent : IconTone::Muted,
                                          devicePixelRatioF()));
    }
    if (order) {
        const int left = arrowLeft(rect, column, hasMark);
        const int number = numberWidth(column);
        const int numberLeft =
            isRight ? qMax(hasMark ? markLeft(rect, column) + MarkWidth : rect.left(),
                           left - titleWidth(column) - Space::Half - number)
                    : left + ArrowWidth;
        clear(left, ArrowWidth);
        painter->drawPixmap(
            left, rect.center().y() - ArrowWidth / 2,
            Icons::pixmap(*order == Qt::AscendingOrder ? Icon::ChevronUp : Icon::ChevronDown,
                          ArrowWidth, IconTone::Muted, devicePixelRatioF()));
        if (number > 0) {
            clear(numberLeft, number);
            painter->setPen(colours.textMuted);
            painter->setFont(fontOf(TextStyle::Caption));
            painter->drawText(QRect(numberLeft, rect.top(), number, rect.height()), Qt::AlignCenter,
                              QString::number(keyOf(column) + 1));
        }
    }
    if (m_current == column) {
        painter->fillRect(
            QRect(rect.left() + Space::One, rect.bottom() - 1, rect.width() - Space::Two, 2),
            colours.accent);
    }
}

void TableHead::mousePressEvent(QMouseEvent *event)
{
    const int column = logicalIndexAt(event->position().toPoint());
    m_pressed = Pressed::Nothing;
    m_pressedColumn = column;
    if (event->button() == Qt::LeftButton && column >= 0) {
        const bool isOnMark = m_filterable.contains(column) &&
                              filterMark(column).contains(event->position().toPoint());
        if (isOnMark) {
            m_pressed = Pressed::Mark;
        } else if (event->modifiers() == Qt::ShiftModifier &&
                   cursor().shape() != Qt::SplitHCursor) {
            m_pressed = Pressed::FurtherKey;
        }
    }
    if (m_pressed != Pressed::Nothing) {
        event->accept();
        return;
    }
    QHeaderView::mousePressEvent(event);
}

void TableHead::mouseReleaseEvent(QMouseEvent *event)
{
    const Pressed pressed = std::exchange(m_pressed, Pressed::Nothing);
    if (pressed == Pressed::Nothing) {
        QHeaderView::mouseReleaseEvent(event);
        return;
    }
    event->accept();
    if (logicalIndexAt(event->position().toPoint()) != m_pressedColumn) {
        return;
    }
    if (pressed == Pressed::Mark) {
        Q_EMIT filterRequested(m_pressedColumn);
    } else {
        Q_EMIT furtherKeyRequested(m_pressedColumn);
    }
}

void TableHead::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int column = logicalIndexAt(event->position().toPoint());
    if (m_filterable.contains(column) && filterMark(column).contains(event->position().toPoint())) {
        mousePressEvent(event);
        return;
    }
    QHeaderView::mouseDoubleClickEvent(event);
}

void TableHead::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(logicalIndexAt(event->position().toPoint()));
    QHeaderView::mouseMoveEvent(event);
}

void TableHead::leaveEvent(QEvent *event)
{
    setHovered(-1);
    QHeaderView::leaveEvent(event);
}

bool TableHead::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int column = logicalIndexAt(help->pos());
        if (m_filterable.contains(column) && filterMark(column).contains(help->pos())) {
            QToolTip::showText(help->globalPos(), tr("Filter this column (Alt+Down)"), this);
            return true;
        }
    }
    return QHeaderView::viewportEvent(event);
}

void TableHead::setHovered(int column)
{
    if (std::exchange(m_hovered, column) != column) {
        viewport()->update();
    }
}

} // namespace EvalTrack
