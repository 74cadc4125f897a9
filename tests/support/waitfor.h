// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QFuture>
#include <QTimer>

#include <chrono>

namespace EvalTrack::Test {

/// Runs the event loop until `condition` holds or the deadline passed; returns whether it held.
/// Wakes on every event and at least every 5 ms, so it neither sleeps through what it waits for nor
/// spins.
template <typename Condition>
[[nodiscard]] bool waitFor(Condition condition,
                           std::chrono::milliseconds deadline = std::chrono::seconds(20))
{
    const QDeadlineTimer timer(deadline);
    QTimer tick;
    tick.start(5);
    while (!condition()) {
        if (timer.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

/// The value of a future, waited for with the event loop running. The test fails by an assertion in
/// Qt when it never comes.
template <typename T>
[[nodiscard]] T valueOf(QFuture<T> future,
                        std::chrono::milliseconds deadline = std::chrono::seconds(20))
{
    const bool finished = waitFor([&future] { return future.isFinished(); }, deadline);
    if (!finished || future.resultCount() == 0) {
        qFatal("a future had no result in time");
    }
    return future.result();
}

} // namespace EvalTrack::Test
