// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace EvalTrack::Bench {

/// Who reports to whom in a company of so many: laying the chart out, and drawing it while it is
/// moved, whole and unfolded. Needs a QApplication.
void measureOrgChart(int people);

} // namespace EvalTrack::Bench
