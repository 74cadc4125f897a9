// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/textlabel.h"

#include <QEvent>
#include <QFontMetrics>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int FewestLetters = 12; ///< Of an elided text, whatever the room.

} // namespace

TextLabel::TextLabel(TextStyle style, QWidget *parent)
    : TextLabel(style, Ink::Normal, parent)
{}

TextLabel::TextLabel(TextStyle style, Ink ink, QWidget *parent)
    : QLabel(parent)
    , m_style(style)
    , m_ink(ink)
{
    setTextFormat(Qt::PlainText);
    // Over a list it would take that of the list's texts.
    setForegroundRole(QPalette::WindowText);
    apply();
}

void TextLabel::setInk(Ink ink)
{
    m_ink = ink;
    apply();
}

void TextLabel::setStyleOfText(TextStyle style)
{
    m_style = style;
    apply();
}

void TextLabel::setElided()
{
    m_isElided = true;
    updateGeometry();
}

QSize TextLabel::minimumSizeHint() const
{
    const QSize whole = QLabel::minimumSizeHint();
    return m_isElided
               ? QSize(std::min(whole.width(), FewestLetters * fontMetrics().averageCharWidth()),
                       whole.height())
               : whole;
}

QString TextLabel::shownText() const
{
    return fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width() - indent());
}

void TextLabel::paintEvent(QPaintEvent *event)
{
    if (!m_isElided || shownText() == text()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    style()->drawItemText(&painter, contentsRect().adjusted(indent(), 0, 0, 0),
                          static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment())),
                          palette(), isEnabled(), shownText(), foregroundRole());
}

bool TextLabel::event(QEvent *event)
{
    if (m_isElided && event->type() == QEvent::ToolTip && shownText() != text()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

void TextLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange ||
        event->type() == QEvent::StyleChange) {
        apply();
    }
}

void TextLabel::apply()
{
    if (m_isApplying) {
        return;
    }
    m_isApplying = true;
    const QFont wanted = fontOf(m_style);
    if (font() != wanted) {
        setFont(wanted);
    }
    // A J reaches out of its place to the left, where a label would cut it off.
    setIndent(std::max(0, -QFontMetrics(wanted).leftBearing(u'J')));
    const Colours &colours = coloursOf(palette());
    QColor colour = colours.text;
    switch (m_ink) {
    case Ink::Normal:
        break;
    case Ink::Muted:
        colour = colours.textMuted;
        break;
    case Ink::Faint:
        colour = colours.textFaint;
        break;
    case Ink::Accent:
        colour = colours.accent;
        break;
    case Ink::Success:
        colour = colours.success;
        break;
    case Ink::Warning:
        colour = colours.warning;
        break;
    case Ink::Danger:
        colour = colours.danger;
        break;
    }
    QPalette ours = palette();
    if (ours.color(QPalette::WindowText) != colour) {
        ours.setColor(QPalette::WindowText, colour);
        setPalette(ours);
    }
    m_isApplying = false;
}

} // namespace EvalTrack
