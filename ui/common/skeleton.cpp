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
// Of the width of the table: a name, two shorter texts, a status.
constexpr std::array Starts{0.0, 0.32, 0.56, 0.82};
constexpr std::array Lengths{0.22, 0.18, 0.20, 0.10};
// Rows of one length look like a fence.
constexpr std::array RowLengths{1.0, 0.8, 0.92, 0.7, 0.86};
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
    painter.setBrush(coloursOf(palette).neutralSoft);
    painter.drawRoundedRect(area, Space::Half, Space::Half);
}

QList<QRectF> Skeleton::bars() const
{
    const QWidget *above = parentWidget();
    while (above != nullptr && qobject_cast<const QTableView *>(above) == nullptr) {
        above = above->parentWidget();
    }
    QList<QRectF> bars;
    if (const auto *table = qobject_cast<const QTableView *>(above)) {
        const QHeaderView *head = table->horizontalHeader();
        for (int section = 0; section < head->count(); ++section) {
            if (!head->isSectionHidden(section)) {
                const int cell = std::max(0, head->sectionSize(section) - 2 * Space::OneAndHalf);
                const int start = head->sectionViewportPosition(section) + Space::OneAndHalf;
                // Where reading begins at the right, so does the bar.
                const double length = cell * CellLength;
                bars.append(
                    {isRightToLeft() ? start + cell - length : start, 0, length, BarHeight});
            }
        }
        return bars;
    }
    const int room = width() - 2 * Space::OneAndHalf;
    for (std::size_t bar = 0; bar < Starts.size(); ++bar) {
        const QRectF area(Space::OneAndHalf + Starts.at(bar) * room, 0, Lengths.at(bar) * room,
                          BarHeight);
        bars.append(isRightToLeft() ? QRectF(width() - area.right(), 0, area.width(), BarHeight)
                                    : area);
    }
    return bars;
}

void Skeleton::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QList<QRectF> columns = bars();
    for (int row = 0; row < MostRows && (row + 1) * Skeleton::RowHeight <= height(); ++row) {
        // Fewer rows than there are stand here, and the last ones say so.
        painter.setOpacity(1.0 - row / (MostRows + 1.0));
        const qreal top = row * Skeleton::RowHeight + (Skeleton::RowHeight - BarHeight) / 2.0;
        const double length = RowLengths.at(static_cast<std::size_t>(row) % RowLengths.size());
        for (QRectF area : columns) {
            area.moveTop(top);
            const qreal shorter = area.width() * (1 - length);
            area.adjust(isRightToLeft() ? shorter : 0, 0, isRightToLeft() ? 0 : -shorter, 0);
            paintBar(painter, area, palette());
        }
    }
}

} // namespace EvalTrack
