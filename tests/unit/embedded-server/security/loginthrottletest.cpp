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

    EXPECT_EQ(throttle.waitFor(ana, here), std::nullopt);
}

TEST_F(LoginThrottleTest, DoublesTheWaitOfAnAccountFromEveryAddress)
{
    fail(5, ana, here);
    EXPECT_EQ(throttle.waitFor(ana, there), 1s);
    EXPECT_EQ(throttle.waitFor(luis, here), std::nullopt);
    fail(3, QStringLiteral("ANA@empresa.com "), here);
    EXPECT_EQ(throttle.waitFor(ana, there), 8s);

    clock.advance(8s);
    EXPECT_EQ(throttle.waitFor(ana, there), std::nullopt);
    fail(1, ana, here);
    EXPECT_EQ(throttle.waitFor(ana, there), 16s);
    fail(100, ana, here);
    EXPECT_EQ(throttle.waitFor(ana, there), 900s);
}

TEST_F(LoginThrottleTest, HoldsAnAddressThatTriesManyAccounts)
{
    for (int i = 0; i < 30; ++i) {
        fail(1, QStringLiteral("user%1@empresa.com").arg(i), here);
    }

    EXPECT_TRUE(throttle.waitFor(luis, here));
    EXPECT_FALSE(throttle.waitFor(luis, there));
    throttle.recordSuccess(luis);
    EXPECT_TRUE(throttle.waitFor(luis, here));
}

TEST_F(LoginThrottleTest, ForgetsAfterASuccessAndAfterAWhile)
{
    fail(4, ana, here);
    throttle.recordSuccess(ana);
    fail(4, ana, here);
    EXPECT_EQ(throttle.waitFor(ana, here), std::nullopt);

    clock.advance(31min);
    fail(4, ana, here);
    EXPECT_EQ(throttle.waitFor(ana, here), std::nullopt);
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

    EXPECT_TRUE(small.waitFor(ana, there));
}

} // namespace
} // namespace EvalTrack::Server
