// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/textlabel.h"

#include <QEvent>
#include <QFontMetrics>

#include <algorithm>

namespace EvalTrack {

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
