// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonclient.h"

#include "serverprocess.h"

#include "support/testpostgres.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace EvalTrack::Test {
namespace {

using namespace Server;

const QString Watched = QStringLiteral("root@empresa.com");
const QString WatchedPassword = QStringLiteral("a good password");

/// A server as people watch it: by its metrics and its log.
class WatchTest : public testing::Test
{
protected:
    [[nodiscard]] ServerProcess::Options options() const
    {
        ServerProcess::Options options;
        options.configuration.database = postgres.settings();
        options.configuration.host = QHostAddress(QHostAddress::LocalHost);
        options.configuration.port = 0;
        options.configuration.dataFolder = folder.path();
        options.configuration.eventLoops = 2;
        options.configuration.backupStamp = folder.filePath(QStringLiteral("backup"));
        options.configuration.logLevel = LogLevel::Info;
        options.logFile = logFile();
        return options;
    }

    void start()
    {
        server = std::make_unique<ServerProcess>(options());
        const auto started = server->start();
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        ASSERT_TRUE(server->createFirstAdministrator(QStringLiteral("Root"), Watched,
                                                     Redacted(WatchedPassword)));
    }

    [[nodiscard]] QString logFile() const { return folder.filePath(QStringLiteral("log")); }
    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server->port()));
    }

    /// Series → value.
    [[nodiscard]] QMap<QByteArray, double> metrics() const
    {
        QMap<QByteArray, double> values;
        JsonClient client(url());
        const QByteArrayList lines = client.ask("GET", QStringLiteral("/metrics")).text.split('\n');
        for (const QByteArray &line : lines) {
            const qsizetype space = line.lastIndexOf(' ');
            if (!line.startsWith('#') && space > 0) {
                values.insert(line.first(space), line.sliced(space + 1).toDouble());
            }
        }
        return values;
    }

    TestPostgres postgres;
    QTemporaryDir folder;
    std::unique_ptr<ServerProcess> server;
};

/// What the schema of log lines uses of JSON Schema.
QStringList faultsOf(const QJsonValue &value, const QJsonObject &schema)
{
    const QJsonArray choices = schema.value(QLatin1String("oneOf")).toArray();
    if (!choices.isEmpty()) {
        QStringList all;
        int fitting = 0;
        for (const QJsonValue &choice : choices) {
            const QStringList found = faultsOf(value, choice.toObject());
            fitting += found.isEmpty() ? 1 : 0;
            all += found;
        }
        return fitting == 1 ? QStringList() : all;
    }
    const QString type = schema.value(QLatin1String("type")).toString();
    QStringList found;
    if (type == u"object") {
        const QJsonObject object = value.toObject();
        const QJsonObject properties = schema.value(QLatin1String("properties")).toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (!properties.contains(member.key())) {
                found.append(member.key() + u" is not described"_qs);
                continue;
            }
            for (const QString &fault :
                 faultsOf(*member, properties.value(member.key()).toObject())) {
                found.append(member.key() + u' ' + fault);
            }
        }
        const QJsonArray required = schema.value(QLatin1String("required")).toArray();
        for (const QJsonValue &name : required) {
            if (!object.contains(name.toString())) {
                found.append(name.toString() + u" is missing"_qs);
            }
        }
        return found;
    }
    const double number = value.toDouble();
    const bool isOfType = type == u"string" ? value.isString() : value.isDouble();
    if (!isOfType || (type == u"integer" && number != double(value.toInteger()))) {
        return {u"is of another type"_qs};
    }
    if (number < schema.value(QLatin1String("minimum")).toDouble(number) ||
        number > schema.value(QLatin1String("maximum")).toDouble(number)) {
        found.append(u"is out of range"_qs);
    }
    const QJsonArray names = schema.value(QLatin1String("enum")).toArray();
    if (!names.isEmpty() && !names.contains(value)) {
        found.append(u"is none of the names"_qs);
    }
    const QString pattern = schema.value(QLatin1String("pattern")).toString();
    if (!pattern.isEmpty() && !QRegularExpression(pattern).match(value.toString()).hasMatch()) {
        found.append(u"does not match"_qs);
    }
    return found;
}

