// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/tokens.h"

namespace EvalTrack {

/// The line around what stands on `Colours::softOf(tone)`. It is that ground's own colour, so that
/// nothing is seen of it; in high contrast, where all grounds are nearly black, it is the tone's.
[[nodiscard]] QColor frameOf(const Colours &colours, Tone tone);
/// The same around `Colours::neutralSoft`.
[[nodiscard]] QColor softFrameOf(const Colours &colours);

} // namespace EvalTrack
