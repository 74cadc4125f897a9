// SPDX-License-Identifier: GPL-3.0-or-later
// What a balancer and people meet while PostgreSQL is away, and while a server is about to stop.
#include "jsonclient.h"

#include "postgres/privatecluster.h"
#include "serverprocess.h"

#include "support/testpostgres.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QJsonArray>
#include <QNetworkReply>
#include <QProcess>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace EvalTrack::Test {
namespace {

using namespace Server;

const QString HealthAdmin = QStringLiteral("root@empresa.com");
const QString HealthPassword = QStringLiteral("a good password");

QString statusOf(const JsonAnswer &answer)
{
    return answer.body.value(QLatin1String("status")).toString();
}

/// A server on a PostgreSQL of its own, which a test may stop.
class ServingHealthTest : public testing::Test
{
protected:
    void SetUp() override
    {
        PrivateCluster::Options own;
        own.folder = TestPostgres::scratchFolder() + QStringLiteral("/cluster");
        own.durability = Durability::TestOnly;
        auto started = PrivateCluster::start(own);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        cluster = *std::move(started);

        ServerProcess::Options options;
        options.configuration.database = cluster->settings();
        options.configuration.host = QHostAddress(QHostAddress::LocalHost);
        options.configuration.port = 0;
        options.configuration.dataFolder = folder.path();
        options.configuration.eventLoops = 2;
        options.configuration.logLevel = LogLevel::Off;
        server = std::make_unique<ServerProcess>(options);
        const auto serving = server->start();
        ASSERT_TRUE(serving) << qPrintable(serving.error().detail);
        ASSERT_TRUE(server->createFirstAdministrator(QStringLiteral("Root"), HealthAdmin,
                                                     Redacted(HealthPassword)));
    }

    [[nodiscard]] JsonClient client() const
    {
        return JsonClient(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server->port())));
    }

    QTemporaryDir folder;
    std::unique_ptr<PrivateCluster> cluster;
    std::unique_ptr<ServerProcess> server;
};

TEST_F(ServingHealthTest, ToldWithoutPostgresAndComesBackWithIt)
{
    JsonClient admin = client();
    ASSERT_TRUE(admin.signIn(HealthAdmin, HealthPassword));
    ASSERT_EQ(statusOf(admin.ask("GET", QStringLiteral("/health/ready"))), QStringLiteral("ready"));
    ASSERT_EQ(admin.ask("GET", QStringLiteral("/users")).status, 200);

    cluster->stop();

    EXPECT_TRUE(waitFor(
        [&admin] { return admin.ask("GET", QStringLiteral("/health/ready")).status == 503; }));
    const JsonAnswer away = admin.ask("GET", QStringLiteral("/users"));
    EXPECT_EQ(away.status, 503);
    EXPECT_EQ(away.retryAfter, "1");
    EXPECT_EQ(admin.ask("GET", QStringLiteral("/health/ready")).retryAfter, "1");
    const JsonAnswer live = admin.ask("GET", QStringLiteral("/health/live"));
    EXPECT_EQ(live.status, 200);
    EXPECT_EQ(statusOf(live), QStringLiteral("ok"));

    const auto running = cluster->ensureRunning();
    ASSERT_TRUE(running) << qPrintable(running.error().detail);
    EXPECT_TRUE(
        waitFor([&admin] { return admin.ask("GET", QStringLiteral("/users")).status == 200; }));
    EXPECT_TRUE(waitFor(
        [&admin] { return admin.ask("GET", QStringLiteral("/health/ready")).status == 200; }));
}

TEST_F(ServingHealthTest, WhatFailsWithoutPostgresIsToldAndListedWhenItIsBack)
{
    JsonClient admin = client();
    ASSERT_TRUE(admin.signIn(HealthAdmin, HealthPassword));
    const auto database = [&admin] {
        const JsonAnswer answer = admin.ask("GET", QStringLiteral("/admin/status"));
        EXPECT_EQ(answer.status, 200) << answer.text.constData();
        return answer.body.value(QLatin1String("database")).toObject();
    };
    EXPECT_TRUE(database().value(QLatin1String("isReachable")).toBool());

    cluster->stop();
    admin.setHeader("X-Request-Id", "while-it-was-away");
    ASSERT_EQ(admin.ask("GET", QStringLiteral("/users")).status, 503);
    admin.setHeader("X-Request-Id", "later");
    // Who asks is remembered for a while, and so the page is there when it is needed most.
    EXPECT_FALSE(database().value(QLatin1String("isReachable")).toBool(true));
    EXPECT_TRUE(database().value(QLatin1String("version")).isNull());

    const auto running = cluster->ensureRunning();
    ASSERT_TRUE(running) << qPrintable(running.error().detail);
    QJsonObject found;
    EXPECT_TRUE(waitFor(
        [&] {
            const auto items = admin.ask("GET", QStringLiteral("/admin/errors"))
                                   .body.value(QLatin1String("items"))
                                   .toArray();
            for (const QJsonValue &item : items) {
                if (item.toObject().value(QLatin1String("requestId")) ==
                    QLatin1String("while-it-was-away")) {
                    found = item.toObject();
                }
            }
            return !found.isEmpty();
        },
        std::chrono::seconds(30)));
    EXPECT_EQ(found.value(QLatin1String("status")).toInt(), 503);
    EXPECT_EQ(found.value(QLatin1String("route")).toString(), QStringLiteral("/users"));
    EXPECT_EQ(found.value(QLatin1String("code")).toString(), QStringLiteral("Unavailable"));
    EXPECT_EQ(found.value(QLatin1String("user")).toObject().value(QLatin1String("name")).toString(),
              QStringLiteral("Root"));
}

