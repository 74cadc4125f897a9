// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/timedapplication.h"

#include <QThread>

#include <algorithm>
#include <utility>

namespace EvalTrack::Bench {

namespace {

bool isInside = false;
Clock::duration longest{0};

} // namespace

bool TimedApplication::notify(QObject *receiver, QEvent *event)
{
    if (isInside || QThread::currentThread() != thread()) {
        return QApplication::notify(receiver, event);
    }
    isInside = true;
    const Clock::time_point began = Clock::now();
    const bool isTaken = QApplication::notify(receiver, event);
    longest = std::max(longest, Clock::now() - began);
    isInside = false;
    return isTaken;
}

Clock::duration TimedApplication::takeLongest()
{
    return std::exchange(longest, Clock::duration(0));
}

} // namespace EvalTrack::Bench
