// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/ledgersigner.h"
#include "postgres/privatecluster.h"
#include "storage/database.h"

#include "support/testpostgres.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

namespace EvalTrack::Test {
namespace {

using Variables = QHash<QString, QString>;

struct Ended
{
    int code = -1;
    QByteArray output;
    QByteArray errors;
};

/// evaltrack-server itself, with nothing configured but what it is given.
Ended runServer(const QString &dataFolder, const QStringList &arguments, const Variables &variables)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith(u"EVALTRACK_"_qs)) {
            environment.remove(name);
        }
    }
    for (const char *const name : {"DATABASE_URL", "PORT", "JWT_SECRET", "JWT_EXPIRES_IN",
                                   "FRONTEND_URL", "LOG_LEVEL", "NODE_ENV"}) {
        environment.remove(QLatin1String(name));
    }
    environment.insert(u"EVALTRACK_DATA"_qs, dataFolder);
    for (auto each = variables.cbegin(); each != variables.cend(); ++each) {
        environment.insert(each.key(), each.value());
    }
    QProcess server;
    server.setProcessEnvironment(environment);
    server.start(qEnvironmentVariable("EVALTRACK_BIN") + u"/evaltrack-server"_qs, arguments);
    const bool hasEnded = waitFor([&server] { return server.state() == QProcess::NotRunning; },
                                  std::chrono::seconds(60));
    if (!hasEnded) {
        ADD_FAILURE() << "evaltrack-server does not end";
        server.terminate();
        (void)waitFor([&server] { return server.state() == QProcess::NotRunning; });
    }
    return {hasEnded && server.exitStatus() == QProcess::NormalExit ? server.exitCode() : -1,
            server.readAllStandardOutput(), server.readAllStandardError()};
}

struct WrongSetting
{
    const char *name;
    QStringList arguments;
    Variables variables;
    const char *named;
};

class WrongSettingTest : public testing::TestWithParam<WrongSetting>
{};

