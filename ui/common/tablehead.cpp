// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tablehead.h"

#include "common/icons.h"
#include "common/tokens.h"

#include <QGuiApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int ArrowWidth = 12; // Of the style sheet.
constexpr int MarkSize = 14;
constexpr int MarkWidth = MarkSize + Space::Half;
constexpr int NumberWidth = 9;

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

int TableHead::extraWidth(int column) const
{
    return (m_filtered.contains(column) ? MarkWidth : 0) +
           (m_keys.size() > 1 && keyOf(column) >= 0 ? NumberWidth : 0);
}

QRect TableHead::filterMark(int column) const
{
    const int numbers = m_keys.size() > 1 && keyOf(column) >= 0 ? NumberWidth : 0;
    const int right = sectionViewportPosition(column) + sectionSize(column) - ArrowWidth - numbers;
    return {right - MarkWidth, 0, MarkWidth, height()};
}

QSize TableHead::sectionSizeFromContents(int column) const
{
    return QHeaderView::sectionSizeFromContents(column) + QSize(extraWidth(column), 0);
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
    const qsizetype key = keyOf(column);
    const bool hasNumber = key >= 0 && m_keys.size() > 1;
    const int left =
        rect.right() + 1 - ArrowWidth - (hasNumber ? NumberWidth : 0) - (hasMark ? MarkWidth : 0);
    if (hasMark || hasNumber) {
        // Over the end of a title that is too long for both, but not over the table's corner.
        painter->fillRect(QRect(left, rect.top() + Space::One, rect.right() + 1 - left,
                                rect.height() - Space::Two),
                          colours.surface);
    }
    if (hasMark) {
        const QPixmap mark =
            Icons::pixmap(Icon::Filter, MarkSize, isFiltered ? IconTone::Accent : IconTone::Muted,
                          devicePixelRatioF());
        painter->drawPixmap(left + Space::Quarter, rect.center().y() - MarkSize / 2, mark);
    }
    if (hasNumber) {
        painter->setPen(colours.textMuted);
        painter->setFont(fontOf(TextStyle::Caption));
        painter->drawText(QRect(rect.right() + 1 - ArrowWidth - NumberWidth, rect.top(),
                                NumberWidth, rect.height()),
                          Qt::AlignCenter, QString::number(key + 1));
    }
    if (key >= 0 && (hasMark || hasNumber)) {
        const bool isAscending = m_keys.at(key).order == Qt::AscendingOrder;
        painter->drawPixmap(rect.right() + 1 - ArrowWidth, rect.center().y() - ArrowWidth / 2,
                            Icons::pixmap(isAscending ? Icon::ChevronUp : Icon::ChevronDown,
                                          ArrowWidth, IconTone::Muted, devicePixelRatioF()));
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
