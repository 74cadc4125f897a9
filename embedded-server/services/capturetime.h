// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/capture.h"
#include "domain/review.h"

#include <QList>

#include <chrono>
#include <optional>

namespace EvalTrack::Server {

/// When a capture was made, as well as anybody can tell.
struct CaptureTime
{
    /// What counts: the wall clock of the device, or `best` where that is in doubt.
    Timestamp counted;
    /// The server's clock as the device last saw it plus what its monotonic clock counted since;
    /// absent when the device was restarted in between or never said.
    std::optional<Timestamp> best;
    std::optional<std::chrono::milliseconds> uncertainty; ///< Of `best`, to either side.
    QList<CaptureFlag> doubts;
    /// Whether it can have been so at all. When not, only a person can say when it was.
    bool isPossible = true;

    bool operator==(const CaptureTime &) const = default;
};

/// A pure function of the capture and of when it came: nothing that other captures say changes it,
/// so the order in which they arrive makes no difference.
///
/// The wall clock is believed while it is no further from `best` than the uncertainty and
/// ClockTolerance. Without `best` it is believed as long as it lies between the anchor and the
/// receipt, which it cannot have left (SkewTolerance for the receipt, for a device that has never
/// seen our clock).
[[nodiscard]] CaptureTime captureTimeOf(const Capture &capture, Timestamp receivedAt);

constexpr auto ClockTolerance = std::chrono::minutes(2);
constexpr auto SkewTolerance = std::chrono::minutes(10);
/// How far a quartz may go wrong: 200 parts in a million are 17 s a day, twice what cheap ones do.
constexpr int DriftPerMillion = 200;

} // namespace EvalTrack::Server
