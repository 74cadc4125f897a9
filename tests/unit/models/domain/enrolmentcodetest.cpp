// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/enrolmentcode.h"
#include "domain/validation.h"
#include "support/printers.h"

#include <gtest/gtest.h>

using namespace EvalTrack;

TEST(EnrolmentCodeTest, IsReadHoweverItIsTyped)
{
    for (const QString &typed : {u"7H3KP-0QWX1"_qs, u"7h3kp0qwx1"_qs, u" 7H3KP 0QWX1 "_qs,
                                 u"7H3KP-OQWXl"_qs, u"7h3kp-oqwxi"_qs}) {
        EXPECT_EQ(EnrolmentCode::fromTyped(typed), u"7H3KP0QWX1"_qs) << typed.toStdString();
    }
    EXPECT_EQ(EnrolmentCode::grouped(u"7H3KP0QWX1"_qs), u"7H3KP-0QWX1"_qs);
}

TEST(EnrolmentCodeTest, WhatCannotBeACodeIsNone)
{
    for (const QString &typed :
         {u""_qs, u"7H3KP-0QWX"_qs, u"7H3KP-0QWX11"_qs, u"7H3KP-0QWXU"_qs, u"7H3KP_0QWX1"_qs}) {
        EXPECT_FALSE(EnrolmentCode::fromTyped(typed)) << typed.toStdString();
    }
}

TEST(EnrolmentCodeTest, AnExitPinIsFourToTwelveDigits)
{
    EXPECT_FALSE(checkPin(u"2468"));
    EXPECT_FALSE(checkPin(u"123456789012"));
    EXPECT_EQ(checkPin(u""), RuleBroken::Required);
    EXPECT_EQ(checkPin(u"123"), RuleBroken::TooShort);
    EXPECT_EQ(checkPin(u"1234567890123"), RuleBroken::TooLong);
    EXPECT_EQ(checkPin(u"12 4"), RuleBroken::NotDigits);
    EXPECT_EQ(checkPin(u"١٢٣٤"), RuleBroken::NotDigits) << "a keypad has no such digits";
}
