// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/connectionregister.h"

#include <gtest/gtest.h>

namespace EvalTrack::Server {
namespace {

TEST(ConnectionRegisterTest, HoldsBothLimits)
{
    ConnectionRegister connections(2, 3);
    const QHostAddress one(QStringLiteral("10.0.0.1"));
    const QHostAddress two(QStringLiteral("10.0.0.2"));

    EXPECT_TRUE(connections.admit(one));
    EXPECT_TRUE(connections.admit(one));
    EXPECT_FALSE(connections.admit(one));
    EXPECT_TRUE(connections.admit(two));
    EXPECT_FALSE(connections.admit(two));
    connections.release(one);
    EXPECT_TRUE(connections.admit(two));
    EXPECT_EQ(connections.count(), 3);
}

TEST(ConnectionRegisterTest, CountsAnIPv6SubscriberOnce)
{
    ConnectionRegister connections(1, 10);

    EXPECT_TRUE(connections.admit(QHostAddress(QStringLiteral("2001:db8:1:2::1"))));
    EXPECT_FALSE(connections.admit(QHostAddress(QStringLiteral("2001:db8:1:2::ffff"))));
    EXPECT_TRUE(connections.admit(QHostAddress(QStringLiteral("2001:db8:1:3::1"))));
    EXPECT_TRUE(connections.admit(QHostAddress(QStringLiteral("::ffff:10.0.0.1"))));
    EXPECT_FALSE(connections.admit(QHostAddress(QStringLiteral("10.0.0.1"))));
}

} // namespace
} // namespace EvalTrack::Server
