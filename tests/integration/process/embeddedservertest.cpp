// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonclient.h"

#include "embeddedserver.h"

#include "support/testpostgres.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QFile>
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

    static QString epochFor(JsonClient &client)
    {
        return client.ask("GET", QStringLiteral("/sync/changes"))
            .body.value(QStringLiteral("epoch"))
            .toString();
    }
    static bool hasDepartment(JsonClient &client)
    {
        return client.ask("GET", QStringLiteral("/departments")).text.contains("Entered since");
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

TEST_F(EmbeddedServerTest, BacksUpRestoresAndServesAtTheSameAddress)
{
    EmbeddedServer server({folder.path(), true, 30, 6});
    run(server);
    ASSERT_FALSE(failure) << qPrintable(failure->detail);
    const auto signIn = [&](JsonClient &client) {
        return client.signIn(QStringLiteral("admin@empresa.com"), QStringLiteral("admin123"));
    };
    ASSERT_TRUE(waitFor([&] { return server.backups().isRead; }));
    EXPECT_EQ(server.backups().folder, folder.path() + QStringLiteral("/backups"));
    EXPECT_TRUE(server.backups().backups.isEmpty());
    EXPECT_TRUE(server.backups().nextAt);
    JsonClient before(startedUrl);
    ASSERT_TRUE(signIn(before));
    const QString epoch = epochFor(before);
    ASSERT_FALSE(epoch.isEmpty());

    EXPECT_TRUE(valueOf(server.backUpNow()));
    ASSERT_TRUE(waitFor([&] { return server.backups().backups.size() == 1; }));
    EXPECT_TRUE(server.backups().backups.first().isOurs);
    EXPECT_GT(*server.backups().nextAt - server.backups().backups.first().takenAt,
              std::chrono::hours(23));
    EXPECT_TRUE(QFile::exists(folder.path() + QStringLiteral("/last-backup")));
    ASSERT_EQ(before
                  .ask("POST", QStringLiteral("/departments"),
                       {{QStringLiteral("name"), QStringLiteral("Entered since")}})
                  .status,
              201);
    ASSERT_TRUE(hasDepartment(before));

    const QUrl address = server.url();
    QList<LocalBackupActivity> activities;
    QObject::connect(&server, &EmbeddedServer::backupsChanged, &server, [&] {
        if (activities.isEmpty() || activities.last() != server.backups().activity) {
            activities.append(server.backups().activity);
        }
    });
    const auto restoring = server.restoreBackup(server.backups().backups.first().file);
    EXPECT_EQ(valueOf(server.backUpNow()).error().code, ErrorCode::Conflict);
    const Result<void> restored = valueOf(restoring);
    ASSERT_TRUE(restored) << qPrintable(restored.error().detail);
    EXPECT_EQ(activities, (QList{LocalBackupActivity::Checking, LocalBackupActivity::Filling,
                                 LocalBackupActivity::Switching, LocalBackupActivity::None}));
    EXPECT_EQ(server.url(), address);
    JsonClient after(server.url());
    ASSERT_TRUE(signIn(after));
    EXPECT_FALSE(hasDepartment(after));
    EXPECT_NE(epochFor(after), epoch) << "clients read everything anew";
    ASSERT_TRUE(waitFor([&] { return server.backups().setAsideAt.has_value(); }));

    ASSERT_TRUE(valueOf(server.bringBack()));
    JsonClient again(server.url());
    ASSERT_TRUE(signIn(again));
    EXPECT_TRUE(hasDepartment(again));
}

TEST_F(EmbeddedServerTest, WhatCannotBeRestoredChangesNothingAndIsSaid)
{
    EmbeddedServer server({folder.path(), true, 30, 6});
    run(server);
    ASSERT_FALSE(failure) << qPrintable(failure->detail);
    EXPECT_EQ(
        valueOf(server.restoreBackup(folder.path() + QStringLiteral("/none.dump"))).error().code,
        ErrorCode::NotFound);
    EXPECT_EQ(valueOf(server.bringBack()).error().code, ErrorCode::NotFound);
    EXPECT_EQ(valueOf(server.setBackupFolder(QStringLiteral("/proc/nowhere"))).error().code,
              ErrorCode::Storage);
    EXPECT_EQ(server.backups().folder, folder.path() + QStringLiteral("/backups"));
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
