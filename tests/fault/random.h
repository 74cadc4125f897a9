// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>
#include <random>

namespace EvalTrack::Fault {

/// All chance of a run, from one seed: the same seed asks for the same faults in the same order.
/// (When the operating system lets a process run is not in its hand.) Not thread-safe.
class Random
{
public:
    explicit Random(quint64 seed)
        : m_engine(seed)
    {}

    /// 0 … bound - 1.
    [[nodiscard]] int below(int bound)
    {
        return static_cast<int>(m_engine() % static_cast<quint64>(bound));
    }
    /// first … last.
    [[nodiscard]] int between(int first, int last) { return first + below(last - first + 1); }
    /// True once in `n` times.
    [[nodiscard]] bool onceIn(int n) { return below(n) == 0; }
    [[nodiscard]] std::chrono::milliseconds time(std::chrono::milliseconds longest)
    {
        return std::chrono::milliseconds(below(static_cast<int>(longest.count()) + 1));
    }
    template <typename List>
    [[nodiscard]] const auto &pick(const List &list)
    {
        return list[below(static_cast<int>(list.size()))];
    }
    template <typename List>
    void shuffle(List &list)
    {
        std::shuffle(list.begin(), list.end(), m_engine);
    }

private:
    std::mt19937_64 m_engine;
};

} // namespace EvalTrack::Fault
