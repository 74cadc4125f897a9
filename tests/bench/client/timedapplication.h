// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/figures.h"

#include <QApplication>

namespace EvalTrack::Bench {

/// Knows how long the UI thread was at work on one event, as long as whoever waits for the next
/// one notices.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override;

    /// The longest since the last call.
    [[nodiscard]] static Clock::duration takeLongest();
};

} // namespace EvalTrack::Bench