TEST_F(WatchTest, TellsOfTheDatabaseTheCompanyTheDiskAndTheProcess)
{
    const auto database = postgres.connect();
    ASSERT_TRUE(database->runScript(
        "insert into users (name, email, role) values ('Ana', 'ana@empresa.com', 'EMPLEADO');"
        "insert into events (title, date, duration, creator_id) values"
        " ('A', now() + interval '1 day', 60, 1), ('B', now() - interval '1 minute', 60, 1),"
        " ('C', now() - interval '1 day', 60, 1), ('D', now() - interval '2 days', 60, 1);"
        "update events set is_active = false where title = 'D'"));
    start();

    const auto values = metrics();

    EXPECT_EQ(values.value("evaltrack_postgresql_up"), 1);
    // One of each loop, the server's own two, and the test's.
    EXPECT_GE(values.value("evaltrack_postgresql_connections"), 4);
    EXPECT_GE(values.value("evaltrack_postgresql_max_connections"), 20);
    EXPECT_GT(values.value("evaltrack_postgresql_size_bytes"), 1e6);
    EXPECT_GE(values.value("evaltrack_postgresql_oldest_transaction_seconds", -1), 0);
    for (const char *state : {"upcoming", "running", "over", "inactive"}) {
        EXPECT_EQ(values.value(QByteArray("evaltrack_events{state=\"") + state + "\"}"), 1)
            << state;
    }
    EXPECT_GE(values.value("evaltrack_people{state=\"active\"}"), 1);
    for (const char *series :
         {"evaltrack_attendances{state=\"confirmed\"}", "evaltrack_evaluations{state=\"graded\"}",
          "evaltrack_captures_to_review", "evaltrack_sync_captures_total{outcome=\"review\"}",
          "evaltrack_active_users{role=\"EMPLEADO\"}"}) {
        EXPECT_EQ(values.value(series, -1), 0) << series;
    }
    EXPECT_GT(values.value("evaltrack_data_disk_free_bytes"), 0);
    EXPECT_GE(values.value("evaltrack_data_disk_size_bytes"),
              values.value("evaltrack_data_disk_free_bytes"));
    EXPECT_GT(values.value("process_cpu_seconds_total"), 0);
    EXPECT_GT(values.value("process_resident_memory_bytes"), 1e6);
    EXPECT_GT(values.value("process_open_fds"), 3);
    EXPECT_GE(values.value("process_max_fds"), values.value("process_open_fds"));
    EXPECT_TRUE(std::any_of(values.keyBegin(), values.keyEnd(), [](const QByteArray &series) {
        return series.startsWith("evaltrack_build_info{") && series.contains("development");
    }));
}

