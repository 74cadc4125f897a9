// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/feedservice.h"

#include <gtest/gtest.h>

using namespace EvalTrack;
using namespace EvalTrack::Server;

namespace {

FeedCursor cursor()
{
    FeedCursor cursor;
    cursor.user = UserId(7);
    cursor.epoch = QStringLiteral("0198c0de-0000-7000-8000-000000000001-1-ADMIN");
    cursor.isCopying = false;
    cursor.entity = 3;
    cursor.lastId = 99;
    cursor.xid = 1'234'567'890'123;
    cursor.sequence = 42;
    return cursor;
}

} // namespace

TEST(FeedCursorTest, ReadsWhatItWrites)
{
    FeedCursor withSince = cursor();
    withSince.since = Timestamp(std::chrono::milliseconds(-5));

    EXPECT_EQ(FeedCursor::fromText(cursor().toText()), cursor());
    EXPECT_EQ(FeedCursor::fromText(withSince.toText()), withSince);
    FeedCursor ofASpan = withSince;
    ofASpan.until = Timestamp(std::chrono::milliseconds(7));
    EXPECT_EQ(FeedCursor::fromText(ofASpan.toText()), ofASpan);
}

TEST(FeedCursorTest, RefusesWhatIsNoCursor)
{
    const auto encoded = [](const char *text) {
        return QString::fromLatin1(QByteArray(text).toBase64(QByteArray::Base64UrlEncoding));
    };

    for (const QString &text :
         {QString(), QStringLiteral("abc"), QStringLiteral("!!!"), encoded("1.7.e.copy.0.0.0"),
          encoded("2.7.e.copy.0.0.0.0"), encoded("1.7.e.other.0.0.0.0"),
          encoded("1.7.e.copy.6.0.0.0"), encoded("1.7.e.copy.-1.0.0.0"),
          encoded("1.7.e.log.0.x.0.0"), encoded("1.7.e.log.0.0.-1.0"),
          encoded("1.7.e.log.0.0.0.0.since"), encoded("1.7.e.log.0.0.0.0.1.1.1")}) {
        EXPECT_FALSE(FeedCursor::fromText(text)) << qPrintable(text);
    }
}
