// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace EvalTrack {

/// Whether "I serve" from a server that failed us may end the pause before the next attempt. Each
/// time, if it was seen away in between. If not, a few times in a row: it may have come back before
/// it was asked, but one that answers the question and fails at the rest is to be left its pauses,
/// and one that said how long to wait (Retry-After) is to be left that. Pure; it knows no engine.
class ReturnAllowance
{
public:
    static constexpr int InARow = 3;

    /// A run came to its end, or it is another account's server.
    void reset() { *this = {}; }
    /// The server failed us, and asks to be left alone for that long; 0 when it says nothing.
    void failed(std::chrono::seconds retryAfter)
    {
        m_isBarred = m_isBarred || retryAfter.count() > 0;
    }
    /// It did not answer, or said that it does not serve.
    void seenAway() { *this = {}; }
    [[nodiscard]] bool isLeft() const { return m_left > 0 && !m_isBarred; }
    /// It says that it serves: whether a run may begin at once.
    [[nodiscard]] bool take()
    {
        if (!isLeft()) {
            return false;
        }
        --m_left;
        return true;
    }

private:
    int m_left = InARow;
    bool m_isBarred = false;
};

} // namespace EvalTrack
