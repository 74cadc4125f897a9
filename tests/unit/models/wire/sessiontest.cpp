// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/session.h"

#include "support/printers.h"

#include <gtest/gtest.h>

#include <QJsonDocument>

using namespace EvalTrack;

TEST(SessionTokensTest, AreReadFromASignInAnswer)
{
    const auto tokens = Wire::parseSessionTokens(
        QJsonDocument::fromJson(
            R"({"access_token":"a","user":{"id":1,"email":"e@x.com","name":"N","role":"ADMIN",
            "uuid":"0190c2a4-7b1e-7c3a-9f00-1234567890ab"},"refresh_token":"r","expires_in":900})")
            .object());

    ASSERT_TRUE(tokens.has_value());
    EXPECT_EQ(tokens->accessToken.reveal(), u"a"_qs);
    EXPECT_EQ(tokens->user.role, Role::Admin);
    EXPECT_EQ(tokens->expiresIn, std::chrono::seconds(900));
}

TEST(SessionTokensTest, AnyoneElsesJsonIsRefused)
{
    EXPECT_FALSE(
        Wire::parseSessionTokens(QJsonDocument::fromJson(R"({"ok":true})").object()).has_value());
}

TEST(RedactedTest, NeverPrintsItsValue)
{
    QString printed;
    QDebug(&printed) << Redacted(u"secret"_qs);

    EXPECT_FALSE(printed.contains(u"secret"));
}
