// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonclient.h"

#include "http/openapishapes.h"
#include "ledger/ledgerverifier.h"
#include "serverprocess.h"

#include "support/testpostgres.h"
#include "support/waitfor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QFile>
#include <QJsonArray>
#include <QNetworkRequest>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QWebSocket>

namespace EvalTrack::Test {
namespace {

using namespace Server;

const QString Admin = QStringLiteral("root@empresa.com");
const QString Password = QStringLiteral("a good password");

class ServerProcessTest : public testing::Test
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
        options.configuration.logLevel = LogLevel::Off;
        return options;
    }

    void start()
    {
        server = std::make_unique<ServerProcess>(options());
        const auto started = server->start();
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        ASSERT_TRUE(
            server->createFirstAdministrator(QStringLiteral("Root"), Admin, Redacted(Password)));
    }

    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server->port()));
    }

    [[nodiscard]] static QJsonObject newUser(const QString &email)
    {
        return {{QStringLiteral("name"), QStringLiteral("Ana")},
                {QStringLiteral("email"), email},
                {QStringLiteral("password"), Password}};
    }

    /// Opens a WebSocket that collects what it is told.
    void listen(QWebSocket &socket, QStringList &messages, const QByteArray &token)
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [&messages](const QString &text) { messages.append(text); });
        QNetworkRequest request(
            QUrl(QStringLiteral("ws://127.0.0.1:%1/notifications").arg(server->port())));
        request.setRawHeader("Authorization", "Bearer " + token);
        socket.open(request);
        ASSERT_TRUE(
            waitFor([&socket] { return socket.state() == QAbstractSocket::ConnectedState; }));
    }

    TestPostgres postgres;
    QTemporaryDir folder;
    std::unique_ptr<ServerProcess> server;
};

TEST_F(ServerProcessTest, MakesTheFirstAdministratorOnce)
{
    server = std::make_unique<ServerProcess>(options());
    ASSERT_TRUE(server->start());
    EXPECT_TRUE(server->needsFirstAdministrator());

    const auto weak = server->createFirstAdministrator(
        QStringLiteral("R"), QStringLiteral("nobody"), Redacted(QStringLiteral("short")));
    ASSERT_FALSE(weak);
    EXPECT_EQ(weak.error().code, ErrorCode::Validation);
    ASSERT_EQ(weak.error().fieldErrors.size(), 3);
    EXPECT_EQ(weak.error().fieldErrors.first().field, QStringLiteral("name"));
    EXPECT_EQ(weak.error().fieldErrors.last().message,
              QStringLiteral("password must be longer than or equal to 8 characters"));

    EXPECT_TRUE(
        server->createFirstAdministrator(QStringLiteral("Root"), Admin, Redacted(Password)));
    EXPECT_FALSE(server->needsFirstAdministrator());
    const auto second = server->createFirstAdministrator(
        QStringLiteral("Mallory"), QStringLiteral("m@empresa.com"), Redacted(Password));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Conflict);
    EXPECT_TRUE(JsonClient(url()).signIn(Admin, Password));
}

TEST_F(ServerProcessTest, MakesTheFirstAdministratorOfItsConfiguration)
{
    ServerProcess::Options options = this->options();
    options.configuration.firstAdministrator =
        ServerConfiguration::FirstAccount{Admin, Redacted(Password)};
    {
        ServerProcess first(options);
        const auto started = first.start();
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        EXPECT_FALSE(first.needsFirstAdministrator());
        const QUrl url(QStringLiteral("http://127.0.0.1:%1").arg(first.port()));
        EXPECT_TRUE(JsonClient(url).signIn(Admin, Password));
    }

    // From then on accounts are made by those who have one.
    options.configuration.firstAdministrator->email = QStringLiteral("other@empresa.com");
    ServerProcess second(options);
    ASSERT_TRUE(second.start());
    const auto rows = postgres.connect()->runText("select count(*) from users");
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->at(0).integer(0), 1);
}

TEST_F(ServerProcessTest, DoesNotServeWithoutTheAdministratorItShouldMake)
{
    ASSERT_TRUE(
        postgres.connect()->runText("insert into users (name, email) values ('Ana', $1)", {Admin}));
    ServerProcess::Options options = this->options();
    options.configuration.firstAdministrator =
        ServerConfiguration::FirstAccount{Admin, Redacted(Password)};
    ServerProcess process(options);

    const auto started = process.start();

    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, ErrorCode::Validation);
    EXPECT_TRUE(started.error().detail.startsWith(QStringLiteral("EVALTRACK_ADMIN_EMAIL: ")))
        << qPrintable(started.error().detail);
    EXPECT_EQ(process.port(), 0);
}

