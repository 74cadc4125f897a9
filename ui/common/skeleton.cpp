// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/skeleton.h"

#include "common/tokens.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <algorithm>
#include <array>

namespace EvalTrack {

namespace {

constexpr int BarHeight = 12;
constexpr int MostRows = 8;
constexpr int LineHeight = 28; // Of a card.
// Rows of one length look like a fence.
constexpr std::array RowLengths{1.0, 0.8, 0.92, 0.7, 0.86};
constexpr double LastFaint = 0.75;
// Of the width of a column, as much as its words take.
constexpr double CellLength = 0.7;

} // namespace

Skeleton::Skeleton(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"skeleton"_qs);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void Skeleton::paintBar(QPainter &painter, const QRectF &area, const QPalette &palette)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(coloursOf(palette).skeleton);
    painter.drawRoundedRect(area, Space::Half, Space::Half);
}

QTableView *Skeleton::table() const
{
    QWidget *above = parentWidget();
    while (above != nullptr && qobject_cast<QTableView *>(above) == nullptr) {
        above = above->parentWidget();
    }
    return qobject_cast<QTableView *>(above);
}

void Skeleton::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (const QTableView *around = table()) {
        paintRows(painter, *around);
    } else {
        paintCards(painter);
    }
}

void Skeleton::paintRows(QPainter &painter, const QTableView &table) const
{
    const QHeaderView *head = table.horizontalHeader();
    for (int row = 0; row < MostRows && (row + 1) * Skeleton::RowHeight <= height(); ++row) {
        // Fewer rows than there are stand here, and the last ones say so.
        painter.setOpacity(1.0 - LastFaint * row / MostRows);
        const qreal top = row * Skeleton::RowHeight + (Skeleton::RowHeight - BarHeight) / 2.0;
        const double part =
            CellLength * RowLengths.at(static_cast<std::size_t>(row) % RowLengths.size());
        for (int section = 0; section < head->count(); ++section) {
            if (head->isSectionHidden(section)) {
                continue;
            }
            const QRectF cell(head->sectionViewportPosition(section) + Space::OneAndHalf, top,
                              std::max(0, head->sectionSize(section) - Space::Three), BarHeight);
            // As the column's words: from where reading begins, numbers from the other end.
            const auto alignment = static_cast<Qt::Alignment>(
                table.model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt());
            const bool isAtRight = alignment.testFlag(Qt::AlignRight) != isRightToLeft();
            const qreal left = isAtRight ? cell.width() * (1 - part) : 0;
            paintBar(painter, QRectF(cell.left() + left, top, cell.width() * part, BarHeight),
                     palette());
        }
    }
}

// One that sums up, and one with names and values.
void Skeleton::paintCards(QPainter &painter) const
{
    constexpr int NameWidth = 120;
    constexpr int ValueWidth = 260;
    qreal top = 0;
    for (const int lines : {2, 6}) {
        const QRectF card(0.5, top + 0.5, width() - 1, lines * LineHeight + Space::Four - 1);
        painter.setPen(coloursOf(palette()).border);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(card, Space::CardRadius, Space::CardRadius);
        for (int line = 0; line < lines; ++line) {
            const qreal y = top + Space::Two + line * LineHeight + (LineHeight - BarHeight) / 2.0;
            const auto bar = [&](qreal from, qreal length) {
                const qreal left = Space::Two + from;
                paintBar(
                    painter,
                    QRectF(isRightToLeft() ? width() - left - length : left, y, length, BarHeight),
                    palette());
            };
            if (line == 0) {
                bar(0, ValueWidth);
            } else {
                const double part =
                    RowLengths.at(static_cast<std::size_t>(line) % RowLengths.size());
                bar(0, NameWidth * part);
                bar(NameWidth + Space::Three, ValueWidth * part);
            }
        }
        top += card.height() + 1 + Space::Two;
    }
}

} // namespace EvalTrack
