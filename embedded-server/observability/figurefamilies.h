// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "observability/activeusers.h"
#include "observability/figures.h"
#include "observability/processfigures.h"

#include <prometheus/metric_family.h>

#include <vector>

namespace EvalTrack::Server {

/// Figures that somebody else counts, as Prometheus reads them: made anew for each reading, so that
/// a station that is gone, or a database that is away, leaves no old number behind.
using MetricFamilies = std::vector<prometheus::MetricFamily>;

void appendFamilies(MetricFamilies &families, const WatchedFigures &figures);
void appendFamilies(MetricFamilies &families, const ProcessFigures &figures);
/// Every role that people have, those of nobody with 0.
void appendFamilies(MetricFamilies &families, const QHash<Role, int> &activeUsers);

} // namespace EvalTrack::Server
