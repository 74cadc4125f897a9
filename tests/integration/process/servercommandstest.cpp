// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/ledgersigner.h"

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
        WrongSetting{"Seed", {u"demo"_qs, u"--seed=-1"_qs}, {}, "--seed must be "}),
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

} // namespace
} // namespace EvalTrack::Test
