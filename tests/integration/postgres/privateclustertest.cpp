// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres/privatecluster.h"
#include "storage/database.h"
#include "support/printers.h"
#include "support/testpostgres.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace EvalTrack;
using namespace EvalTrack::Server;

namespace {

class PrivateClusterTest : public testing::Test
{
protected:
    Result<std::unique_ptr<PrivateCluster>> tryStart() const
    {
        return PrivateCluster::start(m_options);
    }
    std::unique_ptr<PrivateCluster> start() const
    {
        auto cluster = tryStart();
        EXPECT_TRUE(cluster) << cluster.error().detail.toStdString();
        return cluster ? std::move(*cluster) : nullptr;
    }
    static bool works(const PrivateCluster &cluster)
    {
        const auto database = Database::open(cluster.settings());
        return database && (*database)->ping();
    }
    static std::unique_ptr<Database> connectionTo(const PrivateCluster &cluster)
    {
        auto database = Database::open(cluster.settings());
        EXPECT_TRUE(database);
        return database ? std::move(*database) : nullptr;
    }
    QString pidFile() const
    {
        return m_options.folder + QStringLiteral("/postgres/data/postmaster.pid");
    }

    /// Makes the cluster and stops it.
    void makeCluster()
    {
        const auto cluster = start();
        ASSERT_TRUE(cluster);
        ASSERT_TRUE(connectionTo(*cluster)->runScript(
            "create table kept (x int); insert into kept values (7)"));
    }
    static bool isKept(const PrivateCluster &cluster)
    {
        const auto rows = connectionTo(cluster)->runText("select x from kept");
        return rows && rows->count() == 1 && rows->at(0).integer(0) == 7;
    }
    static bool isGone(qint64 pid) { return kill(static_cast<pid_t>(pid), 0) != 0; }

    PrivateCluster::Options m_options{EvalTrack::Test::TestPostgres::scratchFolder() +
                                          QStringLiteral("/a b"),
                                      Durability::TestOnly, std::nullopt};
};

} // namespace

TEST_F(PrivateClusterTest, MakesAClusterThatOnlyItsPasswordOpens)
{
    const auto cluster = start();
    ASSERT_TRUE(cluster);

    EXPECT_TRUE(works(*cluster));
    ConnectionSettings guess = cluster->settings();
    guess.password = {};
    EXPECT_FALSE(Database::open(guess));
    ConnectionSettings loopback = cluster->settings();
    loopback.host = QStringLiteral("127.0.0.1");
    EXPECT_FALSE(Database::open(loopback)) << "it must listen on its socket alone";
    const auto rights =
        connectionTo(*cluster)->runText("select rolsuper or rolcreatedb or rolcreaterole from "
                                        "pg_roles where rolname = current_user");
    ASSERT_TRUE(rights);
    EXPECT_FALSE(rights->at(0).boolean(0));
}

TEST_F(PrivateClusterTest, NeverRunsAsRoot)
{
    const auto cluster = start();
    ASSERT_TRUE(cluster);

    struct stat process = {};
    ASSERT_EQ(stat(("/proc/" + std::to_string(cluster->postmasterPid())).c_str(), &process), 0);
    EXPECT_NE(process.st_uid, 0U);
    if (geteuid() != 0) {
        EXPECT_EQ(process.st_uid, geteuid());
    }
}

TEST_F(PrivateClusterTest, StopsAtTheEndAndKeepsTheData)
{
    makeCluster();
    EXPECT_FALSE(QFile::exists(pidFile()));

    const auto again = start();

    ASSERT_TRUE(again);
    EXPECT_TRUE(isKept(*again));
}

TEST_F(PrivateClusterTest, TellsHowToReachAFoldersCluster)
{
    EXPECT_EQ(PrivateCluster::settingsOf(m_options.folder).error().code, ErrorCode::NotFound);
    const auto cluster = start();
    ASSERT_TRUE(cluster);

    const auto settings = PrivateCluster::settingsOf(m_options.folder);

    ASSERT_TRUE(settings);
    EXPECT_EQ(*settings, cluster->settings());
    EXPECT_EQ(ConnectionSettings::fromUrl(cluster->connectionString()).value(),
              cluster->settings());
}

