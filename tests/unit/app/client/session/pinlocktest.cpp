// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pinlock.h"

#include "support/fakeclock.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

#include <sodium.h>

using namespace EvalTrack;
using namespace EvalTrack::Test;
using namespace std::chrono_literals;

namespace {

class PinLockTest : public testing::Test
{
protected:
    /// As a program that was started anew sees it.
    PinLock lock() { return {m_folder.filePath(QStringLiteral("exit-pin.json")), m_clock}; }
    void fail(int times)
    {
        for (int i = 0; i < times; ++i) {
            ASSERT_TRUE(lock().begin());
        }
    }

    QTemporaryDir m_folder;
    FakeClock m_clock;
};

} // namespace

TEST_F(PinLockTest, FiveMistakesWaitHalfAMinuteAndEachFurtherOneTwiceAsLong)
{
    fail(4);
    EXPECT_EQ(lock().wait(), 0s);
    fail(1);
    EXPECT_EQ(lock().wait(), 30s);
    EXPECT_EQ(lock().begin().error().code, ErrorCode::TooManyRequests);

    for (const auto wait : {60s, 120s, 240s, 480s, 960s, 1920s, 3600s, 3600s}) {
        m_clock.advance(lock().wait());
        fail(1);
        EXPECT_EQ(lock().wait(), wait);
    }
}

TEST_F(PinLockTest, WaitingGainsNoNewFreeAttempts)
{
    fail(5);
    m_clock.advance(24h);
    fail(1);
    EXPECT_EQ(lock().wait(), 60s);
}

TEST_F(PinLockTest, TheRightPinForgetsTheMistakes)
{
    fail(5);
    m_clock.advance(30s);
    ASSERT_TRUE(lock().begin());
    lock().succeed();
    fail(4);
    EXPECT_EQ(lock().wait(), 0s);
}

TEST_F(PinLockTest, AClockThatWasSetBackLocksNobodyOutForEver)
{
    fail(5);
    m_clock.setWallClock(m_clock.now() - 24h * 365);
    EXPECT_LE(lock().wait(), PinLock::LongestWait);
}

TEST_F(PinLockTest, AnAttemptThatCannotBeWrittenIsNotMade)
{
    PinLock nowhere(m_folder.filePath(QStringLiteral("missing/exit-pin.json")), m_clock);
    EXPECT_EQ(nowhere.begin().error().code, ErrorCode::Storage);
}

TEST_F(PinLockTest, OnlyThePinMatchesItsHash)
{
    ASSERT_GE(sodium_init(), 0);
    char hash[crypto_pwhash_STRBYTES];
    ASSERT_EQ(
        crypto_pwhash_str(hash, "2468", 4, crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN),
        0);
    const QString text = QString::fromLatin1(hash);
    EXPECT_TRUE(PinLock::matches(Redacted(QStringLiteral("2468")), text));
    EXPECT_FALSE(PinLock::matches(Redacted(QStringLiteral("2469")), text));
    EXPECT_FALSE(PinLock::matches(Redacted(QString()), text));
    EXPECT_FALSE(PinLock::matches(Redacted(QStringLiteral("2468")), QStringLiteral("2468")));
}