TEST_F(ServerProcessTest, KeepsTheDemoOnThisComputerAndOutOfProduction)
{
    ServerProcess::Options demo = options();
    demo.configuration.host.reset();
    demo.demo = DemoOptions{};
    demo.demo->people = 20;
    demo.demo->events = 2;
    server = std::make_unique<ServerProcess>(demo);
    ASSERT_TRUE(server->start());
    EXPECT_TRUE(server->isDemo());
    EXPECT_EQ(server->host(), QHostAddress(QHostAddress::LocalHost));
    server->stop();

    // The same database without the word demo is still one.
    ServerProcess::Options later = options();
    later.configuration.host.reset();
    server = std::make_unique<ServerProcess>(later);
    ASSERT_TRUE(server->start());
    EXPECT_EQ(server->host(), QHostAddress(QHostAddress::LocalHost));
    server->stop();

    later.configuration.environment = QStringLiteral("production");
    server = std::make_unique<ServerProcess>(later);
    const auto started = server->start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, ErrorCode::Validation);
    EXPECT_THAT(started.error().detail.toStdString(), testing::HasSubstr("demo company"));
}

TEST_F(ServerProcessTest, ListensEverywhereWithACompanyOfItsOwn)
{
    ServerProcess::Options real = options();
    real.configuration.host.reset();
    server = std::make_unique<ServerProcess>(real);
    ASSERT_TRUE(server->start());
    EXPECT_FALSE(server->isDemo());
    EXPECT_EQ(server->host(), QHostAddress(QHostAddress::Any));
}

TEST_F(ServerProcessTest, ServesThroughEveryLoop)
{
    start();

    for (int i = 0; i < 8; ++i) {
        JsonClient client(url()); // a connection of its own
        ASSERT_TRUE(client.signIn(Admin, Password));
        const JsonAnswer me = client.ask("GET", QStringLiteral("/auth/me"));
        EXPECT_EQ(me.status, 200);
    }
}

TEST_F(ServerProcessTest, EndsTheRightsOfASwitchedOffAccountAtOnce)
{
    start();
    JsonClient admin(url());
    ASSERT_TRUE(admin.signIn(Admin, Password));
    const QJsonObject user{{QStringLiteral("name"), QStringLiteral("Ana")},
                           {QStringLiteral("email"), QStringLiteral("ana@empresa.com")},
                           {QStringLiteral("password"), Password},
                           {QStringLiteral("role"), QStringLiteral("RECURSOS_HUMANOS")}};
    const JsonAnswer created = admin.ask("POST", QStringLiteral("/users"), user);
    ASSERT_EQ(created.status, 201) << created.text.constData();
    const QString path =
        QStringLiteral("/users/%1").arg(created.body.value(QLatin1String("id")).toInt());
    JsonClient ana(url());
    ASSERT_TRUE(ana.signIn(QStringLiteral("ana@empresa.com"), Password));
    ASSERT_EQ(ana.ask("GET", QStringLiteral("/users")).status, 200);

    ASSERT_EQ(
        admin.ask("PATCH", path, {{QStringLiteral("role"), QStringLiteral("EMPLEADO")}}).status,
        200);
    EXPECT_EQ(ana.ask("GET", QStringLiteral("/users")).status, 403);
    ASSERT_EQ(admin.ask("PATCH", path, {{QStringLiteral("isActive"), false}}).status, 200);
    EXPECT_EQ(ana.ask("GET", QStringLiteral("/auth/me")).status, 401);
}

TEST_F(ServerProcessTest, HearsWhatAnotherServerOnTheSameDatabaseDid)
{
    start();
    JsonClient admin(url());
    ASSERT_TRUE(admin.signIn(Admin, Password));
    ASSERT_EQ(admin.ask("GET", QStringLiteral("/users")).status, 200);

    const auto other = postgres.connect();
    ASSERT_TRUE(other->runText("update users set is_active = false"));

    EXPECT_TRUE(
        waitFor([&admin] { return admin.ask("GET", QStringLiteral("/users")).status == 401; }));
}

TEST_F(ServerProcessTest, TellsWebSocketsOfChanges)
{
    start();
    JsonClient admin(url());
    ASSERT_TRUE(admin.signIn(Admin, Password));
    QWebSocket socket;
    QStringList messages;
    listen(socket, messages, admin.token());

    ASSERT_EQ(admin.ask("POST", QStringLiteral("/users"), newUser(u"ana@empresa.com"_qs)).status,
              201);

    EXPECT_TRUE(waitFor([&messages] { return !messages.isEmpty(); }));
}

