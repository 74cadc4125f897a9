// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <chrono>

namespace EvalTrack::Bench {

using Clock = std::chrono::steady_clock;
using Microseconds = std::chrono::duration<double, std::micro>;

/// Durations of one thing done many times.
class Samples
{
public:
    void add(Clock::duration duration);
    [[nodiscard]] qsizetype count() const { return m_durations.size(); }
    /// The duration that `percent` of all stay within; zero when there is none.
    [[nodiscard]] Microseconds percentile(double percent) const;
    [[nodiscard]] Microseconds median() const { return percentile(50); }

private:
    QList<Microseconds> m_durations;
};

/// Prints figures, one a line: what, the value, what is wanted, whether it was reached. It judges
/// no run by them: a slow machine is no fault of the program, and a script that wants to compare
/// runs reads the lines.
class Figures
{
public:
    static void heading(const QString &text);
    static void plain(const QString &what, const QString &value);
    static void duration(const QString &what, Microseconds value);
    static void below(const QString &what, Microseconds value, Microseconds wanted);
    static void megabytesBelow(const QString &what, double value, double wanted);
    static void megabytes(const QString &what, double value);
    static void ratio(const QString &what, double value);
    static void ratioAbove(const QString &what, double value, double wanted);
};

/// Resident memory of this process now and at its highest, in megabytes; 0 where the system does
/// not tell.
[[nodiscard]] double residentMegabytes();
[[nodiscard]] double peakMegabytes();

/// Calls `work` and says how long it took.
template <typename Work>
[[nodiscard]] Clock::duration timed(Work &&work)
{
    const Clock::time_point start = Clock::now();
    work();
    return Clock::now() - start;
}

} // namespace EvalTrack::Bench
