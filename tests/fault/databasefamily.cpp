// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/family.h"
#include "fault/scene.h"
#include "fault/turns.h"
#include "support/waitfor.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUrlQuery>

#include <csignal>

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::ServerProgram;
using Test::waitFor;

namespace {

constexpr int Stations = 3;
constexpr auto RecoveryBound = 30s; // PostgreSQL reads its log again

constexpr auto EndOthers = "select count(pg_terminate_backend(pid)) from pg_stat_activity where "
                           "pid <> pg_backend_pid() and datname = current_database()";

/// PostgreSQL's first process, out of its pid file; 0 while there is none.
qint64 postmasterOf(const ServerProgram &server)
{
    QFile file(server.clusterFolder() + QStringLiteral("/data/postmaster.pid"));
    return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed().toLongLong() : 0;
}

/// Takes every connection that PostgreSQL has left, until it goes.
class Crowd
{
public:
    explicit Crowd(const QString &databaseUrl)
        : m_url(databaseUrl)
    {}
    ~Crowd()
    {
        for (const QString &name : std::as_const(m_names)) {
            QSqlDatabase::database(name, false).close();
            QSqlDatabase::removeDatabase(name);
        }
    }
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

    void fill()
    {
        while (m_names.size() < Most) {
            const QString name = QStringLiteral("crowd-%1").arg(m_names.size());
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), name);
            database.setHostName(
                QUrlQuery(m_url).queryItemValue(QStringLiteral("host"), QUrl::FullyDecoded));
            const int port = QUrlQuery(m_url).queryItemValue(QStringLiteral("port")).toInt();
            database.setPort(port > 0 ? port : m_url.port(-1));
            database.setDatabaseName(m_url.path().mid(1));
            database.setUserName(m_url.userName());
            database.setPassword(m_url.password(QUrl::FullyDecoded));
            database.setConnectOptions(QStringLiteral("application_name=crowd"));
            if (!database.open()) {
                database = QSqlDatabase();
                QSqlDatabase::removeDatabase(name);
                return;
            }
            m_names.append(name);
        }
    }
    /// Ends every connection but those of the crowd.
    void endOthers()
    {
        QSqlQuery query(QSqlDatabase::database(m_names.first()));
        query.exec(QStringLiteral("select pg_terminate_backend(pid) from pg_stat_activity where "
                                  "datname = current_database() and application_name <> 'crowd'"));
    }

private:
    static constexpr qsizetype Most = 200;
    QUrl m_url;
    QStringList m_names;
};

void endConnections(Scene &scene, Random & /*random*/)
{
    scene.server().sql(EndOthers);
}

void killPostgres(Scene &scene, Random &random)
{
    if (const qint64 postmaster = postmasterOf(scene.server()); postmaster > 0) {
        ::kill(static_cast<pid_t>(postmaster), random.onceIn(2) ? SIGKILL : SIGQUIT);
    }
}

/// As a replica is, or a server whose disk is nearly full.
void makeReadOnly(Scene &scene, Random &random)
{
    ServerProgram &server = scene.server();
    server.sql("alter database evaltrack set default_transaction_read_only = on");
    server.sql(EndOthers);
    Scene::pass(500ms + random.time(1s));
    server.sql("begin read write; alter database evaltrack reset default_transaction_read_only; "
               "commit");
    server.sql(EndOthers);
}

void crowdOut(Scene &scene, Random &random)
{
    Crowd crowd(scene.server().databaseUrl());
    // Whoever had a connection loses it and meets a full house.
    crowd.fill();
    crowd.endOthers();
    crowd.fill();
    Scene::pass(500ms + random.time(1s));
}

/// Transactions that PostgreSQL gives up, as it does under SERIALIZABLE, and deadlocks.
void refuseTransactions(Scene &scene, Random &random)
{
    ServerProgram &server = scene.server();
    server.sql("create or replace function fault_refuse() returns trigger language plpgsql as $$ "
               "begin if random() < 0.4 then raise exception 'refused' using errcode = "
               "(case when random() < 0.5 then '40001' else '40P01' end); end if; return new; "
               "end $$; create trigger fault_refuse before insert on attendance_captures for each "
               "row execute function fault_refuse()");
    Scene::pass(500ms + random.time(2s));
    server.sql("drop trigger fault_refuse on attendance_captures");
}

using Way = void (*)(Scene &scene, Random &random);
const QList<Way> Ways = {endConnections, killPostgres, makeReadOnly, crowdOut, refuseTransactions};

} // namespace

Verdict databaseFamily(quint64 seed, const Share &share)
{
    Verdict verdict;
    verdict.family = QStringLiteral("database");
    Random random(seed);
    Scene scene;
    scene.addStations(Stations, scene.server().url());
    Turns<Way> turns(Ways);
    do {
        const Way way = turns.next(random);
        verdict.untried = turns.untried();
        const bool isLeftRunning = random.onceIn(2);
        ++verdict.runs;
        ++verdict.faults;
        scene.begin(random, 60);
        Scene::pass(random.time(600ms));
        way(scene, random);
        // Soon after PostgreSQL was killed it is not seen to be away yet.
        Scene::pass(200ms + random.time(400ms));
        if (!isLeftRunning) {
            scene.killStations();
        }
        if (!waitFor(
                [&] { return scene.server().call("GET", QStringLiteral("/ready")).status == 200; },
                RecoveryBound)) {
            ++verdict.stuck;
            verdict.remarks.append(QStringLiteral("the server did not get its database back"));
            break;
        }
        if (isLeftRunning) {
            scene.healRunning(verdict);
            scene.killStations();
        }
        scene.heal(verdict);
        scene.judge(verdict);
    } while (share.goesOn(verdict));
    return verdict;
}

} // namespace EvalTrack::Fault
