// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/refreshtokens.h"

#include <gtest/gtest.h>

namespace EvalTrack::Server {
namespace {

TEST(RefreshTokensTest, AreDifferentAndPlausible)
{
    const QByteArray one = RefreshTokens::make();

    EXPECT_TRUE(RefreshTokens::isPlausible(one));
    EXPECT_NE(one, RefreshTokens::make());
    EXPECT_FALSE(RefreshTokens::isPlausible({}));
    EXPECT_FALSE(RefreshTokens::isPlausible(one + 'a'));
    EXPECT_FALSE(RefreshTokens::isPlausible(QByteArray(43, '\'')));
}

TEST(RefreshTokensTest, AreKeptAsAHash)
{
    const QByteArray token = RefreshTokens::make();

    EXPECT_EQ(RefreshTokens::hash(token).size(), 32);
    EXPECT_EQ(RefreshTokens::hash(token), RefreshTokens::hash(token));
    EXPECT_NE(RefreshTokens::hash(token), RefreshTokens::hash(token + 'a'));
}

} // namespace
} // namespace EvalTrack::Server
