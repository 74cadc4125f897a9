// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/validation.h"

#include <gtest/gtest.h>

#include <QString>

using namespace EvalTrack;

TEST(ValidationTest, AcceptsEveryLimitAndRefusesOneBeyond)
{
    EXPECT_EQ(checkDurationMinutes(15), std::nullopt);
    EXPECT_EQ(checkDurationMinutes(480), std::nullopt);
    EXPECT_EQ(checkDurationMinutes(14), RuleBroken::OutOfRange);
    EXPECT_EQ(checkDurationMinutes(481), RuleBroken::OutOfRange);
    EXPECT_EQ(checkScore(1), std::nullopt);
    EXPECT_EQ(checkScore(10), std::nullopt);
    EXPECT_EQ(checkScore(0), RuleBroken::OutOfRange);
    EXPECT_EQ(checkScore(11), RuleBroken::OutOfRange);
    EXPECT_EQ(checkMaxAttendees(1), std::nullopt);
    EXPECT_EQ(checkMaxAttendees(0), RuleBroken::OutOfRange);
    EXPECT_EQ(checkName(u"Al"), std::nullopt);
    EXPECT_EQ(checkName(u"A"), RuleBroken::TooShort);
    EXPECT_EQ(checkNewPassword(u"12345678"), std::nullopt);
    EXPECT_EQ(checkNewPassword(u"1234567"), RuleBroken::TooShort);
    EXPECT_EQ(checkNewPassword(QString(Limits::PasswordMax + 1, u'x')), RuleBroken::TooLong);
}

TEST(ValidationTest, WhiteSpaceAloneIsNoName)
{
    EXPECT_EQ(checkName(u"   "), RuleBroken::Required);
    EXPECT_EQ(checkTitle(u"\t\n"), RuleBroken::Required);
}

TEST(ValidationTest, RefusesControlCharactersButKeepsLines)
{
    EXPECT_EQ(checkText(QStringView(u"a\0b", 3), 10), RuleBroken::NotText);
    EXPECT_EQ(checkText(u"a\x1b[31m", 10), RuleBroken::NotText);
    EXPECT_EQ(checkText(u"two\nlines", 10), std::nullopt);
}

class EmailTest : public testing::TestWithParam<std::pair<const char16_t *, bool>>
{};

TEST_P(EmailTest, IsJudgedByItsSyntax)
{
    const auto [text, isValid] = GetParam();

    EXPECT_EQ(!checkEmail(text).has_value(), isValid) << QStringView(text).toString().toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Addresses, EmailTest,
    testing::Values(std::pair(u"ana@empresa.com", true),
                    std::pair(u"a.b+c@sub.empresa.com.ve", true),
                    std::pair(u"ana@localhost", false), std::pair(u"ana", false),
                    std::pair(u"@empresa.com", false), std::pair(u"ana@@empresa.com", false),
                    std::pair(u"ana @empresa.com", false), std::pair(u"ana@-empresa.com", false),
                    std::pair(u"", false)));

TEST(ValidationTest, AZoneHasAnIanaName)
{
    EXPECT_FALSE(checkZone(QStringLiteral("America/Lima")));
    EXPECT_EQ(checkZone(QStringLiteral("Nowhere/Land")), RuleBroken::NotAZone);
}
