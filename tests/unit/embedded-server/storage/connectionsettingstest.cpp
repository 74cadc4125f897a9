// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/connectionsettings.h"
#include "support/printers.h"

#include <gtest/gtest.h>

using namespace EvalTrack;
using namespace EvalTrack::Server;

namespace {

ConnectionSettings parsed(const char *url)
{
    const auto settings = ConnectionSettings::fromUrl(QString::fromUtf8(url));
    EXPECT_TRUE(settings) << url;
    return settings.value_or(ConnectionSettings{});
}

} // namespace

TEST(ConnectionSettingsTest, ReadsTheUsualUrl)
{
    const ConnectionSettings settings = parsed("postgresql://ana:secret@db.example.com:6432/hr");

    EXPECT_EQ(settings.host, QStringLiteral("db.example.com"));
    EXPECT_EQ(settings.port, 6432);
    EXPECT_EQ(settings.database, QStringLiteral("hr"));
    EXPECT_EQ(settings.user, QStringLiteral("ana"));
    EXPECT_EQ(settings.password.reveal(), QStringLiteral("secret"));
    EXPECT_TRUE(settings.sslMode.isEmpty());
}

TEST(ConnectionSettingsTest, IgnoresWhatPrismaAdds)
{
    const ConnectionSettings settings = parsed(
        "postgres://u:p@localhost/evaltrack?schema=public&connection_limit=5&sslmode=require");

    EXPECT_EQ(settings.database, QStringLiteral("evaltrack"));
    EXPECT_EQ(settings.port, 5432);
    EXPECT_EQ(settings.sslMode, QStringLiteral("require"));
}

TEST(ConnectionSettingsTest, DecodesEachPart)
{
    const ConnectionSettings settings = parsed("postgres://a%40b:p%2F%3A%C3%B1%25@h/d%20b");

    EXPECT_EQ(settings.user, QStringLiteral("a@b"));
    EXPECT_EQ(settings.password.reveal(), QStringLiteral("p/:ñ%"));
    EXPECT_EQ(settings.database, QStringLiteral("d b"));
}

TEST(ConnectionSettingsTest, TakesAnUnescapedAtInThePassword)
{
    EXPECT_EQ(parsed("postgres://u:p@ss@h/d").password.reveal(), QStringLiteral("p@ss"));
}

TEST(ConnectionSettingsTest, ReadsSocketFoldersAndIpv6)
{
    EXPECT_EQ(parsed("postgres://u@/d?host=/run/pg&port=5433").host, QStringLiteral("/run/pg"));
    EXPECT_EQ(parsed("postgres://u@/d?host=/run/pg&port=5433").port, 5433);
    EXPECT_EQ(parsed("postgres://u@%2Frun%2Fpg/d").host, QStringLiteral("/run/pg"));
    EXPECT_EQ(parsed("postgres://u@[::1]:6000/d").host, QStringLiteral("::1"));
    EXPECT_EQ(parsed("postgres://u@[::1]:6000/d").port, 6000);
}

TEST(ConnectionSettingsTest, ReadsSeveralServersOfWhichOneTakesWrites)
{
    using Address = ConnectionSettings::Address;
    const ConnectionSettings named = parsed("postgres://u:p@a:6000,b,[::1]:6002/d");

    EXPECT_EQ(named.host, QStringLiteral("a"));
    EXPECT_EQ(named.port, 6000);
    EXPECT_EQ(named.otherAddresses,
              (QList<Address>{{QStringLiteral("b"), 5432}, {QStringLiteral("::1"), 6002}}));
    EXPECT_EQ(named.sessionAttributes, QStringLiteral("read-write"));

    EXPECT_EQ(parsed("postgres://u@/d?host=/run/a,/run/b&port=5433,5434").otherAddresses,
              (QList<Address>{{QStringLiteral("/run/b"), 5434}}));
    EXPECT_EQ(parsed("postgres://u@/d?host=a,b&port=6432").otherAddresses,
              (QList<Address>{{QStringLiteral("b"), 6432}}));
    EXPECT_EQ(parsed("postgres://u@a,b/d?target_session_attrs=primary").sessionAttributes,
              QStringLiteral("primary"));
    EXPECT_TRUE(parsed("postgres://u@a/d?target_session_attrs=any").sessionAttributes.isEmpty());
}

TEST(ConnectionSettingsTest, RefusesWhatIsWrongWithoutRepeatingThePassword)
{
    for (const char *url :
         {"mysql://u:hunter2@h/d", "u:hunter2@h/d", "postgres://u:hunter2@h",
          "postgres://u:hunter2@h/", "postgres://u:hunter2@h:0/d", "postgres://u:hunter2@h:70000/d",
          "postgres://u:hunter2@h:x/d", "postgres://:hunter2@h/d", "postgres://u:hunter2%zz@h/d",
          "postgres://u:hunter2%00@h/d", "postgres://u:hunter2@[::1/d",
          "postgres://u:hunter2@h1,/d", "postgres://u:hunter2@h1:1,h2:x/d",
          "postgres://u:hunter2@h1%2Ch2/d", "postgres://u:hunter2@/d?host=a,b,c&port=1,2",
          "postgres://u:hunter2@h1,h2/d?target_session_attrs=any",
          "postgres://u:hunter2@h/d?target_session_attrs=standby",
          "postgres://u:hunter2@h/d?sslmode=maybe", ""}) {
        const auto settings = ConnectionSettings::fromUrl(QString::fromUtf8(url));

        ASSERT_FALSE(settings) << url;
        EXPECT_EQ(settings.error().code, ErrorCode::Validation) << url;
        EXPECT_FALSE(settings.error().detail.contains(QStringLiteral("hunter2"))) << url;
    }
}

TEST(ConnectionSettingsTest, WritesWhatItReads)
{
    for (const char *url : {"postgres://a%40b:p%2F%3A%C3%B1%25@h/d%20b",
                            "postgres://u:p@/d?host=/run/my%20pg&port=5433",
                            "postgres://u@[::1]:6000/d?sslmode=verify-full",
                            "postgres://u@a:6000,[::1]:6001/d?target_session_attrs=primary",
                            "postgres://u:p@/d?host=/run/a,/run/b&port=5433,5434"}) {
        const ConnectionSettings settings = parsed(url);

        const auto again = ConnectionSettings::fromUrl(settings.toUrl());

        ASSERT_TRUE(again) << url;
        EXPECT_EQ(*again, settings) << url;
    }
}
