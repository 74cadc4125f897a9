// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverconfiguration.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QHash>
#include <QTemporaryDir>

namespace EvalTrack::Server {
namespace {

using namespace std::chrono_literals;

Result<ServerConfiguration> read(QHash<QByteArray, QString> variables)
{
    if (!variables.contains("EVALTRACK_DATA")) {
        variables.insert("EVALTRACK_DATA", QStringLiteral("/data"));
    }
    return ServerConfiguration::read([variables](const char *name) -> std::optional<QString> {
        const auto found = variables.constFind(name);
        return found == variables.constEnd() ? std::nullopt : std::optional(*found);
    });
}

TEST(ServerConfigurationTest, HasTheReadmesDefaults)
{
    const auto configuration = read({});

    ASSERT_TRUE(configuration);
    EXPECT_FALSE(configuration->database);
    EXPECT_EQ(configuration->port, 3000);
    EXPECT_EQ(configuration->tokenLifetime, 15min);
    EXPECT_EQ(configuration->logLevel, LogLevel::Info);
    EXPECT_EQ(configuration->frontendOrigins,
              QList<QByteArray>({"http://localhost:5173", "http://localhost:3000"}));
    EXPECT_EQ(configuration->changeLogDays, 45);
    EXPECT_FALSE(configuration->isProduction());
    EXPECT_EQ(configuration->clusterFolder(), QStringLiteral("/data/server/postgres"));
}

TEST(ServerConfigurationTest, TakesTheWholePathOfTheBackupsFile)
{
    const auto configuration =
        read({{"EVALTRACK_BACKUP_STAMP", QStringLiteral("/var/lib/evaltrack/backup")}});
    ASSERT_TRUE(configuration);
    EXPECT_EQ(configuration->backupStamp, QStringLiteral("/var/lib/evaltrack/backup"));

    const auto wrong = read({{"EVALTRACK_BACKUP_STAMP", QStringLiteral("backup")}});
    ASSERT_FALSE(wrong);
    EXPECT_TRUE(wrong.error().detail.startsWith(QStringLiteral("EVALTRACK_BACKUP_STAMP: ")));
}

TEST(ServerConfigurationTest, ReadsTheNamesOfAProdEnv)
{
    const auto configuration =
        read({{"DATABASE_URL", QStringLiteral("postgresql://u:p@db:5433/evaltrack?schema=public")},
              {"PORT", QStringLiteral("8080")},
              {"NODE_ENV", QStringLiteral("production")},
              {"JWT_SECRET", QString(40, u'x')},
              {"JWT_EXPIRES_IN", QStringLiteral("24h")},
              {"FRONTEND_URL", QStringLiteral("https://a.example, https://b.example/")},
              {"LOG_LEVEL", QStringLiteral("warn")}});

    ASSERT_TRUE(configuration) << qPrintable(configuration.error().detail);
    EXPECT_EQ(configuration->database->host, QStringLiteral("db"));
    EXPECT_EQ(configuration->port, 8080);
    EXPECT_TRUE(configuration->isProduction());
    EXPECT_EQ(configuration->tokenLifetime, 24h);
    EXPECT_EQ(configuration->frontendOrigins,
              QList<QByteArray>({"https://a.example", "https://b.example"}));
    EXPECT_EQ(configuration->logLevel, LogLevel::Warning);
}

struct WrongValue
{
    const char *variable;
    const char *value;
};

class WrongConfigurationTest : public testing::TestWithParam<WrongValue>
{};

TEST_P(WrongConfigurationTest, IsNamedInOneLine)
{
    const auto configuration = read({{GetParam().variable, QString::fromLatin1(GetParam().value)}});

    ASSERT_FALSE(configuration);
    EXPECT_EQ(configuration.error().code, ErrorCode::Validation);
    EXPECT_TRUE(
        configuration.error().detail.startsWith(QLatin1String(GetParam().variable) + u": "_qs))
        << qPrintable(configuration.error().detail);
    EXPECT_FALSE(configuration.error().detail.contains(u'\n'));
}

INSTANTIATE_TEST_SUITE_P(
    Each, WrongConfigurationTest,
    testing::Values(WrongValue{"PORT", "http"}, WrongValue{"PORT", "70000"},
                    WrongValue{"PORT", "-1"},
                    WrongValue{"DATABASE_URL", "mysql://root@localhost/x"},
                    WrongValue{"DATABASE_URL", "postgresql://:bad port@x:99999999/y"},
                    WrongValue{"JWT_EXPIRES_IN", "soon"}, WrongValue{"JWT_EXPIRES_IN", "0"},
                    WrongValue{"JWT_EXPIRES_IN", "-5m"}, WrongValue{"JWT_EXPIRES_IN", "400d"},
                    WrongValue{"FRONTEND_URL", "localhost:5173"}, WrongValue{"FRONTEND_URL", "*"},
                    WrongValue{"LOG_LEVEL", "loud"}, WrongValue{"EVALTRACK_ENV", "prod"},
                    WrongValue{"NODE_ENV", "prod"}, WrongValue{"EVALTRACK_HOST", "not an address"},
                    WrongValue{"EVALTRACK_LOOPS", "0"},
                    WrongValue{"EVALTRACK_TRUSTED_PROXIES", "10.0.0.1, my-proxy"},
                    WrongValue{"EVALTRACK_CHANGE_LOG_DAYS", "0"},
                    WrongValue{"EVALTRACK_CHANGE_LOG_DAYS", "a month"}));

TEST(ServerConfigurationTest, HoldsProductionsRulesInStaging)
{
    for (const char *const variable : {"EVALTRACK_ENV", "NODE_ENV"}) {
        const auto weak = read({{variable, QStringLiteral("staging")}});
        ASSERT_FALSE(weak);
        EXPECT_TRUE(weak.error().detail.startsWith(QStringLiteral("JWT_SECRET: ")));
        const auto strong =
            read({{variable, QStringLiteral("staging")}, {"JWT_SECRET", QString(32, u'x')}});
        ASSERT_TRUE(strong);
        EXPECT_TRUE(strong->isProduction());
        EXPECT_EQ(strong->environment, QStringLiteral("staging"));
    }
    const auto both = read(
        {{"EVALTRACK_ENV", QStringLiteral("test")}, {"NODE_ENV", QStringLiteral("production")}});
    ASSERT_TRUE(both);
    EXPECT_EQ(both->environment, QStringLiteral("test"));
}

TEST(ServerConfigurationTest, WantsTheFirstAdministratorAsAWhole)
{
    const QString email = QStringLiteral("ana@empresa.com");
    const QString password = QStringLiteral(" a good password ");
    const auto both =
        read({{"EVALTRACK_ADMIN_EMAIL", email}, {"EVALTRACK_ADMIN_PASSWORD", password}});
    ASSERT_TRUE(both);
    ASSERT_TRUE(both->firstAdministrator);
    EXPECT_EQ(both->firstAdministrator->email, email);
    EXPECT_EQ(both->firstAdministrator->password.reveal(), password);
    const auto neither =
        read({{"EVALTRACK_ADMIN_EMAIL", QString()}, {"EVALTRACK_ADMIN_PASSWORD", QString()}});
    ASSERT_TRUE(neither);
    EXPECT_FALSE(neither->firstAdministrator);

    const auto nameOf = [](const QString &givenEmail, const QString &givenPassword) {
        const auto configuration = read(
            {{"EVALTRACK_ADMIN_EMAIL", givenEmail}, {"EVALTRACK_ADMIN_PASSWORD", givenPassword}});
        return configuration ? QString() : configuration.error().detail.section(u':', 0, 0);
    };
    EXPECT_EQ(nameOf(QStringLiteral("ana"), password), QStringLiteral("EVALTRACK_ADMIN_EMAIL"));
    EXPECT_EQ(nameOf(QString(), password), QStringLiteral("EVALTRACK_ADMIN_EMAIL"));
    EXPECT_EQ(nameOf(email, QStringLiteral("short")), QStringLiteral("EVALTRACK_ADMIN_PASSWORD"));
    EXPECT_EQ(nameOf(email, QString()), QStringLiteral("EVALTRACK_ADMIN_PASSWORD"));
}

TEST(ServerConfigurationTest, RefusesAMissingOrWeakSecretInProduction)
{
    for (const QString &secret : {QString(), QStringLiteral("secret"), QString(31, u'x')}) {
        const auto configuration =
            read({{"EVALTRACK_ENV", QStringLiteral("production")}, {"JWT_SECRET", secret}});
        ASSERT_FALSE(configuration);
        EXPECT_TRUE(configuration.error().detail.startsWith(QStringLiteral("JWT_SECRET: ")));
        EXPECT_FALSE(!secret.isEmpty() && configuration.error().detail.contains(secret));
    }
    EXPECT_TRUE(
        read({{"EVALTRACK_ENV", QStringLiteral("production")}, {"JWT_SECRET", QString(32, u'x')}}));
}

TEST(ServerConfigurationTest, NeverRepeatsAPassword)
{
    const auto configuration =
        read({{"DATABASE_URL", QStringLiteral("postgresql://u:topsecret@h:bad/x")}});

    ASSERT_FALSE(configuration);
    EXPECT_FALSE(configuration.error().detail.contains(QStringLiteral("topsecret")));
}

TEST(ServerConfigurationTest, DrainsForAsLongAsItIsTold)
{
    EXPECT_EQ(read({})->drainTime, 0s);
    EXPECT_EQ(read({{"EVALTRACK_DRAIN_SECONDS", QStringLiteral("15")}})->drainTime, 15s);
    EXPECT_FALSE(read({{"EVALTRACK_DRAIN_SECONDS", QStringLiteral("-1")}}));
    EXPECT_FALSE(read({{"EVALTRACK_DRAIN_SECONDS", QStringLiteral("601")}}));
}

TEST(ServerConfigurationTest, KeepsItsOwnSecretForItsOwner)
{
    const QTemporaryDir folder;
    const auto configuration = read({{"EVALTRACK_DATA", folder.path()}});

    const auto secret = configuration->signingSecret();
    const auto again = configuration->signingSecret();

    ASSERT_TRUE(secret) << qPrintable(secret.error().detail);
    EXPECT_GE(secret->size(), 32);
    EXPECT_EQ(*secret, *again);
    EXPECT_EQ(QFile::permissions(configuration->dataFolder + u"/jwt-secret"_qs) &
                  (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                   QFileDevice::WriteOther),
              QFileDevice::Permissions());
    EXPECT_EQ(*read({{"JWT_SECRET", QStringLiteral("given")}})->signingSecret(), "given");
}

TEST(DurationFromTextTest, ReadsWhatV2Took)
{
    EXPECT_EQ(durationFromText(u"15m"), 15min);
    EXPECT_EQ(durationFromText(u" 24H "), 24h);
    EXPECT_EQ(durationFromText(u"7d"), 168h);
    EXPECT_EQ(durationFromText(u"3600"), 1h);
    EXPECT_EQ(durationFromText(u"90s"), 90s);
    EXPECT_EQ(durationFromText(u""), std::nullopt);
    EXPECT_EQ(durationFromText(u"m"), std::nullopt);
    EXPECT_EQ(durationFromText(u"1.5h"), std::nullopt);
}

} // namespace
} // namespace EvalTrack::Server