TEST_P(WrongSettingTest, IsNamedInOneLineAndNothingIsStarted)
{
    const QTemporaryDir folder;

    const Ended ended = runServer(folder.path(), GetParam().arguments, GetParam().variables);

    EXPECT_EQ(ended.code, 2);
    EXPECT_TRUE(ended.errors.startsWith(QByteArray("evaltrack-server: ").append(GetParam().named)))
        << ended.errors.constData();
    EXPECT_EQ(ended.errors.count('\n'), 1) << ended.errors.constData();
    EXPECT_EQ(ended.output, QByteArray());
    EXPECT_TRUE(QDir(folder.path()).isEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Each, WrongSettingTest,
    testing::Values(
        WrongSetting{"Port", {u"serve"_qs}, {{u"PORT"_qs, u"70000"_qs}}, "PORT: "},
        WrongSetting{"PortFlag", {u"serve"_qs, u"--port"_qs, u"http"_qs}, {}, "PORT: "},
        WrongSetting{"DatabaseUrl",
                     {u"migrate"_qs},
                     {{u"DATABASE_URL"_qs, u"mysql://root@localhost/x"_qs}},
                     "DATABASE_URL: "},
        WrongSetting{"SecretInProduction",
                     {u"serve"_qs},
                     {{u"EVALTRACK_ENV"_qs, u"production"_qs}, {u"JWT_SECRET"_qs, u"secret"_qs}},
                     "JWT_SECRET: "},
        WrongSetting{
            "NoSecretInStaging", {u"serve"_qs}, {{u"NODE_ENV"_qs, u"staging"_qs}}, "JWT_SECRET: "},
        WrongSetting{"SecretsFile",
                     {u"serve"_qs},
                     {{u"JWT_SECRET_FILE"_qs, u"/nowhere/secret"_qs}},
                     "JWT_SECRET_FILE: "},
        WrongSetting{
            "Environment", {u"serve"_qs}, {{u"EVALTRACK_ENV"_qs, u"prod"_qs}}, "EVALTRACK_ENV: "},
        WrongSetting{
            "EnvironmentOfNode", {u"serve"_qs}, {{u"NODE_ENV"_qs, u"prod"_qs}}, "NODE_ENV: "},
        WrongSetting{"DemoInProduction",
                     {u"serve"_qs, u"--demo"_qs},
                     {{u"NODE_ENV"_qs, u"production"_qs}, {u"JWT_SECRET"_qs, QString(40, u'x')}},
                     "EVALTRACK_ENV, NODE_ENV: "},
        WrongSetting{"AdministratorsEmail",
                     {u"serve"_qs},
                     {{u"EVALTRACK_ADMIN_EMAIL"_qs, u"ana"_qs},
                      {u"EVALTRACK_ADMIN_PASSWORD"_qs, u"a good password"_qs}},
                     "EVALTRACK_ADMIN_EMAIL: "},
        WrongSetting{"AdministratorsPassword",
                     {u"serve"_qs},
                     {{u"EVALTRACK_ADMIN_EMAIL"_qs, u"ana@empresa.com"_qs},
                      {u"EVALTRACK_ADMIN_PASSWORD"_qs, u"short"_qs}},
                     "EVALTRACK_ADMIN_PASSWORD: "},
        WrongSetting{"NoPasswordForTheAdministrator",
                     {u"serve"_qs},
                     {{u"EVALTRACK_ADMIN_EMAIL"_qs, u"ana@empresa.com"_qs}},
                     "EVALTRACK_ADMIN_PASSWORD: "},
        WrongSetting{"NoEmailForTheAdministrator",
                     {u"serve"_qs},
                     {{u"EVALTRACK_ADMIN_PASSWORD"_qs, u"a good password"_qs}},
                     "EVALTRACK_ADMIN_EMAIL: "},
        WrongSetting{
            "Events", {u"demo"_qs, u"--events"_qs, u"99999999999"_qs}, {}, "--events must be "},
        WrongSetting{
            "People", {u"demo"_qs, u"--people"_qs, u"1000001"_qs}, {}, "--people must be "},
        WrongSetting{"BackupOfAServersDatabase",
                     {u"backup"_qs},
                     {{u"DATABASE_URL"_qs, u"postgresql://x@localhost/x"_qs}},
                     "DATABASE_URL: "},
        WrongSetting{"RestoreOfNothing", {u"restore"_qs}, {}, "restore: say which file"},
        WrongSetting{"RestoreOfTwoThings",
                     {u"restore"_qs, u"x.dump"_qs, u"--undo"_qs},
                     {},
                     "restore: say which file"},
        WrongSetting{"Seed", {u"demo"_qs, u"--seed=-1"_qs}, {}, "--seed must be "},
        WrongSetting{"NoFolderForTheArchive", {u"archive"_qs}, {}, "--to: "},
        WrongSetting{"YearsOfTheArchive",
                     {u"archive"_qs, u"--to"_qs, u"/nowhere"_qs, u"--older-than"_qs, u"0"_qs},
                     {},
                     "--older-than must be "}),
    [](const auto &testCase) { return testCase.param.name; });

TEST(ServerCommandsTest, VerifyLedgerFailsWhereNothingIsSigned)
{
    const TestPostgres postgres;
    const QTemporaryDir folder;
    const QString ledger = folder.path() + u"/server/ledger"_qs;
    ASSERT_TRUE(Server::LedgerSigner::open(ledger));
    QFile key(ledger + u"/signing-key"_qs);
    ASSERT_TRUE(key.open(QIODevice::ReadWrite));
    ASSERT_TRUE(key.setFileTime(QDateTime::currentDateTimeUtc().addSecs(-3600),
                                QFileDevice::FileModificationTime));
    key.close();
    ASSERT_TRUE(postgres.connect()->runText(
        "insert into attendance_captures (uuid, code, captured_at, method, recorded_by, "
        "received_at) values (gen_random_uuid(), 'x', now(), 'BADGE', 1, now() - interval '1 "
        "hour')"));

    const Ended verified =
        runServer(folder.path(), {u"verify-ledger"_qs}, {{u"DATABASE_URL"_qs, postgres.url()}});

    EXPECT_EQ(verified.code, 1) << verified.errors.constData();
    EXPECT_TRUE(verified.output.startsWith("The ledger is not whole: "))
        << verified.output.constData();
}

/// A private cluster with the demo company, backed up, and changed afterwards.
class PrivateBackupTest : public testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_EQ(run({u"demo"_qs, u"--people"_qs, u"20"_qs, u"--events"_qs, u"3"_qs}).code, 0);
        const Ended backedUp = run({u"backup"_qs, u"--to"_qs, backups.path()});
        ASSERT_EQ(backedUp.code, 0) << backedUp.errors.constData();
        EXPECT_TRUE(backedUp.output.startsWith("Backed up to ")) << backedUp.output.constData();
        const QStringList files = QDir(backups.path()).entryList({u"*.dump"_qs});
        ASSERT_EQ(files.size(), 1);
        file = backups.filePath(files.first());
        const auto cluster = start();
        ASSERT_TRUE(
            databaseOf(*cluster)->runText("update users set name = 'Entered since' where id = 1"));
    }
    Ended run(const QStringList &arguments, const Variables &variables = {}) const
    {
        return runServer(folder.path(), arguments, variables);
    }
    std::unique_ptr<Server::PrivateCluster> start() const
    {
        auto cluster = Server::PrivateCluster::start(
            {folder.path() + u"/server/postgres"_qs, Server::Durability::TestOnly, std::nullopt});
        EXPECT_TRUE(cluster) << qPrintable(cluster.error().detail);
        return cluster ? *std::move(cluster) : nullptr;
    }
    static std::unique_ptr<Server::Database> databaseOf(const Server::PrivateCluster &cluster)
    {
        return Server::Database::open(cluster.settings()).value();
    }
    [[nodiscard]] bool hasWhatWasEntered() const
    {
        const auto cluster = start();
        return databaseOf(*cluster)
            ->runText("select name = 'Entered since' from users where id = 1")
            ->at(0)
            .boolean(0);
    }

    QTemporaryDir folder{TestPostgres::scratchFolder() + u"/commands-XXXXXX"_qs};
    QTemporaryDir backups;
    QString file;
};

