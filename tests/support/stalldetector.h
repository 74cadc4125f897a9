// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <QApplication>
#include <QByteArray>
#include <QString>

#include <chrono>

namespace EvalTrack::Test {

/// Fails the test in which the UI thread was busy for longer than `Bound` between two turns of the
/// event loop. The common main() of GUI tests keeps it on; call everything in the UI thread.
///
/// What counts is what people's hands and the event loop bring: keys, mouse, timers, queued calls,
/// painting. What a test calls by itself does not, so setting up a window is left out but for its
/// painting. Each key and each press begins a turn of its own, as nobody's hands are quicker.
///
/// What is held to the bound is the time in which the thread computed. Time in which it was
/// blocked, by a disk or a lock, has a bound of its own, as a machine at work on other things makes
/// the one file that the UI thread writes, the settings, wait for its disk. Waiting for a processor
/// counts as neither; systems but Linux do not tell it from being blocked, and only computing is
/// judged there. Where the processor is slower than the one by which the bound was set, the bound
/// is longer by as much as a piece of Qt's own work takes longer right after the turn.
class StallDetector final : public testing::EmptyTestEventListener
{
public:
    using Duration = std::chrono::nanoseconds;

    /// How much slower this build may be than the one that people run. Sanitizers look for other
    /// things than speed; unoptimised code takes two to three times as long.
#if defined(EVALTRACK_SANITIZED)
    static constexpr int Slowness = 12;
#elif !defined(__OPTIMIZE__) && defined(__GNUC__)
    static constexpr int Slowness = 3;
#else
    static constexpr int Slowness = 1;
#endif
    static constexpr std::chrono::milliseconds Bound{50 * Slowness};
    static constexpr std::chrono::milliseconds LongestBlock{1000};

    static void install();
    /// Names what is on from here on. What the turn has cost so far is not counted.
    static void at(const QString &step);

    void OnTestStart(const testing::TestInfo &info) override;
    void OnTestEnd(const testing::TestInfo &info) override;
    void OnTestProgramEnd(const testing::UnitTest &unit) override;
};

/// The application of GUI tests: tells StallDetector of the events it delivers.
class WatchedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override;
};

} // namespace EvalTrack::Test
