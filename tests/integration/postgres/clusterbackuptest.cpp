// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres/clusterbackup.h"
#include "fault/smalldisk.h"
#include "postgres/privatecluster.h"
#include "storage/database.h"
#include "storage/migrator.h"
#include "support/printers.h"
#include "support/testpostgres.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace EvalTrack::Server {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp BackedUpAt{
    std::chrono::sys_days(std::chrono::year(2026) / std::chrono::November / 30) + 18h + 30min};

// Before the process has threads.
[[maybe_unused]] const bool MayMount = [] {
    Fault::allowSmallDisks();
    return true;
}();

/// A real private cluster with the schema of this program, and people who are told apart by e-mail.
class ClusterBackupTest : public testing::Test
{
protected:
    void SetUp() override
    {
        auto started = PrivateCluster::start(
            {home.path() + u"/postgres"_qs, Durability::TestOnly, std::nullopt});
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        cluster = *std::move(started);
        auto database = open();
        ASSERT_TRUE(Migrator(*database).migrate());
        addPerson(u"first"_qs);
        const auto found = ClusterTools::of(home.path() + u"/postgres"_qs);
        ASSERT_TRUE(found) << qPrintable(found.error().detail);
        tools = *found;
    }

    std::unique_ptr<Database> open(const QString &name = u"evaltrack"_qs) const
    {
        ConnectionSettings settings = cluster->settings();
        settings.database = name;
        auto database = Database::open(settings);
        EXPECT_TRUE(database) << qPrintable(name);
        return database ? *std::move(database) : nullptr;
    }
    void addPerson(const QString &name) const
    {
        ASSERT_TRUE(open()->runText(
            "insert into users (email, name, role) values ($1 || '@empresa.com', $1, 'EMPLEADO')",
            {name}));
    }
    QStringList people(const QString &database = u"evaltrack"_qs) const
    {
        QStringList names;
        const auto rows = open(database)->runText("select name from users order by id");
        EXPECT_TRUE(rows);
        for (const Row row : *rows) {
            names.append(row.text(0));
        }
        return names;
    }
    QString installation() const
    {
        return open()->runText("select uuid::text from installation")->at(0).text(0);
    }
    QStringList databases() const
    {
        QStringList names;
        const auto rows = open()->runText(
            "select datname from pg_database where datname like 'evaltrack%' order by datname");
        for (const Row row : *rows) {
            names.append(row.text(0));
        }
        return names;
    }
    ClusterBackup backup() const { return ClusterBackup(*tools); }
    BackupFile backUp(Timestamp at = BackedUpAt) const
    {
        const auto made = backup().backUp(folder, at);
        EXPECT_TRUE(made) << qPrintable(made.error().detail);
        return made.value_or(BackupFile());
    }
    Result<ClusterBackup::Exchange> restore(const QString &file, Timestamp at = BackedUpAt + 1h)
    {
        const auto checked = backup().check(file);
        if (!checked) {
            return std::unexpected(checked.error());
        }
        if (const auto filled = backup().fill(*checked); !filled) {
            return std::unexpected(filled.error());
        }
        const auto exchanged = backup().swapIn(ClusterBackup::Source::Filled, at);
        if (exchanged) {
            EXPECT_TRUE(backup().settle(*exchanged));
        }
        return exchanged;
    }

    QTemporaryDir home{EvalTrack::Test::TestPostgres::scratchFolder() + u"/backup-XXXXXX"_qs};
    QTemporaryDir files;
    BackupFolder folder{files.path()};
    std::unique_ptr<PrivateCluster> cluster;
    std::optional<ClusterTools> tools;
};

TEST_F(ClusterBackupTest, WhatWasBackedUpComesBackAndWhatCameSinceIsSetAside)
{
    const BackupFile made = backUp();
    addPerson(u"second"_qs);
    ASSERT_TRUE(open()->runText("update users set name = 'renamed' where email like 'first%'"));
    const QString before = installation();

    const auto exchanged = restore(made.path);

    ASSERT_TRUE(exchanged) << qPrintable(exchanged.error().detail);
    EXPECT_EQ(people(), QStringList{u"first"_qs});
    EXPECT_EQ(exchanged->aside, u"evaltrack_before_20261130t193000z"_qs);
    EXPECT_EQ(people(exchanged->aside), (QStringList{u"renamed"_qs, u"second"_qs}));
    EXPECT_EQ(databases(), (QStringList{u"evaltrack"_qs, exchanged->aside}));
    EXPECT_EQ(backup().setAsideAt().value(), BackedUpAt + 1h);
    EXPECT_NE(installation(), before) << "or clients would not read everything anew";
    EXPECT_EQ(open()->runText("select count(*) from change_log")->at(0).integer(0), 0);
    // It is worked with as before, by the triggers and rights that came with it.
    addPerson(u"third"_qs);
    EXPECT_EQ(open()->runText("select count(*) from change_log")->at(0).integer(0), 1);
    EXPECT_FALSE(open()->runText("delete from attendance_captures"));
    EXPECT_TRUE(Migrator(*open()).check());
}

