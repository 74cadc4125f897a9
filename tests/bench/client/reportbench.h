// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/benchclient.h"

namespace EvalTrack::Bench {

/// A report of everybody out of the client's store, and its files, beside what writes the same with
/// nothing around it. False when something did not work at all.
[[nodiscard]] bool measureReports(BenchClient &client);

} // namespace EvalTrack::Bench
