// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacytext.h"

#include "legacyrows.h"

#include <gtest/gtest.h>

#include <QFile>

using namespace EvalTrack;
using namespace EvalTrack::Server;

TEST(LegacyTextTest, LeavesGoodTextAlone)
{
    const LegacyText read = decoded("José Ñáñez €");

    EXPECT_EQ(read.text, QStringLiteral("José Ñáñez €"));
    EXPECT_FALSE(read.wasNotUtf8 || read.wasEncodedTwice || read.hadControls);
}

TEST(LegacyTextTest, ReadsBytesThatAreNoUtf8AsWindows1252)
{
    const LegacyText read = decoded("Jos\xE9 \x80");

    EXPECT_EQ(read.text, QStringLiteral("José €"));
    EXPECT_TRUE(read.wasNotUtf8);
}

TEST(LegacyTextTest, DecodesWhatWasEncodedTwice)
{
    const LegacyText read = decoded("MarÃ­a NuÃ±ez");

    EXPECT_EQ(read.text, QStringLiteral("María Nuñez"));
    EXPECT_TRUE(read.wasEncodedTwice);
}

TEST(LegacyTextTest, LeavesControlCharactersOutAndKeepsLines)
{
    const LegacyText read = decoded(QByteArray(" uno\x07\r\ndos\0 ", 11));

    EXPECT_EQ(read.text, QStringLiteral("uno\ndos"));
    EXPECT_TRUE(read.hadControls);
}

TEST(LegacyTextTest, ShowsBytesThatAreNoText)
{
    EXPECT_EQ(readable("Jos\xE9!"), QStringLiteral("Jos\\xE9!"));
    EXPECT_EQ(readable("José"), QStringLiteral("José"));
    EXPECT_EQ(readable(QByteArray("a\0b\xC3", 4)), QStringLiteral("a\\x00b\\xC3"));
}

// Laravel's time stamps are what clocks showed in its zone.
TEST(LegacyClockTest, KnowsTheHourThatClocksLeftOut)
{
    const LegacyClock caracas(QTimeZone("America/Caracas"));
    const LegacyClock madrid(QTimeZone("Europe/Madrid"));
    using namespace std::chrono;

    EXPECT_EQ(caracas.momentOf(QDate(2024, 3, 10), hours(9)).at,
              Timestamp(sys_days(2024y / 3 / 10) + hours(13)));
    EXPECT_EQ(madrid.momentOf(QDate(2024, 7, 1), hours(9)).at,
              Timestamp(sys_days(2024y / 7 / 1) + hours(7)));
    const auto leftOut = madrid.momentOf(QDate(2024, 3, 31), hours(2) + minutes(30));
    EXPECT_TRUE(leftOut.wasLeftOut);
    EXPECT_EQ(leftOut.at, Timestamp(sys_days(2024y / 3 / 31) + hours(1)));
}

TEST(LegacyRulesTest, EachHasItsOwnNameAndPlace)
{
    QSet<QByteArray> ids;
    for (const LegacyRuleText &each : legacyRules()) {
        EXPECT_EQ(&textOf(each.rule), &each) << each.id;
        EXPECT_EQ(legacyRuleNamed(each.id), each.rule);
        ids.insert(each.id);
    }
    EXPECT_EQ(ids.size(), qsizetype(legacyRules().size()));
    EXPECT_EQ(static_cast<size_t>(LegacyRule::Gone) + 1, legacyRules().size());
}
