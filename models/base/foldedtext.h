// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace EvalTrack {

/// Text as people search it: case folded, accents removed, white space collapsed ("José  Núñez" →
/// "jose nunez").
[[nodiscard]] QString foldedForSearch(QStringView text);

} // namespace EvalTrack