TEST_F(ServerProcessTest, WakesEverybodyForAChangeOfAnotherServer)
{
    start();
    JsonClient admin(url());
    ASSERT_TRUE(admin.signIn(Admin, Password));
    ASSERT_EQ(admin.ask("POST", QStringLiteral("/users"), newUser(u"ana@empresa.com"_qs)).status,
              201);
    JsonClient ana(url());
    ASSERT_TRUE(ana.signIn(u"ana@empresa.com"_qs, Password));
    QWebSocket adminsSocket;
    QWebSocket anasSocket;
    QStringList adminsMessages;
    QStringList anasMessages;
    listen(adminsSocket, adminsMessages, admin.token());
    listen(anasSocket, anasMessages, ana.token());

    ASSERT_EQ(admin.ask("POST", QStringLiteral("/users"), newUser(u"luis@empresa.com"_qs)).status,
              201);
    ASSERT_TRUE(waitFor([&adminsMessages] { return !adminsMessages.isEmpty(); }));
    EXPECT_TRUE(anasMessages.isEmpty()) << "Luis is none of her business";
    const auto other = postgres.connect();
    ASSERT_TRUE(other->runText("insert into departments (name) values ('Operaciones')"));

    EXPECT_TRUE(waitFor([&anasMessages] { return !anasMessages.isEmpty(); }));
}

TEST_F(ServerProcessTest, DropsOldChangesAtItsStart)
{
    const auto database = postgres.connect();
    ASSERT_TRUE(database->runText("insert into departments (name) values ('Operaciones')"));
    ASSERT_TRUE(database->runText("update change_log set at = at - interval '46 days'"));
    ASSERT_TRUE(database->runText("insert into departments (name) values ('Finanzas')"));

    start();

    const auto left =
        database->runText("select count(*) from change_log where entity = 'department'");
    ASSERT_TRUE(left);
    EXPECT_EQ(left->at(0).integer(0), 1);
}

TEST_F(ServerProcessTest, DescribesEveryRouteItServes)
{
    start();
    JsonClient client(url());

    const QJsonObject paths = client.ask("GET", QStringLiteral("/openapi.json"))
                                  .body.value(QLatin1String("paths"))
                                  .toObject();

    for (const char *path : {"/health",
                             "/ready",
                             "/admin/status",
                             "/auth/login",
                             "/auth/refresh",
                             "/auth/logout",
                             "/auth/me",
                             "/users",
                             "/users/{id}",
                             "/events",
                             "/events/{id}",
                             "/events/{id}/toggle-status",
                             "/attendances",
                             "/attendances/report",
                             "/attendances/{id}",
                             "/attendances/{id}/confirm",
                             "/evaluations",
                             "/evaluations/report",
                             "/evaluations/{id}",
                             "/evaluations/{id}/answer",
                             "/evaluations/{id}/grade",
                             "/employees",
                             "/employees/{id}",
                             "/dashboard",
                             "/sync/changes",
                             "/sync/captures",
                             "/metrics",
                             "/notifications",
                             "/openapi.json"}) {
        EXPECT_TRUE(paths.contains(QLatin1String(path))) << path;
    }
    for (const OperationShape &shape : operationShapes()) {
        QString path = QString::fromLatin1(shape.path);
        path.replace(QStringLiteral(":id"), QStringLiteral("{id}"));
        const QString verb = QString::fromLatin1(name(shape.verb).toByteArray()).toLower();
        EXPECT_TRUE(paths.value(path).toObject().contains(verb))
            << shape.path; // a shape of a route that is gone
    }
    for (auto path = paths.constBegin(); path != paths.constEnd(); ++path) {
        const QStringList verbs = path.value().toObject().keys();
        for (const QString &verb : verbs) {
            QString concrete = path.key();
            concrete.replace(QStringLiteral("{id}"), QStringLiteral("1"));
            const JsonAnswer answer = client.ask(verb.toUpper().toLatin1(), concrete);
            EXPECT_FALSE(answer.text.contains("Cannot ")) << qPrintable(verb + u' ' + concrete);
        }
    }
}

TEST_F(ServerProcessTest, CountsRequestsForOperators)
{
    start();
    JsonClient client(url());
    ASSERT_EQ(client.ask("GET", QStringLiteral("/health")).status, 200);

    const QByteArray text = client.ask("GET", QStringLiteral("/metrics")).text;

    EXPECT_TRUE(text.contains("route=\"/health\",status=\"200\"")) << text.constData();
}

