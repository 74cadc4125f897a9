// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/benchclient.h"

namespace EvalTrack::Bench {

/// Opens the main window of somebody who signed in just now, and works with the list of people in
/// it: how long until it is painted, how long a key and a turn of the wheel take.
[[nodiscard]] bool measureWindow(BenchClient &client, int people);

} // namespace EvalTrack::Bench
