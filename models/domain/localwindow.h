// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace EvalTrack {

/// So many months earlier, at the beginning of the day.
[[nodiscard]] Timestamp monthsBefore(Timestamp time, int months);

/// Where the local window begins: 13 months back, what lies ahead is all in it.
[[nodiscard]] Timestamp windowStart(Timestamp now);

} // namespace EvalTrack
