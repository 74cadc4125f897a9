// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/frozencolumns.h"

#include "common/tablehead.h"
#include "common/tableview.h"
#include "common/tokens.h"

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QHoverEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

namespace EvalTrack {

namespace {

// The columns that scroll keep some room, however many are frozen.
constexpr double MostOfRoom = 0.7;

} // namespace

FrozenColumns::FrozenColumns(TableView &table)
    : QWidget(&table)
    , m_table(table)
{
    setObjectName(u"frozenColumns"_qs);
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_NoMousePropagation);
    hide();
}

void FrozenColumns::place()
{
    const QList<int> shown = m_table.shownColumns();
    m_columns.clear();
    int width = 0;
    for (int i = 0; i < qMin<qsizetype>(m_table.frozenColumns(), shown.size()); ++i) {
        const int next = width + m_table.columnWidth(shown.at(i));
        if (next > m_table.viewport()->width() * MostOfRoom) {
            break;
        }
        m_columns.append(shown.at(i));
        width = next;
    }
    const bool isNeeded = !m_columns.isEmpty() && m_table.horizontalScrollBar()->maximum() > 0;
    if (isNeeded) {
        const QRect rows = m_table.viewport()->geometry();
        const int head = m_table.horizontalHeader()->height();
        setGeometry(rows.left(), rows.top() - head, width, rows.height() + head);
        raise();
        update();
    }
    setVisible(isNeeded);
}

int FrozenColumns::covered() const
{
    return isHidden() ? 0 : width();
}

bool FrozenColumns::has(int column) const
{
    return !isHidden() && m_columns.contains(column);
}

QWidget *FrozenColumns::below(const QPoint &at) const
{
    return at.y() < m_table.horizontalHeader()->height() ? m_table.horizontalHeader()->viewport()
                                                         : m_table.viewport();
}

// The table knows which columns are seen here; its head has them where they would be if they
// scrolled with the others.
QPoint FrozenColumns::inside(const QWidget &part, const QPoint &at) const
{
    const QHeaderView &head = *m_table.horizontalHeader();
    return &part == m_table.viewport() ? at - QPoint(0, head.height())
                                       : at - QPoint(head.offset(), 0);
}

bool FrozenColumns::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::ContextMenu:
    case QEvent::ToolTip:
    case QEvent::Leave:
        return giveOn(event);
    default:
        return QWidget::event(event);
    }
}

bool FrozenColumns::giveOn(QEvent *event)
{
    const auto send = [](QWidget *part, QEvent &&copy) {
        QCoreApplication::sendEvent(part, &copy);
        return copy.isAccepted();
    };
    if (event->type() == QEvent::Leave) {
        for (QWidget *part : {m_table.viewport(), m_table.horizontalHeader()->viewport()}) {
            send(part, QEvent(QEvent::Leave));
            send(part,
                 QHoverEvent(QEvent::HoverLeave, QPointF(-1, -1), QPointF(-1, -1), QPointF()));
        }
        return true;
    }
    if (event->type() == QEvent::Wheel) {
        QCoreApplication::sendEvent(m_table.viewport(), event);
        return true;
    }
    if (event->type() == QEvent::ContextMenu) {
        const auto *asked = static_cast<QContextMenuEvent *>(event);
        QWidget *part = below(asked->pos());
        return send(part, QContextMenuEvent(asked->reason(), inside(*part, asked->pos()),
                                            asked->globalPos(), asked->modifiers()));
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QWidget *part = below(help->pos());
        return send(part,
                    QHelpEvent(QEvent::ToolTip, inside(*part, help->pos()), help->globalPos()));
    }
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const QPoint at = mouse->position().toPoint();
    QWidget *part = m_pressed != nullptr ? m_pressed : below(at);
    if (mouse->type() == QEvent::MouseButtonRelease) {
        m_pressed = nullptr;
    } else if (mouse->type() != QEvent::MouseMove) {
        m_pressed = part;
        m_table.setFocus(Qt::MouseFocusReason);
    }
    send(part,
         QMouseEvent(mouse->type(), inside(*part, at), mouse->globalPosition(), mouse->button(),
                     mouse->buttons(), mouse->modifiers(), mouse->pointingDevice()));
    if (m_pressed == nullptr) {
        setCursor(part->cursor());
        if (part == m_table.viewport()) {
            send(part, QHoverEvent(QEvent::HoverMove, inside(*part, at), mouse->globalPosition(),
                                   QPointF(-1, -1), mouse->modifiers()));
        }
    }
    update();
    event->accept();
    return true;
}

void FrozenColumns::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const Colours &colours = coloursOf(QGuiApplication::palette());
    painter.fillRect(rect(), colours.surface);
    const auto *head = static_cast<const TableHead *>(m_table.horizontalHeader());
    int left = 0;
    for (const int column : std::as_const(m_columns)) {
        const int width = m_table.columnWidth(column);
        head->paintAt(painter, QRect(left, 0, width, head->height()), column);
        left += width;
    }
    paintRows(painter, head->height());
    painter.setPen(colours.borderStrong);
    painter.drawLine(width() - 1, 0, width() - 1, height());
}

void FrozenColumns::paintRows(QPainter &painter, int top) const
{
    m_table.groups().settle();
    QStyleOptionViewItem option = m_table.cellOption();
    const QStyle::State state = option.state & ~QStyle::State_HasFocus;
    const QPoint mouse = m_table.viewport()->mapFromGlobal(QCursor::pos());
    const QModelIndex hovered = underMouse() ? m_table.indexAt(mouse) : QModelIndex();
    const QAbstractItemModel *model = m_table.model();
    const QRect room(0, top, width(), m_table.viewport()->height());
    for (int row = qMax(0, m_table.rowAt(0)); row < model->rowCount(); ++row) {
        const int y = top + m_table.rowViewportPosition(row);
        if (y > room.bottom()) {
            break;
        }
        int left = 0;
        for (const int column : m_columns) {
            const QModelIndex index = model->index(row, column);
            option.rect = QRect(left, y, m_table.columnWidth(column), m_table.rowHeight(row));
            option.state = state;
            option.state.setFlag(QStyle::State_Selected,
                                 m_table.selectionModel()->isSelected(index));
            option.state.setFlag(QStyle::State_MouseOver, index == hovered);
            option.state.setFlag(QStyle::State_HasFocus,
                                 m_table.hasFocus() && index == m_table.currentIndex());
            painter.save();
            painter.setClipRect(option.rect.intersected(room));
            m_table.style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &option, &painter,
                                           &m_table);
            m_table.itemDelegateForIndex(index)->paint(&painter, option, index);
            painter.restore();
            left += option.rect.width();
        }
    }
}

} // namespace EvalTrack
