// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/totalsbar.h"

#include "common/formats.h"
#include "common/tablemenus.h"
#include "common/tableview.h"
#include "common/tokens.h"
#include "items/itemtablemodel.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace EvalTrack {

namespace {

constexpr int TextInset = 11; // Of a heading, in the style sheet.

} // namespace

TotalsBar::TotalsBar(TableView &table, QWidget *parent)
    : QWidget(parent)
    , m_table(table)
{
    setObjectName(u"totalsBar"_qs);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(sizeHint().height());
    connect(&table.figures(), &TableFigures::changed, this, &TotalsBar::follow);
    connect(table.horizontalScrollBar(), &QScrollBar::valueChanged, this,
            qOverload<>(&QWidget::update));
    follow();
}

QSize TotalsBar::sizeHint() const
{
    const int lines = QFontMetrics(fontOf(TextStyle::Caption)).height() +
                      QFontMetrics(fontOf(TextStyle::Strong)).height();
    return {100, lines + Space::One};
}

void TotalsBar::follow()
{
    setVisible(m_table.figures().areShown() && m_table.items() != nullptr);
    if (isHidden()) {
        return;
    }
    setAccessibleName(tr("Totals"));
    setAccessibleDescription(sentence());
    update();
}

QList<TotalsBar::Cell> TotalsBar::cells() const
{
    QList<Cell> cells;
    const TableFigures &figures = m_table.figures();
    const ItemTableModel &items = *m_table.items();
    const QHeaderView &head = *m_table.horizontalHeader();
    const int left = m_table.viewport()->mapToGlobal(QPoint()).x() - mapToGlobal(QPoint()).x();
    for (const int column : m_table.shownColumns()) {
        Cell cell;
        cell.column = column;
        cell.rect = QRect(left + m_table.columnLeft(column), 0, head.sectionSize(column), height());
        cell.alignment = items.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
        const TotalKind kind = figures.kindOf(column);
        if (kind != TotalKind::None) {
            cell.word = TableFigures::wordOf(kind, items.kindOf(column));
            cell.text = figures.text(column);
        } else if (cells.isEmpty()) {
            cell.word = tr("Rows");
            cell.text = Formats::number(items.rowCount());
        }
        cells.append(cell);
    }
    return cells;
}

QString TotalsBar::sentence() const
{
    QStringList parts;
    for (const Cell &cell : cells()) {
        if (cell.text.isEmpty()) {
            continue;
        }
        const bool isRows = m_table.figures().kindOf(cell.column) == TotalKind::None;
        parts.append(
            isRows ? tr("%1: %2", "word, total").arg(cell.word, cell.text)
                   : tr("%1, %2: %3", "column, sum, total")
                         .arg(m_table.items()->headerData(cell.column, Qt::Horizontal).toString(),
                              cell.word, cell.text));
    }
    return parts.join(u"; "_qs);
}

void TotalsBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const Colours &colours = coloursOf(QGuiApplication::palette());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.border);
    painter.setBrush(colours.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Space::Radius,
                            Space::Radius);
    const QFont caption = fontOf(TextStyle::Caption);
    const QFont strong = fontOf(TextStyle::Strong);
    const int frozen = m_table.frozenWidth();
    for (const Cell &cell : cells()) {
        if (cell.text.isEmpty()) {
            continue;
        }
        painter.save();
        painter.setClipRect(m_table.isFrozen(cell.column)
                                ? rect()
                                : rect().adjusted(frozen > 0 ? frozen + 1 : 0, 0, 0, 0));
        const QRect inside = cell.rect.adjusted(TextInset, Space::Half, -TextInset, -Space::Half);
        const auto draw = [&](const QFont &font, const QColor &ink, const QString &text, int edge) {
            painter.setFont(font);
            painter.setPen(ink);
            painter.drawText(inside, (cell.alignment & Qt::AlignHorizontal_Mask) | edge,
                             QFontMetrics(font).elidedText(text, Qt::ElideRight, inside.width()));
        };
        draw(caption, colours.textMuted, cell.word, Qt::AlignTop);
        draw(strong, colours.text, cell.text, Qt::AlignBottom);
        painter.restore();
    }
}

void TotalsBar::mouseReleaseEvent(QMouseEvent *event)
{
    for (const Cell &cell : cells()) {
        const bool isCovered =
            !m_table.isFrozen(cell.column) && event->position().x() < m_table.frozenWidth();
        if (cell.rect.contains(event->position().toPoint()) && !isCovered) {
            if (QMenu *menu = TableMenus::ofTotal(m_table, cell.column)) {
                menu->popup(event->globalPosition().toPoint());
            }
            return;
        }
    }
}

void TotalsBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        follow();
    } else if (event->type() == QEvent::FontChange) {
        setFixedHeight(sizeHint().height());
    }
}

} // namespace EvalTrack
