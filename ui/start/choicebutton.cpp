// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/choicebutton.h"

#include "common/tokens.h"

#include <QFontMetrics>
#include <QPainter>
#include <QResizeEvent>
#include <QStyle>

namespace EvalTrack {

namespace {

constexpr int ChoicePadding = Space::Two;
constexpr int ChoicePictureSize = 28;
constexpr int ChoiceArrowSize = 20;
constexpr int TextLeft = ChoicePadding + ChoicePictureSize + Space::Two;
constexpr int ArrowRoom = Space::Four + Space::Two;
constexpr int UsualWidth = 400;

} // namespace

ChoiceButton::ChoiceButton(Icon icon, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChoiceButton::setTexts(const QString &title, const QString &sentence)
{
    setText(title);
    m_sentence = sentence;
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    updateGeometry();
    update();
}

QSize ChoiceButton::sizeHint() const
{
    const int wide = testAttribute(Qt::WA_Resized) || isVisible() ? width() : UsualWidth;
    return {UsualWidth, heightForWidth(wide)};
}

void ChoiceButton::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) {
        updateGeometry(); // A layout in a layout does not ask again by itself.
    }
}

int ChoiceButton::heightForWidth(int width) const
{
    return textHeight(width) + 2 * ChoicePadding;
}

int ChoiceButton::textHeight(int width) const
{
    const int inner = width - TextLeft - ArrowRoom;
    const QRect text = QFontMetrics(fontOf(TextStyle::Body))
                           .boundingRect(QRect(0, 0, inner, 1000), Qt::TextWordWrap, m_sentence);
    return QFontMetrics(fontOf(TextStyle::Strong)).height() + Space::Half + text.height();
}

void ChoiceButton::paintEvent(QPaintEvent * /*event*/)
{
    const Colours &colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isLit = underMouse() || isDown();
    const qreal line = hasFocus() ? 2.0 : 1.0;
    painter.setPen(QPen(hasFocus() || isLit ? colours.accent : colours.borderStrong, line));
    painter.setBrush(isLit ? colours.selection : colours.surface);
    const QRectF frame = QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2);
    painter.drawRoundedRect(frame, Space::CardRadius, Space::CardRadius);

    const IconTone tone = isEnabled() ? IconTone::Accent : IconTone::Muted;
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const auto placed = [this](int left, int size) {
        return QStyle::visualRect(layoutDirection(), rect(),
                                  QRect(left, (height() - size) / 2, size, size))
            .topLeft();
    };
    painter.drawPixmap(placed(ChoicePadding, ChoicePictureSize),
                       Icons::pixmap(m_icon, ChoicePictureSize, tone, devicePixelRatioF()));
    painter.drawPixmap(placed(width() - ArrowRoom + Space::One, ChoiceArrowSize),
                       Icons::pixmap(isMirrored ? Icon::ChevronLeft : Icon::ChevronRight,
                                     ChoiceArrowSize, IconTone::Muted, devicePixelRatioF()));

    const QFontMetrics strong(fontOf(TextStyle::Strong));
    QRect area = QStyle::visualRect(layoutDirection(), rect(),
                                    QRect(TextLeft, ChoicePadding, width() - TextLeft - ArrowRoom,
                                          height() - 2 * ChoicePadding));
    painter.setFont(fontOf(TextStyle::Strong));
    painter.setPen(isEnabled() ? colours.text : colours.textFaint);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop, text());
    area.setTop(area.top() + strong.height() + Space::Half);
    painter.setFont(fontOf(TextStyle::Body));
    painter.setPen(isEnabled() ? colours.textMuted : colours.textFaint);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_sentence);
}

void ChoiceButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void ChoiceButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace EvalTrack
