// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace EvalTrack {

/// A named place where tests/fault kills this very program: in test builds, with the environment
/// EVALTRACK_FAILPOINT=name:n, the n-th passage is the last thing it does (SIGKILL). Does nothing
/// in any other build. Any thread.
void failpoint(const char *name);

} // namespace EvalTrack