TEST_F(PrivateClusterTest, StartsFromThePidFileOfADeadProcess)
{
    makeCluster();
    QProcess brief;
    brief.start(QStringLiteral("true"), QStringList());
    const qint64 pid = brief.processId();
    ASSERT_TRUE(brief.waitForFinished());
    QFile file(pidFile());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::number(pid) + "\n" + m_options.folder.toUtf8() +
               "/postgres/data\n1700000000\n5432\n/nowhere\n\n  1234567 99\nready\n");
    file.close();

    const auto cluster = start();

    ASSERT_TRUE(cluster);
    EXPECT_TRUE(isKept(*cluster));
}

TEST_F(PrivateClusterTest, StartsWhenThePidNowBelongsToAnotherProgram)
{
    makeCluster();
    // After a reboot the number can be anybody's; here it is the tests' own.
    QFile file(pidFile());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::number(qint64(getpid())) + "\n" + m_options.folder.toUtf8() +
               "/postgres/data\n1700000000\n5432\n/nowhere\n\n  1234567 99\nready\n");
    file.close();

    const auto cluster = start();

    ASSERT_TRUE(cluster);
    EXPECT_TRUE(isKept(*cluster));
}

TEST_F(PrivateClusterTest, StartsAgainWhenThePostmasterWasKilled)
{
    makeCluster();
    const auto cluster = start();
    ASSERT_TRUE(cluster);
    const auto client = connectionTo(*cluster);
    const qint64 killed = cluster->postmasterPid();
    ASSERT_EQ(kill(static_cast<pid_t>(killed), SIGKILL), 0);
    ASSERT_TRUE(EvalTrack::Test::waitFor([&] { return isGone(killed); }));

    const auto running = cluster->ensureRunning();

    ASSERT_TRUE(running) << running.error().detail.toStdString();
    EXPECT_NE(cluster->postmasterPid(), killed);
    EXPECT_TRUE(isKept(*cluster));
}

TEST_F(PrivateClusterTest, TakesOverWhatACrashedProgramLeftRunning)
{
    makeCluster();
    qint64 pid = 0;
    {
        auto crashed = start();
        ASSERT_TRUE(crashed);
        pid = crashed->postmasterPid();
        // A crash runs no destructor and leaves a lock of a process that is no more.
        static_cast<void>(crashed.release());
        QFile::remove(m_options.folder + QStringLiteral("/cluster.lock"));
    }

    auto cluster = start();
    ASSERT_TRUE(cluster);
    EXPECT_EQ(cluster->postmasterPid(), pid);
    EXPECT_TRUE(cluster->isOurs());
    cluster.reset();

    EXPECT_TRUE(EvalTrack::Test::waitFor([&] { return isGone(pid); }));
}

TEST_F(PrivateClusterTest, LetsTheSecondProgramUseTheFirstOnes)
{
    auto first = start();
    ASSERT_TRUE(first);
    auto second = start();
    ASSERT_TRUE(second);

    EXPECT_TRUE(first->isOurs());
    EXPECT_FALSE(second->isOurs());
    EXPECT_TRUE(works(*second));
    second.reset();
    EXPECT_TRUE(works(*first)) << "the second stopped what is not its own";
}

TEST_F(PrivateClusterTest, TakesOverWhenTheFirstProgramEnds)
{
    auto first = start();
    ASSERT_TRUE(first);
    auto second = start();
    ASSERT_TRUE(second);
    first.reset();
    EXPECT_FALSE(works(*second));

    const auto running = second->ensureRunning();

    EXPECT_TRUE(running);
    EXPECT_TRUE(second->isOurs());
    EXPECT_TRUE(works(*second));
}

TEST_F(PrivateClusterTest, NamesMissingPrograms)
{
    m_options.binaryFolders = QStringList{m_options.folder + QStringLiteral("/none")};

    const auto cluster = tryStart();

    ASSERT_FALSE(cluster);
    EXPECT_EQ(cluster.error().code, ErrorCode::Unavailable);
    EXPECT_TRUE(cluster.error().detail.contains(QStringLiteral("apt-get install postgresql")));
}