TEST_F(PrivateBackupTest, RestoresAndTakesTheRestoreBack)
{
    const Ended restored = run({u"restore"_qs, file});
    ASSERT_EQ(restored.code, 0) << restored.errors.constData();
    EXPECT_TRUE(restored.output.contains("evaltrack_before_")) << restored.output.constData();
    EXPECT_FALSE(hasWhatWasEntered());

    const Ended undone = run({u"restore"_qs, u"--undo"_qs});
    ASSERT_EQ(undone.code, 0) << undone.errors.constData();
    EXPECT_TRUE(hasWhatWasEntered());
}

TEST_F(PrivateBackupTest, IsRefusedWhileAnotherProgramWorksWithTheData)
{
    const auto cluster = start();
    const Ended refused = run({u"restore"_qs, file});
    EXPECT_EQ(refused.code, 1);
    EXPECT_TRUE(refused.errors.contains("Another EvalTrack works with"))
        << refused.errors.constData();
    const Ended backedUp = run({u"backup"_qs});
    EXPECT_EQ(backedUp.code, 0) << backedUp.errors.constData();
}

TEST_F(PrivateBackupTest, KilledAnywhereItIsTheOldDatabaseOrTheNewOneAndNeverNone)
{
    struct Place
    {
        const char *failpoint;
        bool isOld;
    };
    for (const Place place :
         {Place{"restore.created:1", true}, Place{"restore.filled:1", true},
          Place{"restore.swapping:1", true}, Place{"restore.swapped:1", false}}) {
        const Ended killed = run({u"restore"_qs, file},
                                 {{u"EVALTRACK_FAILPOINT"_qs, QLatin1String(place.failpoint)}});
        ASSERT_EQ(killed.code, -1) << place.failpoint;
        EXPECT_EQ(hasWhatWasEntered(), place.isOld) << place.failpoint;
    }
    // What was put in place before it could be said is taken back like any other.
    EXPECT_EQ(run({u"restore"_qs, u"--undo"_qs}).code, 0);
    EXPECT_TRUE(hasWhatWasEntered());
}

} // namespace
} // namespace EvalTrack::Test
