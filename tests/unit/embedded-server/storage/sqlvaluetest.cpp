// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlvalue.h"
#include "domain/ids.h"
#include "support/printers.h"

#include <gtest/gtest.h>

using namespace EvalTrack;
using namespace EvalTrack::Server;

TEST(SqlValueTest, WritesWhatPostgresReads)
{
    EXPECT_EQ(SqlValue(UserId(7)).text(), "7");
    EXPECT_EQ(SqlValue(true).text(), "t");
    EXPECT_EQ(SqlValue(-3).text(), "-3");
    EXPECT_EQ(SqlValue(0.1).text().toDouble(), 0.1);
    EXPECT_EQ(SqlValue(QStringLiteral("ñ")).text(), "ñ");
    EXPECT_EQ(SqlValue(QDate(2026, 4, 1)).text(), "2026-04-01");
    EXPECT_EQ(SqlValue(Timestamp(std::chrono::milliseconds(1'700'000'000'123))).text(),
              "2023-11-14T22:13:20.123Z");
    EXPECT_EQ(SqlValue::bytes(QByteArray("\x00\xff", 2)).text(), "\\x00ff");
}

TEST(SqlValueTest, TellsNullFromEmpty)
{
    EXPECT_TRUE(SqlValue(std::nullopt).isNull());
    EXPECT_TRUE(SqlValue(std::optional<QString>()).isNull());
    EXPECT_TRUE(SqlValue(QDate()).isNull());
    EXPECT_FALSE(SqlValue(QString()).isNull());
    EXPECT_FALSE(SqlValue(QByteArray()).isNull());
    EXPECT_FALSE(SqlValue(std::optional<QString>(QString())).isNull());
}

TEST(SqlValueTest, QuotesArrayElements)
{
    EXPECT_EQ(SqlValue(QList<qint64>{1, 2}).text(), R"({"1","2"})");
    EXPECT_EQ(SqlValue(QList<UserId>{}).text(), "{}");
    EXPECT_EQ(SqlValue(QList<QString>{QStringLiteral("a\"b\\c,}"), QString()}).text(),
              R"({"a\"b\\c,}",""})");
    EXPECT_EQ(SqlValue::array({SqlValue(std::nullopt), SqlValue(1)}).text(), R"({NULL,"1"})");
}
