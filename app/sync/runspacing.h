// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace EvalTrack {

/// From the beginning of a sync run to that of the next, unless somebody asks for it: what comes
/// meanwhile goes together. A request costs the server some milliseconds whatever it carries, and
/// fifty doors capture at once.
constexpr std::chrono::milliseconds RunSpacing{250};

} // namespace EvalTrack
