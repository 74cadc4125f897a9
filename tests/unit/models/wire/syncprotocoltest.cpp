// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/syncprotocol.h"

#include "support/printers.h"

#include <gtest/gtest.h>

#include <QJsonDocument>

using namespace EvalTrack;
using namespace EvalTrack::Wire;

namespace {

QJsonObject page(const QByteArray &changes)
{
    return QJsonDocument::fromJson(
               R"({"changes":)" + changes +
               R"(,"cursor":"c1","hasMore":true,"epoch":"e","serverTime":"2026-03-03T14:05:00.000Z"})")
        .object();
}

} // namespace

TEST(SyncProtocolTest, ReadsUpsertsAndTombstones)
{
    const auto result = parseChangePage(page(
        R"([{"entity":"event","uuid":"0190c2a4-7b1e-7c3a-9f00-1234567890ab","op":"upsert","revision":2,"data":{"id":1}},
            {"entity":"attendance","uuid":"0190c2a4-7b1e-7c3a-9f00-1234567890ac","op":"delete","revision":0,"data":null}])"));

    ASSERT_TRUE(result.has_value());
    ASSERT_EQ(result->changes.size(), 2);
    EXPECT_EQ(result->changes.at(0).entity, FeedEntity::Event);
    EXPECT_EQ(result->changes.at(0).revision, 2);
    EXPECT_EQ(result->changes.at(1).operation, ChangeOperation::Delete);
    EXPECT_EQ(result->cursor, u"c1"_qs);
    EXPECT_TRUE(result->hasMore);
}

TEST(SyncProtocolTest, PassesOverEntitiesOfANewerServer)
{
    const auto result = parseChangePage(page(
        R"([{"entity":"shift","uuid":"0190c2a4-7b1e-7c3a-9f00-1234567890ab","op":"upsert","revision":1,"data":{}}])"));

    ASSERT_TRUE(result.has_value());
    EXPECT_TRUE(result->changes.isEmpty());
}

TEST(SyncProtocolTest, RefusesAPageThatIsNotOne)
{
    EXPECT_FALSE(parseChangePage({}).has_value());
    EXPECT_FALSE(parseChangePage(page("7")).has_value());
}

TEST(SyncProtocolTest, CountsItemsThatDoNotSayWhatTheyAreAbout)
{
    const auto result = parseChangePage(page(
        R"([{"entity":"event","uuid":"nonsense","op":"upsert"},
            {"entity":"event","uuid":"0190c2a4-7b1e-7c3a-9f00-1234567890ab","op":"delete","data":null}])"));

    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->unreadable, 1);
    EXPECT_EQ(result->changes.size(), 1);
}
