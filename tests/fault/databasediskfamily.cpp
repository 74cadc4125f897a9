// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/family.h"
#include "fault/scene.h"
#include "fault/smalldisk.h"
#include "postgres/clusteraccess.h"
#include "storage/database.h"
#include "support/waitfor.h"

#include <QFile>

#include <algorithm>

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::ServerProgram;
using Test::waitFor;

namespace {

constexpr int Stations = 3;
constexpr int DiskMebibytes = 224;
constexpr int MostLeft = 256 * 1024;
constexpr int WordsShown = 10;
constexpr auto RowsFitFor = 3s;
constexpr auto RecoveryBound = 60s; // a round of the server, PostgreSQL's recovery, and its start

/// What PostgreSQL keeps of its log to use again grows with the most it ever wrote between two
/// checkpoints: it would be all of a small disk some day, and there were no room left to make.
void keepLogSmall(const ServerProgram &server)
{
    const auto access =
        Server::ClusterAccess::read(server.dataFolder() + QStringLiteral("/server/postgres"));
    if (!access || !*access) {
        qFatal("the server has no PostgreSQL of its own");
    }
    const auto owner = Server::Database::open((*access)->ownerSettings());
    for (const char *statement :
         {"alter system set min_wal_size = '32MB'", "alter system set max_wal_size = '64MB'",
          "select pg_reload_conf()"}) {
        if (!owner || !(*owner)->runText(statement)) {
            qFatal("%s: not done", statement);
        }
    }
}

/// More log than the disk has room for: PostgreSQL can write no commit any more, and stops. A
/// statement of the database's owner does it as well as a busy day.
void outgrowLog(ServerProgram &server)
{
    (void)server.trySql("select pg_logical_emit_message(false, 'fault', repeat('x', 1000000)) from "
                        "generate_series(1, 250)");
}

/// What PostgreSQL said last; what it says on a full disk is lost.
QStringList lastWords(const ServerProgram &server)
{
    QFile log(server.clusterFolder() + QStringLiteral("/server.log"));
    if (!log.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QStringList lines = QString::fromUtf8(log.readAll()).trimmed().split(u'\n');
    return lines.last(std::min<qsizetype>(WordsShown, lines.size()));
}

} // namespace

Verdict databaseDiskFamily(quint64 seed, const Share &share)
{
    Verdict verdict;
    verdict.family = QStringLiteral("database's disk full");
    SmallDisk disk(DiskMebibytes);
    if (!disk.isMounted()) {
        verdict.leftOut = SmallDisk::whyNot();
        return verdict;
    }
    Random random(seed);
    Test::ServerSite site;
    site.place = disk.path();
    Scene scene(site);
    ServerProgram &server = scene.server();
    Witness &witness = scene.witness();
    scene.addStations(Stations, server.url());
    keepLogSmall(server);
    qint64 outages = 0;
    do {
        ++verdict.runs;
        scene.begin(random, 60);
        scene.beginWitness();
        Scene::pass(random.time(600ms));
        const qint64 refused = witness.refusals();
        disk.fill(random.below(MostLeft));
        ++verdict.faults;
        const auto isRefused = [&] {
            return witness.refusals() > refused;
        };
        // Rows fit into the pages that there are for a while; or the log comes to its end first.
        if (random.onceIn(2) || !waitFor(isRefused, RowsFitFor)) {
            outgrowLog(server);
            ++verdict.faults;
        }
        (void)waitFor(isRefused, RowsFitFor);
        outages += isRefused() ? 1 : 0;
        Scene::pass(random.time(1s));
        if (random.onceIn(3)) {
            server.kill(); // with the disk full
            ++verdict.faults;
            disk.makeRoom();
            server.begin();
        }
        disk.makeRoom();
        Scene::pass(random.time(600ms));
        scene.killStations();
        witness.stop();
        if (!waitFor([&] { return server.call("GET", QStringLiteral("/ready")).status == 200; },
                     RecoveryBound)) {
            ++verdict.stuck;
            verdict.remarks.append(QStringLiteral("the server did not get its database back"));
            verdict.remarks.append(lastWords(server));
            break;
        }
        scene.heal(verdict);
        scene.judge(verdict);
        scene.judgeLedger(verdict);
    } while (share.goesOn(verdict));
    if (outages == 0) {
        ++verdict.stuck;
        verdict.remarks.append(QStringLiteral("the full disk was never felt"));
    }
    verdict.remarks.append(witness.account());
    return verdict;
}

} // namespace EvalTrack::Fault
