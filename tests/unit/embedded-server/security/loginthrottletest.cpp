// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/loginthrottle.h"

#include "support/fakeclock.h"

#include <gtest/gtest.h>

namespace EvalTrack::Server {
namespace {

using namespace std::chrono_literals;

class LoginThrottleTest : public testing::Test
{
protected:
    /// What a next attempt would be told; nothing stays under way.
    [[nodiscard]] std::optional<std::chrono::seconds> waitFor(const QString &email,
                                                              const QHostAddress &address)
    {
        const auto wait = throttle.reserve(email, address);
        if (!wait) {
            throttle.release(email, address);
        }
        return wait;
    }

    void fail(int times, const QString &email, const QHostAddress &address)
    {
        for (int i = 0; i < times; ++i) {
            throttle.recordFailure(email, address);
        }
    }

    const QString ana = QStringLiteral("ana@empresa.com");
    const QString luis = QStringLiteral("luis@empresa.com");
    const QHostAddress here{QStringLiteral("192.0.2.1")};
    const QHostAddress there{QStringLiteral("192.0.2.2")};
    EvalTrack::Test::FakeClock clock;
    LoginThrottle throttle{clock};
};

TEST_F(LoginThrottleTest, LetsAFewFailuresPass)
{
    fail(4, ana, here);

    EXPECT_EQ(waitFor(ana, here), std::nullopt);
}

TEST_F(LoginThrottleTest, DoublesTheWaitOfAnAccountFromEveryAddress)
{
    fail(5, ana, here);
    EXPECT_EQ(waitFor(ana, there), 1s);
    EXPECT_EQ(waitFor(luis, here), std::nullopt);
    fail(3, QStringLiteral("ANA@empresa.com "), here);
    EXPECT_EQ(waitFor(ana, there), 8s);

    clock.advance(8s);
    EXPECT_EQ(waitFor(ana, there), std::nullopt);
    fail(1, ana, here);
    EXPECT_EQ(waitFor(ana, there), 16s);
    fail(100, ana, here);
    EXPECT_EQ(waitFor(ana, there), 900s);
}

TEST_F(LoginThrottleTest, HoldsAnAddressThatTriesManyAccounts)
{
    for (int i = 0; i < 30; ++i) {
        fail(1, QStringLiteral("user%1@empresa.com").arg(i), here);
    }

    EXPECT_TRUE(waitFor(luis, here));
    EXPECT_FALSE(waitFor(luis, there));
    throttle.recordSuccess(luis, here);
    EXPECT_TRUE(waitFor(luis, here));
}

TEST_F(LoginThrottleTest, ForgetsAfterASuccessAndAfterAWhile)
{
    fail(4, ana, here);
    throttle.recordSuccess(ana, here);
    fail(4, ana, here);
    EXPECT_EQ(waitFor(ana, here), std::nullopt);

    clock.advance(31min);
    fail(4, ana, here);
    EXPECT_EQ(waitFor(ana, here), std::nullopt);
}

TEST_F(LoginThrottleTest, CountsAttemptsUnderWay)
{
    fail(3, ana, here);

    EXPECT_FALSE(throttle.reserve(ana, here));
    EXPECT_FALSE(throttle.reserve(ana, there));
    EXPECT_EQ(throttle.reserve(ana, here), 1s) << "the two that were free are under way";
    throttle.release(ana, there);
    EXPECT_FALSE(throttle.reserve(ana, there)) << "one was not judged after all";
    throttle.recordFailure(ana, here);
    throttle.recordFailure(ana, there);
    EXPECT_EQ(throttle.reserve(ana, here), 1s) << "five failed";
}

TEST_F(LoginThrottleTest, TakesOneAtATimeFromWhoFailsOn)
{
    fail(6, ana, here);
    clock.advance(2s);

    EXPECT_FALSE(throttle.reserve(ana, here));
    EXPECT_TRUE(throttle.reserve(ana, here));
    throttle.recordFailure(ana, here);
    EXPECT_EQ(throttle.reserve(ana, here), 4s);
}

TEST_F(LoginThrottleTest, LetsARoomOfStationsSignInTogether)
{
    for (int i = 0; i < 16; ++i) {
        EXPECT_FALSE(throttle.reserve(ana, here)) << i;
    }
    EXPECT_TRUE(throttle.reserve(ana, here));
    for (int i = 0; i < 16; ++i) {
        throttle.recordSuccess(ana, here);
    }

    EXPECT_FALSE(throttle.reserve(ana, here));
}

TEST_F(LoginThrottleTest, StaysBoundedAndKeepsWhoIsGuessedAt)
{
    LoginThrottle::Policy policy;
    policy.capacity = 100;
    LoginThrottle small(clock, policy);
    for (int i = 0; i < 10; ++i) {
        small.recordFailure(ana, here);
    }

    for (int i = 0; i < 5000; ++i) {
        small.recordFailure(QStringLiteral("made-up-%1@x.co").arg(i),
                            QHostAddress(static_cast<quint32>(i)));
    }

    EXPECT_TRUE(small.reserve(ana, there));
}

} // namespace
} // namespace EvalTrack::Server
