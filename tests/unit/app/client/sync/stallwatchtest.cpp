// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/stallwatch.h"

#include <gtest/gtest.h>

using namespace EvalTrack;
using namespace std::chrono_literals;

namespace {

const QUuid First = QUuid::createUuidV5(QUuid(), QByteArrayLiteral("first"));
const QUuid Second = QUuid::createUuidV5(QUuid(), QByteArrayLiteral("second"));

} // namespace

TEST(StallWatchTest, TellsAfterAMinuteWithTheSameRecordToBeSent)
{
    StallWatch watch;
    watch.note(First, true, 5s);
    EXPECT_FALSE(watch.isOver(64'999ms));
    EXPECT_FALSE(watch.isStalled());
    EXPECT_TRUE(watch.isOver(65s));
    EXPECT_TRUE(watch.isStalled());
}

TEST(StallWatchTest, TellsAgainAfterEachFurtherMinute)
{
    StallWatch watch;
    watch.note(First, true, 0s);
    ASSERT_TRUE(watch.isOver(61s));
    EXPECT_FALSE(watch.isOver(62s));
    watch.note(First, true, 62s);
    EXPECT_TRUE(watch.isStalled()) << "nothing was sent meanwhile";
    EXPECT_TRUE(watch.isOver(121s));
}

TEST(StallWatchTest, ARecordSentStartsTheMinuteAnew)
{
    StallWatch watch;
    watch.note(First, true, 0s);
    ASSERT_TRUE(watch.isOver(60s));
    watch.note(Second, true, 61s);
    EXPECT_FALSE(watch.isStalled());
    EXPECT_FALSE(watch.isOver(120s));
    EXPECT_TRUE(watch.isOver(121s));
}

TEST(StallWatchTest, TimeWithoutTheServerDoesNotCount)
{
    StallWatch watch;
    watch.note(First, true, 0s);
    watch.note(First, false, 50s);
    EXPECT_FALSE(watch.isOver(1h));
    watch.note(First, true, 1h);
    EXPECT_FALSE(watch.isOver(1h + 59s));
    EXPECT_TRUE(watch.isOver(1h + 60s));
}

TEST(StallWatchTest, NothingToBeSentIsNoStandstill)
{
    StallWatch watch;
    watch.note({}, true, 0s);
    EXPECT_FALSE(watch.isOver(1h));
    watch.note(First, true, 1h);
    ASSERT_TRUE(watch.isOver(2h));
    watch.note({}, true, 2h);
    EXPECT_FALSE(watch.isStalled());
    EXPECT_FALSE(watch.isOver(3h));
}
