// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tokens.h"

#include <QApplication>

namespace EvalTrack {

namespace {

QColor rgb(quint32 value)
{
    return QColor::fromRgb(value);
}

Colours makeLight()
{
    Colours c;
    c.window = rgb(0xF6F7F9);
    c.surface = rgb(0xFFFFFF);
    c.raised = rgb(0xF0F2F6);
    c.rail = rgb(0xECEFF4);
    c.border = rgb(0xE1E5EC);
    c.borderStrong = rgb(0x858EA0);
    c.text = rgb(0x1B2333);
    c.textMuted = rgb(0x566075);
    c.textFaint = rgb(0x6B7587);
    c.accent = rgb(0x2F5BD0);
    c.accentHover = rgb(0x274EB6);
    c.accentPressed = rgb(0x204299);
    c.onAccent = rgb(0xFFFFFF);
    c.selection = rgb(0xE3EAFB);
    c.success = rgb(0x1B7A4B);
    c.successSoft = rgb(0xDFF3E8);
    c.warning = rgb(0x8F5B00);
    c.warningSoft = rgb(0xFCEFD3);
    c.danger = rgb(0xB3261E);
    c.dangerSoft = rgb(0xFBE4E2);
    c.info = rgb(0x1F6184);
    c.infoSoft = rgb(0xDDEFF8);
    c.neutralSoft = rgb(0xE9ECF1);
    c.skeleton = rgb(0xE9ECF1);
    c.accentSoft = rgb(0xE3EAFB);
    c.series = {rgb(0x3B66D6), rgb(0x2FA08A), rgb(0xE0A33A), rgb(0xC65D6B),
                rgb(0x7C6BC4), rgb(0x5B9BD0), rgb(0x8B95A7)};
    return c;
}

Colours makeDark()
{
    Colours c;
    c.window = rgb(0x14171D);
    c.surface = rgb(0x1C2028);
    c.raised = rgb(0x262B35);
    c.rail = rgb(0x101318);
    c.border = rgb(0x2C323D);
    c.borderStrong = rgb(0x6A7488);
    c.text = rgb(0xE8EBF1);
    c.textMuted = rgb(0xA5AEBF);
    c.textFaint = rgb(0x7F899B);
    c.accent = rgb(0x8AA9FF);
    c.accentHover = rgb(0x9FB9FF);
    c.accentPressed = rgb(0xB5C9FF);
    c.onAccent = rgb(0x0E1838);
    c.selection = rgb(0x273353);
    c.success = rgb(0x6FD3A0);
    c.successSoft = rgb(0x173A2B);
    c.warning = rgb(0xF0BE62);
    c.warningSoft = rgb(0x41300F);
    c.danger = rgb(0xF39A93);
    c.dangerSoft = rgb(0x4A211F);
    c.info = rgb(0x83C5E8);
    c.infoSoft = rgb(0x163546);
    c.neutralSoft = rgb(0x2B313C);
    c.skeleton = rgb(0x2B313C);
    c.accentSoft = rgb(0x273353);
    c.series = {rgb(0x7FA0FB), rgb(0x57C2AC), rgb(0xE9BC68), rgb(0xE38A95),
                rgb(0xA79AE6), rgb(0x84BCE8), rgb(0x97A1B4)};
    return c;
}

/// Black and white, with lines around everything: text is 10:1 and more on what is below it.
Colours makeHighContrast()
{
    Colours c;
    c.window = rgb(0x000000);
    c.surface = rgb(0x000000);
    c.raised = rgb(0x1F1F1F);
    c.rail = rgb(0x000000);
    c.border = rgb(0xA8A8A8);
    c.borderStrong = rgb(0xFFFFFF);
    c.text = rgb(0xFFFFFF);
    c.textMuted = rgb(0xF2F2F2);
    c.textFaint = rgb(0xC9C9C9);
    c.accent = rgb(0xFFD93B);
    c.accentHover = rgb(0xFFE57A);
    c.accentPressed = rgb(0xFFEFAD);
    c.onAccent = rgb(0x000000);
    c.selection = rgb(0x00357A);
    c.success = rgb(0x6BFFA8);
    c.successSoft = rgb(0x00301A);
    c.warning = rgb(0xFFD93B);
    c.warningSoft = rgb(0x332900);
    c.danger = rgb(0xFFB3AD);
    c.dangerSoft = rgb(0x470400);
    c.info = rgb(0x8FDFFF);
    c.infoSoft = rgb(0x00293B);
    c.neutralSoft = rgb(0x2E2E2E);
    c.skeleton = rgb(0x8A8A8A);
    c.accentSoft = rgb(0x00357A);
    c.series = {rgb(0x8FB4FF), rgb(0x4FE3C1), rgb(0xFFD93B), rgb(0xFF9AA6),
                rgb(0xC9B8FF), rgb(0x8FDFFF), rgb(0xD0D0D0)};
    return c;
}

} // namespace

QColor Colours::of(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral:
        return textMuted;
    case Tone::Accent:
        return accent;
    case Tone::Info:
        return info;
    case Tone::Success:
        return success;
    case Tone::Warning:
        return warning;
    case Tone::Danger:
        return danger;
    }
    return text;
}

QColor Colours::softOf(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral:
        return neutralSoft;
    case Tone::Accent:
        return accentSoft;
    case Tone::Info:
        return infoSoft;
    case Tone::Success:
        return successSoft;
    case Tone::Warning:
        return warningSoft;
    case Tone::Danger:
        return dangerSoft;
    }
    return neutralSoft;
}

QColor Colours::seriesOf(Tone tone) const
{
    switch (tone) {
    case Tone::Accent:
        return series.at(0);
    case Tone::Success:
        return series.at(1);
    case Tone::Warning:
        return series.at(2);
    case Tone::Danger:
        return series.at(3);
    case Tone::Info:
        return series.at(5);
    case Tone::Neutral:
        return series.at(6);
    }
    return series.at(6);
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightnessF() < 0.5F;
}

const Colours &lightColours()
{
    static const Colours colours = makeLight();
    return colours;
}

const Colours &darkColours()
{
    static const Colours colours = makeDark();
    return colours;
}

const Colours &highContrastColours()
{
    static const Colours colours = makeHighContrast();
    return colours;
}

const Colours &coloursOf(const QPalette &palette)
{
    // Black itself is no other theme's window.
    if (palette.color(QPalette::Window) == highContrastColours().window) {
        return highContrastColours();
    }
    return isDark(palette) ? darkColours() : lightColours();
}

QFont fontOf(TextStyle style)
{
    QFont font = QApplication::font();
    const qreal size = font.pointSizeF();
    switch (style) {
    case TextStyle::Caption:
        font.setPointSizeF(size * 0.9);
        break;
    case TextStyle::Body:
        break;
    case TextStyle::Strong:
        font.setWeight(QFont::DemiBold);
        break;
    case TextStyle::Subtitle:
        font.setPointSizeF(size * 1.15);
        font.setWeight(QFont::DemiBold);
        break;
    case TextStyle::Title:
        font.setPointSizeF(size * 1.7);
        font.setWeight(QFont::DemiBold);
        break;
    case TextStyle::Figure:
        font.setPointSizeF(size * 2.1);
        font.setWeight(QFont::DemiBold);
        break;
    case TextStyle::Huge:
        font.setPointSizeF(size * 3.6);
        font.setWeight(QFont::DemiBold);
        break;
    }
    return font;
}

} // namespace EvalTrack
