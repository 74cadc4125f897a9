// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/skeleton.h"

#include "common/tokens.h"

#include <QPainter>

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

void Skeleton::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int room = width() - 2 * Space::OneAndHalf;
    for (int row = 0; row < MostRows && (row + 1) * Skeleton::RowHeight <= height(); ++row) {
        // Fewer rows than there are stand here, and the last ones say so.
        painter.setOpacity(1.0 - row / (MostRows + 1.0));
        const qreal top = row * Skeleton::RowHeight + (Skeleton::RowHeight - BarHeight) / 2.0;
        const double length = RowLengths.at(static_cast<std::size_t>(row) % RowLengths.size());
        for (std::size_t bar = 0; bar < Starts.size(); ++bar) {
            const QRectF area(Space::OneAndHalf + Starts.at(bar) * room, top,
                              Lengths.at(bar) * length * room, BarHeight);
            paintBar(painter,
                     layoutDirection() == Qt::RightToLeft
                         ? QRectF(width() - area.right(), top, area.width(), BarHeight)
                         : area,
                     palette());
        }
    }
}

} // namespace EvalTrack
