// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capturetime.h"

namespace EvalTrack::Server {

using std::chrono::milliseconds;

namespace {

struct Reckoning
{
    Timestamp at;
    milliseconds uncertainty;
};

std::optional<Reckoning> reckoningOf(const Capture &capture, Timestamp receivedAt)
{
    const bool isSameBoot = capture.anchorAt && capture.anchorMonotonic &&
                            capture.anchorBootId == std::optional(capture.bootId) &&
                            capture.monotonic >= *capture.anchorMonotonic;
    if (!isSameBoot) {
        return std::nullopt;
    }
    const milliseconds elapsed = capture.monotonic - *capture.anchorMonotonic;
    const Reckoning reckoning{*capture.anchorAt + elapsed,
                              capture.anchorUncertainty.value_or(milliseconds(0)) +
                                  elapsed * DriftPerMillion / 1'000'000 + milliseconds(1)};
    // A device cannot have captured what we have already received.
    const bool isPossible = reckoning.at - reckoning.uncertainty <= receivedAt + ClockTolerance;
    return isPossible ? std::optional(reckoning) : std::nullopt;
}

} // namespace

CaptureTime captureTimeOf(const Capture &capture, Timestamp receivedAt)
{
    CaptureTime time;
    time.counted = capture.capturedAt;
    if (const auto reckoning = reckoningOf(capture, receivedAt)) {
        time.best = reckoning->at;
        time.uncertainty = reckoning->uncertainty;
        const milliseconds allowed = reckoning->uncertainty + ClockTolerance;
        if (capture.capturedAt > reckoning->at + allowed) {
            time.doubts.append(CaptureFlag::ClockAhead);
        } else if (capture.capturedAt < reckoning->at - allowed) {
            time.doubts.append(CaptureFlag::ClockBehind);
        }
        if (!time.doubts.isEmpty()) {
            time.counted = reckoning->at;
        }
        return time;
    }
    if (capture.anchorBootId && *capture.anchorBootId != capture.bootId) {
        time.doubts.append(CaptureFlag::Restarted);
    }
    if (capture.capturedAt > receivedAt + SkewTolerance) {
        time.doubts.append(CaptureFlag::ClockAhead);
        time.isPossible = false;
    } else if (capture.anchorAt &&
               capture.capturedAt < *capture.anchorAt -
                                        capture.anchorUncertainty.value_or(milliseconds(0)) -
                                        ClockTolerance) {
        time.doubts.append(CaptureFlag::ClockBehind);
        time.isPossible = false;
    }
    return time;
}

} // namespace EvalTrack::Server
