// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capturetime.h"

#include <gtest/gtest.h>

using namespace EvalTrack;
using namespace EvalTrack::Server;
using namespace std::chrono_literals;

namespace {

const Timestamp Noon{std::chrono::seconds(1'780'000'000)};
const QUuid Boot = QUuid::createUuid();

/// Made at noon by the true clock; the anchor was seen `since` before, in the same boot.
Capture honest(std::chrono::milliseconds since)
{
    Capture capture;
    capture.bootId = Boot;
    capture.capturedAt = Noon;
    capture.monotonic = 100h;
    capture.anchorAt = Noon - since;
    capture.anchorUncertainty = 15ms;
    capture.anchorBootId = Boot;
    capture.anchorMonotonic = 100h - since;
    return capture;
}

} // namespace

TEST(CaptureTimeTest, AnHonestClockIsBelievedToTheMillisecond)
{
    const CaptureTime time = captureTimeOf(honest(1h), Noon + 5h);

    EXPECT_EQ(time.counted, Noon);
    EXPECT_EQ(time.best, Noon);
    EXPECT_EQ(time.uncertainty, 15ms + 720ms + 1ms);
    EXPECT_TRUE(time.doubts.isEmpty());
    EXPECT_TRUE(time.isPossible);
}

TEST(CaptureTimeTest, AWallClockThatWasSetIsNotBelieved)
{
    for (const auto &[shift, doubt] :
         {std::pair<std::chrono::milliseconds, CaptureFlag>(24h, CaptureFlag::ClockAhead),
          {-24h, CaptureFlag::ClockBehind},
          {3min, CaptureFlag::ClockAhead},
          {-3min, CaptureFlag::ClockBehind}}) {
        Capture capture = honest(1h);
        capture.capturedAt += shift;

        const CaptureTime time = captureTimeOf(capture, Noon + 1h);

        EXPECT_EQ(time.counted, Noon);
        EXPECT_EQ(time.doubts, QList<CaptureFlag>{doubt});
        EXPECT_TRUE(time.isPossible) << "flagged, never refused";
    }
}

TEST(CaptureTimeTest, TwoMinutesAreNoDoubt)
{
    Capture capture = honest(1h);
    capture.capturedAt += 2min;

    const CaptureTime time = captureTimeOf(capture, Noon + 1h);

    EXPECT_EQ(time.counted, capture.capturedAt) << "as it was captured, never silently rewritten";
    EXPECT_TRUE(time.doubts.isEmpty());
}

TEST(CaptureTimeTest, TheLongerAgoTheAnchorTheMoreIsForgiven)
{
    Capture capture = honest(40 * 24h);
    capture.monotonic = 2000h;
    capture.anchorMonotonic = 2000h - 40 * 24h;
    capture.capturedAt += 10min; // 200 parts in a million of 40 days are 11.5 minutes

    EXPECT_TRUE(captureTimeOf(capture, Noon + 41 * 24h).doubts.isEmpty());
}

TEST(CaptureTimeTest, AfterARestartOnlyTheWallClockSpeaks)
{
    Capture capture = honest(1h);
    capture.bootId = QUuid::createUuid();
    capture.monotonic = 5s;

    const CaptureTime time = captureTimeOf(capture, Noon + 1h);

    EXPECT_EQ(time.counted, Noon);
    EXPECT_FALSE(time.best);
    EXPECT_EQ(time.doubts, QList<CaptureFlag>{CaptureFlag::Restarted});
    EXPECT_TRUE(time.isPossible);
}

TEST(CaptureTimeTest, WhatCannotHaveBeenIsForAPersonToSay)
{
    Capture before = honest(1h);
    before.bootId = QUuid::createUuid();
    before.capturedAt = Noon - 2h;
    Capture after = honest(1h);
    after.bootId = QUuid::createUuid();
    after.capturedAt = Noon + 24h;

    EXPECT_FALSE(captureTimeOf(before, Noon + 1h).isPossible);
    EXPECT_EQ(captureTimeOf(before, Noon + 1h).doubts.last(), CaptureFlag::ClockBehind);
    EXPECT_FALSE(captureTimeOf(after, Noon + 1h).isPossible);
    EXPECT_EQ(captureTimeOf(after, Noon + 1h).doubts.last(), CaptureFlag::ClockAhead);
}

TEST(CaptureTimeTest, AMonotonicClockThatClaimsTheFutureIsNotBelieved)
{
    Capture capture = honest(1h);
    capture.monotonic += 24h;

    const CaptureTime time = captureTimeOf(capture, Noon + 1min);

    EXPECT_FALSE(time.best);
    EXPECT_EQ(time.counted, Noon);
}

TEST(CaptureTimeTest, AClientThatNeverSawOurClockIsTakenAtItsWord)
{
    Capture capture;
    capture.capturedAt = Noon;
    capture.bootId = Boot;

    const CaptureTime time = captureTimeOf(capture, Noon + 1h);

    EXPECT_EQ(time, (CaptureTime{Noon, std::nullopt, std::nullopt, {}, true}));
}