TEST_F(ClusterBackupTest, ARestoreIsTakenBackAndThatTooAndOnlyTheLastIsKept)
{
    const BackupFile made = backUp();
    addPerson(u"second"_qs);
    ASSERT_TRUE(restore(made.path));
    addPerson(u"third"_qs);
    const QString restored = installation();

    ASSERT_TRUE(backup().fillFromAside());
    const auto back = backup().swapIn(ClusterBackup::Source::Aside, BackedUpAt + 2h);
    ASSERT_TRUE(back) << qPrintable(back.error().detail);
    ASSERT_TRUE(backup().settle(*back));
    EXPECT_EQ(people(), (QStringList{u"first"_qs, u"second"_qs}));
    EXPECT_EQ(people(back->aside), (QStringList{u"first"_qs, u"third"_qs}));
    EXPECT_NE(installation(), restored);

    ASSERT_TRUE(restore(made.path, BackedUpAt + 3h));
    EXPECT_EQ(databases(), (QStringList{u"evaltrack"_qs, u"evaltrack_before_20261130t213000z"_qs}));
}

TEST_F(ClusterBackupTest, OneFlippedByteIsRefusedAndNothingChanges)
{
    const BackupFile made = backUp();
    addPerson(u"second"_qs);
    const QString before = installation();
    QFile file(made.path);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    ASSERT_TRUE(file.seek(file.size() / 2));
    const char byte = static_cast<char>(file.peek(1).at(0) ^ 1);
    file.write(&byte, 1);
    file.close();

    const auto refused = restore(made.path);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::StorageDamaged);
    EXPECT_TRUE(refused.error().detail.contains(u"is damaged"_qs));
    EXPECT_EQ(people(), (QStringList{u"first"_qs, u"second"_qs}));
    EXPECT_EQ(databases(), QStringList{u"evaltrack"_qs});
    EXPECT_EQ(installation(), before);
}

TEST_F(ClusterBackupTest, ADumpThatDoesNotHoldWhatWasNotedIsRefused)
{
    BackupFile made = backUp();
    made.manifest.rows[u"users"_qs] = 7;
    EXPECT_EQ(backup().fill(made).error().code, ErrorCode::StorageDamaged);
    // Whole by its checksum, and yet no dump.
    const auto part = folder.newPart(BackedUpAt + 1s);
    ASSERT_TRUE(part);
    QFile file(*part);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write("PGDMP but no more") > 0);
    file.close();
    const auto liar = folder.publish(*part, made.manifest);
    ASSERT_TRUE(liar);
    EXPECT_EQ(restore(liar->path).error().code, ErrorCode::StorageDamaged);
    EXPECT_EQ(databases(), QStringList{u"evaltrack"_qs});
    EXPECT_EQ(people(), QStringList{u"first"_qs});
}

TEST_F(ClusterBackupTest, ANewerProgramsBackupIsRefused)
{
    const BackupFile made = backUp();
    QFile note(made.path + u".json"_qs);
    ASSERT_TRUE(note.open(QIODevice::ReadOnly));
    BackupManifest manifest = BackupManifest::fromJson(note.readAll()).value();
    note.close();
    manifest.schema = static_cast<int>(Migrator::compiledIn().size()) + 1;
    manifest.version = u"9.9.9"_qs;
    ASSERT_TRUE(note.open(QIODevice::WriteOnly | QIODevice::Truncate));
    note.write(manifest.toJson());
    note.close();

    const auto refused = restore(made.path);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::ProtocolMismatch);
    EXPECT_TRUE(refused.error().detail.contains(u"9.9.9"_qs));
    EXPECT_EQ(databases(), QStringList{u"evaltrack"_qs});
}

