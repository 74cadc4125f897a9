// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/family.h"
#include "fault/postgrespair.h"
#include "fault/scene.h"
#include "fault/turns.h"
#include "support/waitfor.h"

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::waitFor;

namespace {

constexpr int Stations = 3;
constexpr auto ReadyBound = 30s;
constexpr auto ListeningBound = 20s; // its pauses between attempts grow to 10

/// How a primary ends; the number of faults it took.
using Way = int (*)(PostgresPair &pair, Scene &scene, Random &random);

int atOnce(PostgresPair &pair, Scene & /*scene*/, Random & /*random*/)
{
    pair.killPrimary();
    return 1;
}

/// The standby is behind: what is committed on the primary alone must not have been acknowledged.
int behind(PostgresPair &pair, Scene & /*scene*/, Random &random)
{
    pair.holdReplication();
    Scene::pass(random.time(600ms));
    pair.killPrimary();
    return 2;
}

/// A primary that crashed shows what its standby has not got yet; whoever asks again for what had
/// no answer must wait for the standby too.
int limping(PostgresPair &pair, Scene &scene, Random &random)
{
    pair.holdReplication();
    for (int i = 0; i < scene.stationCount(); ++i) {
        scene.station(i).feed(scene.codes(random, random.between(1, 8)));
    }
    Scene::pass(100ms + random.time(400ms));
    pair.crashPrimary();
    Scene::pass(500ms + random.time(2s));
    pair.killPrimary();
    return 3;
}

const QList<Way> Ways = {atOnce, behind, limping};

/// Whether the server hears notifications of the PostgreSQL that is the primary now.
bool hears(Test::ServerProgram &server)
{
    return server.sql("select count(*) from pg_stat_activity where application_name = "
                      "'evaltrack-listener'") == "1";
}

} // namespace

Verdict failoverFamily(quint64 seed, const Share &share)
{
    Verdict verdict;
    verdict.family = QStringLiteral("failover");
    Random random(seed);
    PostgresPair pair;
    Test::ServerSite site;
    site.databaseUrl = pair.url();
    Scene scene(site);
    Test::ServerProgram &server = scene.server();
    const qint64 process = server.processId();
    scene.addStations(Stations, server.url());
    Turns<Way> turns(Ways);
    do {
        const Way way = turns.next(random);
        verdict.untried = turns.untried();
        const bool isLeftRunning = random.onceIn(2);
        ++verdict.runs;
        scene.begin(random, 60);
        scene.beginWitness();
        Scene::pass(300ms + random.time(900ms));
        verdict.faults += way(pair, scene, random);
        Scene::pass(random.time(1s));
        pair.promoteStandby();
        Scene::pass(random.time(600ms));
        if (!isLeftRunning) {
            scene.killStations();
        }
        scene.witness().stop();
        const bool isReady = waitFor(
            [&] { return server.call("GET", QStringLiteral("/ready")).status == 200; }, ReadyBound);
        if (isLeftRunning) {
            if (isReady) {
                scene.healRunning(verdict);
            }
            scene.killStations();
        }
        const bool isBack = isReady && waitFor([&] { return hears(server); }, ListeningBound);
        if (!isBack || server.processId() != process) {
            ++verdict.stuck;
            verdict.remarks.append(QStringLiteral("the server did not find the new primary"));
            break;
        }
        scene.heal(verdict);
        scene.judge(verdict);
        scene.judgeLedger(verdict);
        pair.rebuildStandby();
    } while (share.goesOn(verdict));
    verdict.remarks.append(scene.witness().account());
    return verdict;
}

} // namespace EvalTrack::Fault
