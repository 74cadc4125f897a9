// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QList>
#include <QPalette>

namespace EvalTrack {

/// What a coloured mark says: chips, banners, figures.
enum class Tone { Neutral, Accent, Info, Success, Warning, Danger };

/// The colours of one theme by their role. Widgets that paint themselves take them from here and
/// never name a colour.
struct Colours
{
    QColor window;       ///< Behind everything.
    QColor surface;      ///< Cards, tables, fields.
    QColor raised;       ///< Hovered rows, headers of tables.
    QColor rail;         ///< The navigation rail.
    QColor border;       ///< Lines that separate.
    QColor borderStrong; ///< Lines around what can be edited; 3:1 on surface.
    QColor text;
    QColor textMuted; ///< Second-rank text; still 4.5:1 on surface.
    QColor textFaint; ///< Placeholders (4.5:1 on surface) and disabled text (3:1 on what is off).
    QColor accent;
    QColor accentHover;
    QColor accentPressed;
    QColor onAccent;
    QColor selection; ///< Behind selected rows and the current page.
    QColor success;
    QColor successSoft;
    QColor warning;
    QColor warningSoft;
    QColor danger;
    QColor dangerSoft;
    QColor info;
    QColor infoSoft;
    QColor neutralSoft;
    QColor skeleton; ///< What is not there yet.
    QColor accentSoft;
    QList<QColor> series; ///< Charts, in order.

    [[nodiscard]] QColor of(Tone tone) const;     ///< For text and icons.
    [[nodiscard]] QColor softOf(Tone tone) const; ///< For the background below it.
    /// Of `series`: the hue that a chip with this tone has.
    [[nodiscard]] QColor seriesOf(Tone tone) const;
};

/// The 8 px grid.
namespace Space {
constexpr int Quarter = 2;
constexpr int Half = 4;
constexpr int One = 8;
constexpr int OneAndHalf = 12;
constexpr int Two = 16;
constexpr int Three = 24;
constexpr int Four = 32;
constexpr int Six = 48;
constexpr int Radius = 6;
constexpr int CardRadius = 10;
} // namespace Space

/// The type scale, relative to the application's font.
enum class TextStyle {
    Caption,  ///< Under and beside things.
    Body,     ///< The application's font.
    Strong,   ///< Body, semi-bold: labels that lead.
    Subtitle, ///< Heads of cards and sections.
    Title,    ///< One a page.
    Figure,   ///< Numbers on the dashboard.
    Huge,     ///< Feedback of the capture screen.
};

[[nodiscard]] bool isDark(const QPalette &palette);
[[nodiscard]] const Colours &lightColours();
[[nodiscard]] const Colours &darkColours();
[[nodiscard]] const Colours &highContrastColours();
/// The colours that go with a palette, told by its window.
[[nodiscard]] const Colours &coloursOf(const QPalette &palette);
[[nodiscard]] QFont fontOf(TextStyle style);

} // namespace EvalTrack
