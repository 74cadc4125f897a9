// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace EvalTrack::Server {

/// What this process uses of the machine. What a system does not tell is not there.
struct ProcessFigures
{
    std::optional<double> cpuSeconds; ///< Since it started, in all threads.
    std::optional<double> residentBytes;
    std::optional<double> openFiles;
    std::optional<double> maxFiles;
    std::optional<double> startedAt; ///< Seconds since 1970.

    /// Reads /proc and asks the kernel: some 50 µs. Any thread.
    [[nodiscard]] static ProcessFigures read();
};

} // namespace EvalTrack::Server
