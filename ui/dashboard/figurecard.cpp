// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/figurecard.h"

#include "common/skeleton.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

namespace EvalTrack {

namespace {

constexpr int MostTitleLines = 2;
constexpr int WaitingWidth = 56;

} // namespace

FigureCard::FigureCard(QWidget *parent)
    : QAbstractButton(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::NoFocus);
}

void FigureCard::setFigure(const QString &title, const QString &value, Tone tone)
{
    setText(title);
    m_value = value;
    m_tone = tone;
    setAccessibleName(title % u": " % value);
    update();
}

void FigureCard::setWaiting(const QString &title, const QString &spoken)
{
    setFigure(title, {}, Tone::Neutral);
    setAccessibleName(title % u": " % spoken);
}

void FigureCard::setLeads(bool leads)
{
    m_leads = leads;
    setFocusPolicy(leads ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(leads ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void FigureCard::setTitleLines(int lines)
{
    if (m_titleLines != lines) {
        m_titleLines = lines;
        updateGeometry();
    }
}

int FigureCard::linesNeeded() const
{
    const QFontMetrics metrics(fontOf(TextStyle::Body));
    const QRect inside = contentsRect().adjusted(Space::Two, 0, -Space::Two, 0);
    const int height = metrics.boundingRect(inside, Qt::TextWordWrap, text()).height();
    return height > metrics.height() + metrics.height() / 2 ? MostTitleLines : 1;
}

QSize FigureCard::sizeHint() const
{
    return {168, minimumSizeHint().height()};
}

QSize FigureCard::minimumSizeHint() const
{
    return {132, QFontMetrics(fontOf(TextStyle::Body)).height() * m_titleLines +
                     QFontMetrics(fontOf(TextStyle::Figure)).height() + 2 * Space::OneAndHalf +
                     Space::Quarter};
}

void FigureCard::paintEvent(QPaintEvent * /*event*/)
{
    const Colours &colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isLit = m_leads && (underMouse() || isDown());
    const qreal line = hasFocus() ? 2.0 : 1.0;
    painter.setPen(QPen(hasFocus() || isLit ? colours.accent : colours.border, line));
    painter.setBrush(isLit ? colours.raised : colours.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2),
                            Space::CardRadius, Space::CardRadius);

    const QRect inside =
        rect().adjusted(Space::Two, Space::OneAndHalf, -Space::Two, -Space::OneAndHalf);
    const int figureHeight = QFontMetrics(fontOf(TextStyle::Figure)).height();
    if (m_value.isEmpty()) {
        const QRect bar(inside.left(), inside.top() + figureHeight / 4, WaitingWidth,
                        figureHeight / 2);
        Skeleton::paintBar(painter, QStyle::visualRect(layoutDirection(), rect(), bar), palette());
    }
    // A figure has no letter that would say from which side it is read.
    const Qt::Alignment start = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                                Qt::AlignAbsolute | Qt::AlignTop;
    painter.setFont(fontOf(TextStyle::Figure));
    painter.setPen(m_tone == Tone::Neutral ? colours.text : colours.of(m_tone));
    painter.drawText(inside, static_cast<int>(start), m_value);
    painter.setFont(fontOf(TextStyle::Body));
    painter.setPen(colours.textMuted);
    painter.drawText(inside.adjusted(0, figureHeight + Space::Quarter, 0, 0),
                     static_cast<int>(start) | Qt::TextWordWrap, text());
}

void FigureCard::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void FigureCard::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace EvalTrack
