// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonclient.h"

#include "embeddedserver.h"

#include "support/testpostgres.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

namespace EvalTrack::Test {
namespace {

using namespace Server;

class EmbeddedServerTest : public testing::Test
{
protected:
    /// Runs the server until it started or failed.
    void run(EmbeddedServer &server)
    {
        QObject::connect(&server, &EmbeddedServer::started, &server,
                         [this](const QUrl &url) { startedUrl = url; });
        QObject::connect(&server, &EmbeddedServer::failed, &server,
                         [this](const Error &error) { failure = error; });
        QObject::connect(&server, &EmbeddedServer::progress, &server,
                         [this](const QString &step) { steps.append(step); });
        server.start();
        ASSERT_TRUE(
            waitFor([this] { return !startedUrl.isEmpty() || failure; }, std::chrono::seconds(60)));
    }

    QTemporaryDir folder{TestPostgres::scratchFolder() + QStringLiteral("/embedded-XXXXXX")};
    QUrl startedUrl;
    std::optional<Error> failure;
    QStringList steps;
};

TEST_F(EmbeddedServerTest, StartsOnAnEmptyFolderStopsAndStartsAgain)
{
    const QString email = QStringLiteral("root@empresa.com");
    const QString password = QStringLiteral("a good password");
    {
        EmbeddedServer server({folder.path(), false, 0, 0});
        run(server);
        ASSERT_FALSE(failure) << qPrintable(failure->detail);
        EXPECT_EQ(server.url(), startedUrl);
        EXPECT_EQ(startedUrl.host(), QStringLiteral("127.0.0.1"));
        EXPECT_FALSE(steps.isEmpty());
        EXPECT_TRUE(server.needsFirstAdministrator());
        EXPECT_TRUE(valueOf(
            server.createFirstAdministrator(QStringLiteral("Root"), email, Redacted(password))));
        EXPECT_FALSE(server.needsFirstAdministrator());
        EXPECT_TRUE(JsonClient(startedUrl).signIn(email, password));
    }
    startedUrl.clear();

    EmbeddedServer again({folder.path(), false, 0, 0});
    run(again);
    ASSERT_FALSE(failure) << qPrintable(failure->detail);
    EXPECT_FALSE(again.needsFirstAdministrator());
    EXPECT_TRUE(JsonClient(startedUrl).signIn(email, password));
    again.stop();
    EXPECT_TRUE(again.url().isEmpty());
}

TEST_F(EmbeddedServerTest, BringsTheDemoCompany)
{
    EmbeddedServer server({folder.path(), true, 30, 6});
    run(server);

    ASSERT_FALSE(failure) << qPrintable(failure->detail);
    EXPECT_FALSE(server.needsFirstAdministrator());
    EXPECT_TRUE(JsonClient(startedUrl)
                    .signIn(QStringLiteral("hr@empresa.com"), QStringLiteral("hr123456")));
}

TEST_F(EmbeddedServerTest, CanBeStoppedWhileItStarts)
{
    EmbeddedServer server({folder.path(), false, 0, 0});
    server.start();
    server.stop();

    EXPECT_TRUE(server.url().isEmpty());
}

} // namespace
} // namespace EvalTrack::Test