TEST_F(ServerProcessTest, CountsTheConnectionsOfItsLoopsAsTheyAre)
{
    start();
    JsonClient client(url());
    const auto counts = [&client](int available, int away) {
        const QByteArray text = client.ask("GET", QStringLiteral("/metrics")).text;
        const auto tells = [&text](const char *state, int count) {
            const QByteArray line = QByteArray("evaltrack_database_connections{state=\"") + state +
                                    "\"} " + QByteArray::number(count) + '\n';
            return text.contains(line);
        };
        return tells("available", available) && tells("away", away);
    };
    EXPECT_TRUE(counts(2, 0));

    // One loop's, while the server hears the database on.
    const auto other = postgres.connect();
    const auto cut = other->runText(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
        "and application_name like 'evaltrack-server _%' limit 1");
    ASSERT_TRUE(cut);
    ASSERT_EQ(cut->count(), 1);
    EXPECT_TRUE(waitFor([&counts] { return counts(1, 1); }, std::chrono::seconds(30)));

    for (int i = 0; i < 16; ++i) {
        JsonClient visitor(url()); // Of whichever loop.
        EXPECT_EQ(visitor.ask("GET", QStringLiteral("/ready")).status, 200);
    }
    EXPECT_TRUE(waitFor([&counts] { return counts(2, 0); }, std::chrono::seconds(30)));
}

TEST_F(ServerProcessTest, DoesNotSignOnWhereCheckpointsAreGone)
{
    const auto database = postgres.connect();
    const QString ledger = options().configuration.ledgerFolder();
    const auto capture = [&database] {
        return database
            ->runText("insert into attendance_captures (uuid, code, captured_at, method, "
                      "recorded_by) values (gen_random_uuid(), 'x', now(), 'BADGE', 1)")
            .has_value();
    };
    const auto problem = [&database, &ledger] {
        const auto report = LedgerVerifier(*database).verify(ledger);
        EXPECT_TRUE(report);
        return report && report->finding ? report->finding->detail : QString();
    };
    ASSERT_TRUE(capture());
    start();
    server->stop();
    ASSERT_EQ(problem(), QString());

    ASSERT_TRUE(QFile::remove(ledger + QStringLiteral("/checkpoints.jsonl")));
    EXPECT_TRUE(problem().startsWith(QStringLiteral("1 of 1 signed checkpoints")));

    // A line or two more would be as many as are known.
    for (int i = 0; i < 2; ++i) {
        ASSERT_TRUE(capture());
        server = std::make_unique<ServerProcess>(options());
        ASSERT_TRUE(server->start());
        server->stop();
    }
    EXPECT_TRUE(problem().startsWith(QStringLiteral("1 of 1 signed checkpoints")))
        << qPrintable(problem());
}

TEST_F(ServerProcessTest, NamesAPortThatIsTaken)
{
    QTcpServer taken;
    ASSERT_TRUE(taken.listen(QHostAddress::LocalHost));
    ServerProcess::Options blocked = options();
    blocked.configuration.port = taken.serverPort();

    ServerProcess process(std::move(blocked));
    const auto started = process.start();

    ASSERT_FALSE(started);
    EXPECT_TRUE(started.error().detail.contains(QString::number(taken.serverPort())));
}

TEST_F(ServerProcessTest, DoesNotShareThePortOfAnotherServer)
{
    start();
    ServerProcess::Options blocked = options();
    blocked.configuration.port = server->port();

    ServerProcess process(std::move(blocked));

    EXPECT_FALSE(process.start());
}

TEST_F(ServerProcessTest, NamesADatabaseThatIsAway)
{
    ServerProcess::Options lost = options();
    lost.configuration.database->host = QStringLiteral("127.0.0.1");
    lost.configuration.database->port = 1;
    lost.configuration.logLevel = LogLevel::Info;
    lost.logFile = folder.filePath(QStringLiteral("log"));
    QFile log(lost.logFile);
    {
        ServerProcess process(std::move(lost));
        const auto started = process.start();

        ASSERT_FALSE(started);
        EXPECT_EQ(started.error().code, ErrorCode::Unavailable);
        EXPECT_TRUE(started.error().detail.contains(QStringLiteral("DATABASE_URL")))
            << qPrintable(started.error().detail);
    }
    ASSERT_TRUE(log.open(QIODevice::ReadOnly));
    EXPECT_EQ(log.readAll(), QByteArray()) << "what has not served has not stopped";
}

} // namespace
} // namespace EvalTrack::Test