TEST_F(ClusterBackupTest, AnotherClustersBackupIsFollowedByNewChanges)
{
    const BackupFile made = backUp();
    // Its transaction numbers are far ahead of this one's.
    auto old = std::move(cluster);
    old.reset();
    QTemporaryDir elsewhere(EvalTrack::Test::TestPostgres::scratchFolder() + u"/other-XXXXXX"_qs);
    auto started = PrivateCluster::start(
        {elsewhere.path() + u"/postgres"_qs, Durability::TestOnly, std::nullopt});
    ASSERT_TRUE(started);
    cluster = *std::move(started);
    ASSERT_TRUE(Migrator(*open()).migrate());
    tools = ClusterTools::of(elsewhere.path() + u"/postgres"_qs).value();

    ASSERT_TRUE(restore(made.path));

    EXPECT_EQ(people(), QStringList{u"first"_qs});
    addPerson(u"second"_qs);
    EXPECT_EQ(open()
                  ->runText("select count(*) from change_log where xid < "
                            "pg_snapshot_xmin(pg_current_snapshot())")
                  ->at(0)
                  .integer(0),
              1);
    cluster.reset();
}

TEST_F(ClusterBackupTest, WhatAnInterruptedRestoreLeftIsDroppedByTheNext)
{
    const BackupFile made = backUp();
    ASSERT_TRUE(backup().fill(backup().check(made.path).value()));
    EXPECT_EQ(databases(), (QStringList{u"evaltrack"_qs, u"evaltrack_restoring"_qs}));
    addPerson(u"second"_qs);

    ASSERT_TRUE(restore(made.path));
    EXPECT_EQ(people(), QStringList{u"first"_qs});
    EXPECT_FALSE(databases().contains(u"evaltrack_restoring"_qs));
}

TEST_F(ClusterBackupTest, AnExchangeThatCannotBeServedGoesBack)
{
    const BackupFile made = backUp();
    addPerson(u"second"_qs);
    ASSERT_TRUE(backup().fill(backup().check(made.path).value()));
    const auto exchanged = backup().swapIn(ClusterBackup::Source::Filled, BackedUpAt + 1h);
    ASSERT_TRUE(exchanged);

    ASSERT_TRUE(backup().swapBack(*exchanged));
    EXPECT_EQ(people(), (QStringList{u"first"_qs, u"second"_qs}));
    EXPECT_EQ(databases(), QStringList{u"evaltrack"_qs});
}

TEST_F(ClusterBackupTest, LeavesNoPasswordAndNoPartBehind)
{
    const BackupFile made = backUp();
    EXPECT_TRUE(QDir(tools->access.root).entryList({u"password-*"_qs}).isEmpty());
    EXPECT_EQ(QDir(files.path()).entryList(QDir::Files).size(), 2);
    QFile dump(made.path);
    ASSERT_TRUE(dump.open(QIODevice::ReadOnly));
    EXPECT_FALSE(dump.readAll().contains(tools->access.password.reveal().toLatin1()));
}

TEST_F(ClusterBackupTest, OnAFullDiskTheEarlierOnesStayAndNothingHalfMadeDoes)
{
    Fault::SmallDisk disk(4);
    ASSERT_TRUE(disk.isMounted()) << qPrintable(Fault::SmallDisk::whyNot());
    const BackupFolder small(disk.path() + u"/backups"_qs);
    ASSERT_TRUE(small.prepare(BackupFolder::WhenMissing::Make));
    const auto first = backup().backUp(small, BackedUpAt);
    ASSERT_TRUE(first) << qPrintable(first.error().detail);
    disk.fill(32 * 1024);

    const auto second = backup().backUp(small, BackedUpAt + 48h);

    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::StorageFull);
    EXPECT_TRUE(second.error().detail.contains(u"the earlier ones are still there"_qs));
    EXPECT_EQ(QDir(small.path()).entryList(QDir::Files).size(), 2);
    EXPECT_TRUE(first->verify());
    disk.makeRoom();
    EXPECT_TRUE(backup().backUp(small, BackedUpAt + 49h));
    EXPECT_EQ(small.backups().size(), 2);
}

TEST_F(ClusterBackupTest, IsStoppedInTheMiddleAndLeavesNothing)
{
    const std::atomic<bool> isCancelled = true;
    const auto stopped = ClusterBackup(*tools, &isCancelled).backUp(folder, BackedUpAt);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(QDir(files.path()).isEmpty());
}

} // namespace
} // namespace EvalTrack::Server
