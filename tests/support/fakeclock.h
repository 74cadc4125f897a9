// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <atomic>

namespace EvalTrack::Test {

/// A clock that stands still until a test moves it; both hands move together unless the wall clock
/// is set alone.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(Timestamp start = Timestamp(std::chrono::milliseconds(1'780'000'000'000)))
        : m_now(start)
    {}

    [[nodiscard]] Timestamp now() const override { return m_now.load(); }
    [[nodiscard]] std::chrono::milliseconds monotonic() const override
    {
        return m_monotonic.load();
    }

    void advance(std::chrono::milliseconds by)
    {
        m_now = m_now.load() + by;
        m_monotonic = m_monotonic.load() + by;
    }
    void setWallClock(Timestamp to) { m_now = to; }

private:
    std::atomic<Timestamp> m_now;
    std::atomic<std::chrono::milliseconds> m_monotonic{std::chrono::milliseconds(1'000'000)};
};

} // namespace EvalTrack::Test
