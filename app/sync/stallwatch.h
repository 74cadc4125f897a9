// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUuid>

#include <chrono>
#include <optional>

namespace EvalTrack {

/// Tells when sending has come to a standstill: the server can be reached, and for a minute the
/// same record has been the next to be sent. Whatever the cause, that is a fault of ours, as an
/// engine that waits for an answer nobody will give looks the same as one at work. Time away from
/// the server does not count, and no wall clock is asked. Pure; it knows no engine.
class StallWatch
{
public:
    static constexpr std::chrono::seconds Patience{60};

    /// What is the next to be sent, and whether the server can be reached, at a monotonic time.
    void note(const std::optional<QUuid> &next, bool isOnline, std::chrono::milliseconds now);
    /// Whether the patience is over. Then it starts anew, so that each further minute tells again.
    [[nodiscard]] bool isOver(std::chrono::milliseconds now);
    /// From the first time that patience was over until something is sent.
    [[nodiscard]] bool isStalled() const { return m_isStalled; }

private:
    std::optional<QUuid> m_next;
    std::optional<std::chrono::milliseconds> m_since; ///< Nothing while there is nothing to watch.
    bool m_isStalled = false;
};

} // namespace EvalTrack