TEST_F(ServingHealthTest, DrainsByServingOnAndSendingEverybodyElsewhere)
{
    JsonClient admin = client();
    ASSERT_TRUE(admin.signIn(HealthAdmin, HealthPassword));
    ASSERT_EQ(admin.ask("GET", QStringLiteral("/users")).connection, QByteArray());

    server->beginDrain();

    const JsonAnswer ready = admin.ask("GET", QStringLiteral("/health/ready"));
    EXPECT_EQ(ready.status, 503);
    EXPECT_EQ(statusOf(ready), QStringLiteral("draining"));
    EXPECT_EQ(admin.ask("GET", QStringLiteral("/ready")).status, 503);
    EXPECT_EQ(admin.ask("GET", QStringLiteral("/health/live")).status, 200);
    const JsonAnswer users = admin.ask("GET", QStringLiteral("/users"));
    EXPECT_EQ(users.status, 200);
    EXPECT_EQ(users.connection, "close");
}

/// evaltrack-server itself, until it is asked to end.
class ServingProgram
{
public:
    ServingProgram(const QString &databaseUrl, int drainSeconds)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("DATABASE_URL"));
        QFile secret(m_folder.filePath(QStringLiteral("database-url")));
        if (!secret.open(QIODevice::WriteOnly) || secret.write(databaseUrl.toUtf8() + '\n') < 0) {
            qFatal("no temporary file");
        }
        secret.close();
        environment.insert(QStringLiteral("DATABASE_URL_FILE"), secret.fileName());
        environment.insert(QStringLiteral("EVALTRACK_DATA"), m_folder.path());
        environment.insert(QStringLiteral("EVALTRACK_HOST"), QStringLiteral("127.0.0.1"));
        environment.insert(QStringLiteral("EVALTRACK_LOOPS"), QStringLiteral("1"));
        environment.insert(QStringLiteral("EVALTRACK_DRAIN_SECONDS"),
                           QString::number(drainSeconds));
        environment.insert(QStringLiteral("EVALTRACK_ADMIN_EMAIL"), HealthAdmin);
        environment.insert(QStringLiteral("EVALTRACK_ADMIN_PASSWORD"), HealthPassword);
        environment.insert(QStringLiteral("LOG_LEVEL"), QStringLiteral("off"));
        environment.insert(QStringLiteral("PORT"), QStringLiteral("0"));
        process.setProcessEnvironment(environment);
        process.start(qEnvironmentVariable("EVALTRACK_BIN") + u"/evaltrack-server"_qs,
                      {QStringLiteral("serve")});
        static const QRegularExpression address(QStringLiteral("http://127\\.0\\.0\\.1:\\d+"));
        QString said;
        const bool serves = waitFor(
            [this, &said] {
                said += QString::fromUtf8(process.readAllStandardOutput());
                return address.match(said).hasMatch();
            },
            std::chrono::minutes(1));
        if (!serves) {
            qFatal("evaltrack-server does not serve: %s", qPrintable(said));
        }
        url = QUrl(address.match(said).captured());
    }

    [[nodiscard]] bool ends()
    {
        return waitFor([this] { return process.state() == QProcess::NotRunning; }) &&
               process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    }

    QProcess process;
    QUrl url;

private:
    QTemporaryDir m_folder;
};

TEST(ServingProgramTest, DrainsWhenAskedAndStopsAtOnceWhenAskedAgain)
{
    const TestPostgres postgres;
    ServingProgram program(postgres.url(), 300);
    JsonClient client(program.url);

    program.process.terminate();

    EXPECT_TRUE(waitFor([&client] {
        return statusOf(client.ask("GET", QStringLiteral("/health/ready"))) == u"draining";
    }));
    EXPECT_TRUE(client.signIn(HealthAdmin, HealthPassword)) << "it serves on";
    EXPECT_EQ(program.process.state(), QProcess::Running);
    program.process.terminate();
    EXPECT_TRUE(program.ends());
}

TEST(ServingProgramTest, StopsByItselfWhenTheDrainIsOver)
{
    const TestPostgres postgres;
    ServingProgram program(postgres.url(), 1);

    program.process.terminate();

    EXPECT_TRUE(program.ends());
}

TEST(ServingProgramTest, AnswersWhatItHasBegunBeforeItStops)
{
    const TestPostgres postgres;
    ServingProgram program(postgres.url(), 0);
    JsonClient client(program.url);
    ASSERT_TRUE(client.signIn(HealthAdmin, HealthPassword));
    const auto other = postgres.connect();
    auto transaction = other->begin();
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(other->runText("lock table users in access exclusive mode"));
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(program.url.toString() + QStringLiteral("/users?limit=1")));
    request.setRawHeader("Authorization", "Bearer " + client.token());
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    const auto watcher = postgres.connect();
    const bool isWaiting = waitFor([&watcher] {
        const auto waiting = watcher->runText(
            "select count(*) from pg_locks where not granted and relation = 'users'::regclass");
        return waiting && waiting->at(0).integer(0) >= 1;
    });
    ASSERT_TRUE(isWaiting) << reply->readAll().constData();

    program.process.terminate();
    transaction->rollback();

    EXPECT_TRUE(waitFor([&reply] { return reply->isFinished(); }));
    EXPECT_EQ(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
    EXPECT_TRUE(program.ends());
}

} // namespace
} // namespace EvalTrack::Test
