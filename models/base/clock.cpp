// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#ifdef __linux__
#include <ctime>
#endif

namespace EvalTrack {

using std::chrono::milliseconds;

Timestamp SystemClock::now() const
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

milliseconds SystemClock::monotonic() const
{
#ifdef __linux__
    // CLOCK_BOOTTIME goes on during suspend; CLOCK_MONOTONIC, which steady_clock reads, does not.
    timespec time{};
    if (clock_gettime(CLOCK_BOOTTIME, &time) == 0) {
        return std::chrono::duration_cast<milliseconds>(std::chrono::seconds(time.tv_sec) +
                                                        std::chrono::nanoseconds(time.tv_nsec));
    }
#endif
    return std::chrono::duration_cast<milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace EvalTrack
