// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/frames.h"

namespace EvalTrack {

namespace {

bool hasLinesAround(const Colours &colours)
{
    return colours.window == highContrastColours().window;
}

} // namespace

QColor frameOf(const Colours &colours, Tone tone)
{
    return hasLinesAround(colours) ? colours.of(tone) : colours.softOf(tone);
}

QColor softFrameOf(const Colours &colours)
{
    return hasLinesAround(colours) ? colours.border : colours.neutralSoft;
}

} // namespace EvalTrack
