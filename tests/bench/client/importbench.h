// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/benchclient.h"
#include "client/figures.h"

namespace EvalTrack::Bench {

/// Exports everybody and looks what would change, which is nothing; then imports `people` new ones
/// and takes that back. `taken`: by carrying the import out. False when something did not work at
/// all.
[[nodiscard]] bool measureImport(BenchClient &client, int people, Clock::duration &taken);

} // namespace EvalTrack::Bench