TEST_F(PrivateClusterTest, NamesAnotherMajorVersion)
{
    makeCluster();
    QFile version(m_options.folder + QStringLiteral("/postgres/data/PG_VERSION"));
    ASSERT_TRUE(version.open(QIODevice::WriteOnly));
    version.write("12\n");
    version.close();

    const auto cluster = tryStart();

    ASSERT_FALSE(cluster);
    EXPECT_TRUE(cluster.error().detail.contains(QStringLiteral("PostgreSQL 12")))
        << cluster.error().detail.toStdString();
}

TEST_F(PrivateClusterTest, LeavesAFolderAloneThatIsNotItsOwn)
{
    QDir().mkpath(m_options.folder + QStringLiteral("/postgres/data"));
    QFile precious(m_options.folder + QStringLiteral("/postgres/data/thesis.txt"));
    ASSERT_TRUE(precious.open(QIODevice::WriteOnly));
    precious.write("years");
    precious.close();

    const auto cluster = tryStart();

    ASSERT_FALSE(cluster);
    EXPECT_EQ(cluster.error().code, ErrorCode::Storage);
    EXPECT_TRUE(precious.exists());
}

TEST_F(PrivateClusterTest, DoesNotMakeANewClusterOverOneWhosePasswordIsLost)
{
    makeCluster();
    ASSERT_TRUE(QFile::remove(m_options.folder + QStringLiteral("/access.json")));

    const auto cluster = tryStart();

    ASSERT_FALSE(cluster);
    EXPECT_EQ(cluster.error().code, ErrorCode::Storage);
    EXPECT_TRUE(cluster.error().detail.contains(QStringLiteral("access.json")));
}

TEST_F(PrivateClusterTest, DoesNotMakeAnEmptyClusterWhereOneIsGone)
{
    makeCluster();
    ASSERT_TRUE(QDir(m_options.folder + QStringLiteral("/postgres/data")).removeRecursively());

    const auto cluster = tryStart();

    ASSERT_FALSE(cluster);
    EXPECT_EQ(cluster.error().code, ErrorCode::Storage);
    EXPECT_TRUE(cluster.error().detail.contains(QStringLiteral("backup")));
}

TEST_F(PrivateClusterTest, StartsAfterAFirstStartThatWasInterrupted)
{
    QDir().mkpath(m_options.folder + QStringLiteral("/postgres/data.new/base"));

    const auto cluster = start();

    ASSERT_TRUE(cluster);
    EXPECT_TRUE(works(*cluster));
}

TEST_F(PrivateClusterTest, DoesNotFollowALinkToItsSocketFolder)
{
    makeCluster();
    const QString run = m_options.folder + QStringLiteral("/postgres/run");
    const QString elsewhere = EvalTrack::Test::TestPostgres::scratchFolder();
    const auto permissions = QFileInfo(elsewhere).permissions();
    ASSERT_TRUE(QDir(run).removeRecursively());
    ASSERT_TRUE(QFile::link(elsewhere, run));

    const auto cluster = tryStart();

    ASSERT_FALSE(cluster);
    EXPECT_EQ(cluster.error().code, ErrorCode::Storage);
    EXPECT_EQ(QFileInfo(elsewhere).permissions(), permissions);
}

TEST_F(PrivateClusterTest, FindsAShortPlaceForTheSocketOfADeepFolder)
{
    m_options.folder += QStringLiteral("/deep").repeated(24);

    const auto cluster = start();

    ASSERT_TRUE(cluster);
    EXPECT_TRUE(works(*cluster));
    const QString socketFolder = cluster->access().socketFolder;
    EXPECT_LT(socketFolder.size(), 60);
    EXPECT_EQ(QFileInfo(socketFolder).permissions() &
                  (QFileDevice::ReadGroup | QFileDevice::ExeGroup | QFileDevice::ReadOther |
                   QFileDevice::ExeOther),
              QFileDevice::Permissions());
    QDir(socketFolder).removeRecursively();
}
