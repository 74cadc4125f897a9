// SPDX-License-Identifier: GPL-3.0-or-later
#include "dailybackup.h"

#include "postgres/privatecluster.h"
#include "storage/database.h"
#include "storage/migrator.h"
#include "support/fakeclock.h"
#include "support/testpostgres.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace EvalTrack::Test {
namespace {

using namespace Server;
using namespace std::chrono_literals;

// 2026-11-30T18:30:00Z.
constexpr Timestamp Evening{
    std::chrono::sys_days(std::chrono::year(2026) / std::chrono::November / 30) + 18h + 30min};

class DailyBackupTest : public testing::Test
{
protected:
    void SetUp() override
    {
        auto started =
            PrivateCluster::start({options.clusterFolder, Durability::TestOnly, std::nullopt});
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        cluster = *std::move(started);
        ASSERT_TRUE(Migrator(*Database::open(cluster->settings()).value()).migrate());
        options.lookInterval = 0ms; // at every turn of the loop: whatever may begin too early does
    }
    std::unique_ptr<DailyBackup> start()
    {
        auto backup = std::make_unique<DailyBackup>(options, clock);
        backup->start();
        EXPECT_TRUE(waitFor([&] { return backup->state().isRead; }));
        return backup;
    }
    /// Long enough for what would begin by itself to have begun.
    static bool hasRested(const DailyBackup &backup)
    {
        int looks = 0;
        return waitFor(
            [&] { return backup.state().activity == LocalBackupActivity::None && ++looks > 20; });
    }

    QTemporaryDir home{TestPostgres::scratchFolder() + u"/daily-XXXXXX"_qs};
    QTemporaryDir files;
    DailyBackup::Options options{home.path() + u"/postgres"_qs, files.path() + u"/backups"_qs, {}};
    FakeClock clock{Evening};
    std::unique_ptr<PrivateCluster> cluster;
};

TEST_F(DailyBackupTest, OneIsMadeMinutesAfterTheStartAndThenOneADay)
{
    const auto backup = start();
    EXPECT_EQ(backup->state().nextAt, Evening + 3min);
    EXPECT_TRUE(hasRested(*backup));
    EXPECT_TRUE(backup->state().backups.isEmpty()) << "the start has the disk for itself";

    clock.advance(3min);
    ASSERT_TRUE(waitFor([&] { return backup->state().backups.size() == 1; }));
    EXPECT_EQ(backup->state().nextAt, Evening + 3min + 24h);
    clock.advance(23h);
    EXPECT_TRUE(hasRested(*backup));
    EXPECT_EQ(backup->state().backups.size(), 1);
    clock.advance(1h);
    ASSERT_TRUE(waitFor([&] { return backup->state().backups.size() == 2; }));
    EXPECT_GT(backup->state().backups.first().takenAt, backup->state().backups.last().takenAt);
}

TEST_F(DailyBackupTest, AStartSoonAfterTheLastOneWaitsForItsDay)
{
    {
        const auto backup = start();
        ASSERT_TRUE(valueOf(backup->backUpNow()));
    }
    clock.advance(2h);
    const auto again = start();
    EXPECT_EQ(again->state().backups.size(), 1);
    EXPECT_EQ(again->state().nextAt, Evening + 24h);
}

TEST_F(DailyBackupTest, AFolderThatIsGoneIsToldAndTriedAgainAnHourLater)
{
    options.folder = files.path() + u"/stick"_qs;
    const auto backup = start();
    clock.advance(3min);
    ASSERT_TRUE(waitFor([&] { return backup->state().lastFailure.has_value(); }));
    EXPECT_EQ(backup->state().lastFailure->error.code, ErrorCode::NotFound);
    EXPECT_EQ(backup->state().lastFailure->at, Evening + 3min);
    ASSERT_TRUE(waitFor([&] { return backup->state().nextAt == Evening + 63min; }));
    EXPECT_FALSE(QFile::exists(options.folder)) << "not made on the disk that is there";

    ASSERT_TRUE(QDir(files.path()).mkdir(u"stick"_qs));
    EXPECT_TRUE(hasRested(*backup));
    EXPECT_TRUE(backup->state().lastFailure);
    clock.advance(1h);
    ASSERT_TRUE(waitFor([&] { return backup->state().backups.size() == 1; }));
    EXPECT_FALSE(backup->state().lastFailure);
}

TEST_F(DailyBackupTest, WhatACrashLeftOfARestoreIsDroppedAtTheStart)
{
    {
        const auto tools = ClusterTools::of(options.clusterFolder);
        ASSERT_TRUE(tools);
        const BackupFolder folder(options.defaultFolder);
        ASSERT_TRUE(folder.prepare(BackupFolder::WhenMissing::Make));
        const auto made = ClusterBackup(*tools).backUp(folder, Evening - 1h);
        ASSERT_TRUE(made && ClusterBackup(*tools).fill(*made));
    }
    const auto backup = start();
    const auto rows = Database::open(cluster->settings())
                          .value()
                          ->runText("select count(*) from pg_database where datname = "
                                    "'evaltrack_restoring'");
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->at(0).integer(0), 0);
}

TEST_F(DailyBackupTest, OneThingAtATimeAndStoppingEndsIt)
{
    auto backup = start();
    const auto first = backup->backUpNow();
    EXPECT_EQ(backup->state().activity, LocalBackupActivity::BackingUp);
    EXPECT_EQ(valueOf(backup->backUpNow()).error().code, ErrorCode::Conflict);
    EXPECT_EQ(valueOf(backup->prepare(u"x.dump"_qs)).error().code, ErrorCode::Conflict);
    EXPECT_EQ(valueOf(backup->prepareReturn()).error().code, ErrorCode::Conflict);
    backup.reset();
    for (const QString &name : QDir(options.defaultFolder).entryList(QDir::Files)) {
        EXPECT_FALSE(name.endsWith(u".part")) << qPrintable(name);
    }
}

} // namespace
} // namespace EvalTrack::Test
