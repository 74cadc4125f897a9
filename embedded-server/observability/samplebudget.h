// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace EvalTrack::Server {

/// How many requests a second are traced in detail, whatever clients ask for: their statements are
/// not prepared, which costs PostgreSQL a plan each. Of one event loop.
class SampleBudget
{
public:
    static constexpr int PerSecond = 20;

    /// Whether one more may be; takes it then.
    [[nodiscard]] bool take(std::chrono::steady_clock::time_point now)
    {
        if (now - m_secondBegan >= std::chrono::seconds(1)) {
            m_secondBegan = now;
            m_taken = 0;
        }
        return m_taken < PerSecond && ++m_taken > 0;
    }

private:
    std::chrono::steady_clock::time_point m_secondBegan{};
    int m_taken = 0;
};

} // namespace EvalTrack::Server
