// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/statuschip.h"

#include "common/frames.h"

#include <QApplication>
#include <QFontMetrics>
#include <QPainter>

namespace EvalTrack {

namespace {

constexpr int Padding = 10;
constexpr int ChipHeight = 22;

} // namespace

StatusChip::StatusChip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

StatusChip::StatusChip(const QString &text, Tone tone, QWidget *parent)
    : StatusChip(parent)
{
    setStatus(text, tone);
}

void StatusChip::setStatus(const QString &text, Tone tone)
{
    m_text = text;
    m_tone = tone;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize StatusChip::sizeHint() const
{
    return m_text.isEmpty() ? QSize(0, ChipHeight) : QSize(chipWidth(m_text), ChipHeight);
}

void StatusChip::paintChip(QPainter &painter, const QRect &area, const QString &text, Tone tone,
                           const QPalette &palette, bool isOnSelection)
{
    if (text.isEmpty()) {
        return;
    }
    const Colours &colours = coloursOf(palette);
    const QFont font = fontOf(TextStyle::Caption);
    const int width = qMin(chipWidth(text), area.width());
    const QRect chip(area.left(), area.center().y() - ChipHeight / 2 + 1, width, ChipHeight);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    // The soft colours come close to the selection's; a line keeps the chip apart.
    painter.setPen(isOnSelection ? colours.of(tone) : frameOf(colours, tone));
    painter.setBrush(colours.softOf(tone));
    painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), ChipHeight / 2.0,
                            ChipHeight / 2.0);
    painter.setFont(font);
    painter.setPen(colours.of(tone));
    const QRect inside = chip.adjusted(Padding, 0, -Padding, 0);
    painter.drawText(inside, Qt::AlignCenter,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, inside.width() + 2));
    painter.restore();
}

int StatusChip::chipWidth(const QString &text)
{
    return QFontMetrics(fontOf(TextStyle::Caption)).horizontalAdvance(text) + 2 * Padding + 1;
}

void StatusChip::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    paintChip(painter, rect(), m_text, m_tone, palette());
}

ChipDelegate::ChipDelegate(ToneOf toneOf, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_toneOf(std::move(toneOf))
{}

void ChipDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyleOptionViewItem background = option;
    initStyleOption(&background, index);
    const QString text = background.text;
    background.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &background, painter, option.widget);
    QRect area = option.rect.adjusted(Space::One + 2, 0, -Space::Half, 0);
    area.setWidth(qMin(StatusChip::chipWidth(text), area.width()));
    area = QStyle::visualRect(option.direction, option.rect, area);
    StatusChip::paintChip(*painter, area, text, m_toneOf(index), option.palette,
                          option.state.testFlag(QStyle::State_Selected));
}

QSize ChipDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize plain = QStyledItemDelegate::sizeHint(option, index);
    return {StatusChip::chipWidth(index.data().toString()) + Space::Two,
            qMax(plain.height(), ChipHeight + Space::One)};
}

} // namespace EvalTrack
