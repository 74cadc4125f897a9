// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace EvalTrack {

/// An instant in UTC with the milliseconds that the REST contract shows.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// Where time comes from, so that tests can set it. Implementations are safe to call from every
/// thread.
class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    /// The wall clock, which people and NTP may move.
    [[nodiscard]] virtual Timestamp now() const = 0;
    /// Time since boot, which nobody can move; it counts while the machine sleeps where the system
    /// offers that.
    [[nodiscard]] virtual std::chrono::milliseconds monotonic() const = 0;
};

/// The machine's clocks.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] Timestamp now() const override;
    [[nodiscard]] std::chrono::milliseconds monotonic() const override;
};

} // namespace EvalTrack