TEST_F(WatchTest, KnowsTheLastBackupByItsFile)
{
    start();
    const char *const series = "evaltrack_backup_last_success_timestamp_seconds";
    EXPECT_EQ(metrics().value(series, -1), 0) << "never";

    QFile stamp(folder.filePath(QStringLiteral("backup")));
    ASSERT_TRUE(stamp.open(QIODevice::WriteOnly));
    const QDateTime time = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
    ASSERT_TRUE(stamp.setFileTime(time, QFileDevice::FileModificationTime));
    stamp.close();

    EXPECT_TRUE(waitFor([&] { return metrics().value(series) == 1'700'000'000; },
                        std::chrono::seconds(20)));
}

TEST_F(WatchTest, CountsWhoCallsByRole)
{
    start();
    JsonClient admin(url());
    ASSERT_TRUE(admin.signIn(Watched, WatchedPassword));
    for (int i = 0; i < 3; ++i) {
        ASSERT_EQ(admin.ask("GET", QStringLiteral("/auth/me")).status, 200);
    }

    EXPECT_EQ(metrics().value("evaltrack_active_users{role=\"ADMIN\"}"), 1);
}

TEST_F(WatchTest, SaysThatPostgresIsAway)
{
    start();
    const auto database = postgres.connect();
    const QString name = postgres.settings().database;
    // Nobody is let in, and those that are in are sent away.
    const QString quoted = u'"' + name + u'"';
    const auto outside = [this] {
        ConnectionSettings settings = postgres.settings();
        settings.database = QStringLiteral("postgres");
        return Database::open(settings);
    }();
    ASSERT_TRUE(outside);
    ASSERT_TRUE((*outside)->runText(
        (u"alter database "_qs + quoted + u" allow_connections false"_qs).toUtf8()));
    ASSERT_TRUE((*outside)->runText("select pg_terminate_backend(pid) from pg_stat_activity where "
                                    "datname = $1 and pid <> pg_backend_pid()",
                                    {name}));

    EXPECT_TRUE(waitFor(
        [this] {
            const auto values = metrics();
            return values.value("evaltrack_postgresql_up", 1) == 0 &&
                   !values.contains("evaltrack_postgresql_connections");
        },
        std::chrono::seconds(30)));

    ASSERT_TRUE((*outside)->runText(
        (u"alter database "_qs + quoted + u" allow_connections true"_qs).toUtf8()));
    EXPECT_TRUE(waitFor([this] { return metrics().value("evaltrack_postgresql_up") == 1; },
                        std::chrono::seconds(30)));
}

TEST_F(WatchTest, LogsLinesThatFitTheirSchemaWithoutAnythingPersonal)
{
    start();
    JsonClient client(url());
    ASSERT_TRUE(client.signIn(Watched, WatchedPassword));
    EXPECT_FALSE(JsonClient(url()).signIn(u"nobody.known@empresa.com"_qs, u"guessed-word"_qs));
    const QByteArray trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    const QByteArray requestId = "door-7.1";
    client.setHeader("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
    client.setHeader("X-Request-Id", requestId);
    ASSERT_EQ(client.ask("GET", u"/employees?search=Rosalinda"_qs).status, 200);
    client.setHeader("traceparent", "not one");
    client.setHeader("X-Request-Id", "a b");
    EXPECT_EQ(client.ask("GET", u"/people/Rosalinda"_qs).status, 404);
    ASSERT_EQ(client
                  .ask("POST", u"/users"_qs,
                       {{u"name"_qs, u"Rosalinda"_qs},
                        {u"email"_qs, u"rosalinda@empresa.com"_qs},
                        {u"password"_qs, u"s3cret-words"_qs}})
                  .status,
              201);
    server->stop();
    server.reset();

    QFile schemaFile(QStringLiteral(EVALTRACK_LOG_SCHEMA));
    ASSERT_TRUE(schemaFile.open(QIODevice::ReadOnly));
    const QJsonObject schema = QJsonDocument::fromJson(schemaFile.readAll()).object();
    ASSERT_TRUE(schema.contains(QLatin1String("oneOf")));
    QFile log(logFile());
    ASSERT_TRUE(log.open(QIODevice::ReadOnly));
    const QByteArray text = log.readAll();
    int requests = 0;
    int traced = 0;
    QByteArrayList lines = text.split('\n');
    lines.removeAll({});
    for (const QByteArray &line : lines) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        EXPECT_EQ(faultsOf(object, schema), QStringList()) << line.constData();
        requests += object.value(QLatin1String("message")).toString() == u"request" ? 1 : 0;
        if (object.value(QLatin1String("traceId")).toString().toLatin1() == trace) {
            ++traced;
            EXPECT_EQ(object.value(QLatin1String("requestId")).toString().toLatin1(), requestId);
            EXPECT_EQ(object.value(QLatin1String("route")).toString(), u"/employees"_qs);
        }
    }
    EXPECT_EQ(requests, 5);
    EXPECT_EQ(traced, 1);
    for (const QByteArray &secret :
         {QByteArray("osalinda"), Watched.toUtf8(), WatchedPassword.toUtf8(), client.token(),
          QByteArray("s3cret-words"), QByteArray("nobody.known"), QByteArray("guessed-word")}) {
        EXPECT_FALSE(text.contains(secret)) << secret.constData();
    }
    // The schema itself can say no.
    QJsonObject line = QJsonDocument::fromJson(lines.at(1)).object();
    line.insert(u"email"_qs, Watched);
    EXPECT_NE(faultsOf(line, schema), QStringList());
}

TEST_F(WatchTest, SaysTheClientsTraceInItsStatements)
{
    start();
    JsonClient client(url());
    ASSERT_TRUE(client.signIn(Watched, WatchedPassword));
    const auto other = postgres.connect();
    const auto statementsWith = [&other](const QByteArray &trace) {
        const auto rows = other->runText("select count(*) from pg_stat_activity where pid <> "
                                         "pg_backend_pid() and position($1 in query) > 0",
                                         {QByteArray("traceparent='00-" + trace)});
        return rows ? rows->at(0).integer(0) : -1;
    };
    const QByteArray sampled(32, 'a');
    const QByteArray quiet(32, 'b');

    client.setHeader("traceparent", "00-" + sampled + "-00f067aa0ba902b7-01");
    ASSERT_EQ(client.ask("GET", u"/dashboard"_qs).status, 200);
    EXPECT_EQ(statementsWith(sampled), 1) << "the last statement of the loop that answered";

    client.setHeader("traceparent", "00-" + quiet + "-00f067aa0ba902b7-00");
    ASSERT_EQ(client.ask("GET", u"/dashboard"_qs).status, 200);
    EXPECT_EQ(statementsWith(quiet), 0) << "prepared, since nobody asked for details";
}

} // namespace
} // namespace EvalTrack::Test
