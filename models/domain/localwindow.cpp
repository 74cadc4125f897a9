// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/localwindow.h"

namespace EvalTrack {

Timestamp monthsBefore(Timestamp time, int months)
{
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
    auto earlier = day - std::chrono::months(months);
    if (!earlier.ok()) {
        earlier = earlier.year() / earlier.month() / std::chrono::last;
    }
    return std::chrono::sys_days(earlier);
}

Timestamp windowStart(Timestamp now)
{
    return monthsBefore(now, 13);
}

} // namespace EvalTrack
