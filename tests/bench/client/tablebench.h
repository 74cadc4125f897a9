// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace EvalTrack::Bench {

/// How fast tables of so many rows are filtered by their columns, sorted by two of them, and asked
/// which values a column has.
void measureTables(int rows);

} // namespace EvalTrack::Bench
