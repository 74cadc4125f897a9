// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>

#include <chrono>

namespace EvalTrack {

/// How long to wait before trying again: a random time below a ceiling that doubles from 1 s to
/// 60 s ("full jitter"), so that a thousand clients that lost the server together do not come back
/// together. What the server asked for by Retry-After is the least.
class Backoff
{
public:
    static constexpr std::chrono::milliseconds First = std::chrono::seconds(1);
    static constexpr std::chrono::milliseconds Last = std::chrono::seconds(60);

    explicit Backoff(quint32 seed = QRandomGenerator::global()->generate());

    [[nodiscard]] std::chrono::milliseconds
    next(std::chrono::milliseconds atLeast = std::chrono::milliseconds(0));
    void reset();

private:
    QRandomGenerator m_random;
    std::chrono::milliseconds m_ceiling = First;
};

} // namespace EvalTrack
