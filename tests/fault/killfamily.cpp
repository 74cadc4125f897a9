// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/family.h"
#include "fault/scene.h"
#include "support/waitfor.h"

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::Station;
using Test::waitFor;

namespace {

constexpr int Stations = 4; // at once, so that the processors always have something to do
constexpr auto BetweenHeals = 20s;
constexpr auto LongestLife = 600ms; // starting takes about 150
constexpr int FailpointOnceIn = 2;
constexpr auto LongestServerLife = 15s;
// No event has each person come a hundred times.
constexpr int RunsAnEvent = 3;

// Where models/base/failpoint.h is passed.
const QStringList StationPoints = {QStringLiteral("capture-committed"),
                                   QStringLiteral("before-send"), QStringLiteral("after-send"),
                                   QStringLiteral("answer-received"),
                                   QStringLiteral("applying-answer")};
const QString ServerPoint = QStringLiteral("server-committed");

/// The environment of a program that kills itself at the `number`th passage.
QHash<QString, QString> killedAt(const QString &point, int number)
{
    return {{QStringLiteral("EVALTRACK_FAILPOINT"), point + u':' + QString::number(number)}};
}

/// How one station's program ends.
struct Life
{
    int untilRecorded;    ///< Killed when it told this many …
    QDeadlineTimer until; ///< … or now, whichever comes first; if it does not kill itself before.
};

Life begin(Station &station, Random &random, const Scene &scene)
{
    const bool isPoint = random.onceIn(FailpointOnceIn);
    station.setEnvironment(isPoint ? killedAt(random.pick(StationPoints), random.between(1, 4))
                                   : QHash<QString, QString>());
    station.begin(scene.codes(random, random.between(5, 60)));
    return {isPoint ? 1'000 : random.between(1, 80),
            QDeadlineTimer(isPoint ? 2 * LongestLife : random.time(LongestLife))};
}

} // namespace

Verdict killFamily(quint64 seed, const Share &share)
{
    Verdict verdict;
    verdict.family = QStringLiteral("kill -9");
    Random random(seed);
    Scene scene;
    Test::ServerProgram &server = scene.server();
    scene.addStations(Stations, server.url());
    while (share.goesOn(verdict)) {
        if (verdict.runs > 0 && verdict.runs % RunsAnEvent == 0) {
            scene.openAnotherEvent();
        }
        ++verdict.runs;
        const QDeadlineTimer heal = std::min(QDeadlineTimer(BetweenHeals), share.end());
        std::vector<Life> lives;
        for (int i = 0; i < Stations; ++i) {
            lives.push_back(begin(scene.station(i), random, scene));
        }
        QDeadlineTimer serverDeath(random.time(LongestServerLife));
        (void)waitFor(
            [&] {
                for (int i = 0; i < Stations; ++i) {
                    Station &station = scene.station(i);
                    Life &life = lives.at(static_cast<size_t>(i));
                    const bool isOver = life.until.hasExpired() ||
                                        station.recordedInThisRun() >= life.untilRecorded;
                    if (station.isRunning() && !isOver) {
                        continue;
                    }
                    // Killed by us or by itself, or done with what it had to do.
                    const bool isKilled = station.isRunning() || station.hasCrashed();
                    station.kill();
                    verdict.faults += isKilled ? 1 : 0;
                    life = begin(station, random, scene);
                }
                if (serverDeath.hasExpired() || !server.isRunning()) {
                    server.kill();
                    ++verdict.faults;
                    server.setEnvironment(random.onceIn(2)
                                              ? killedAt(ServerPoint, random.between(1, 40))
                                              : QHash<QString, QString>());
                    server.begin();
                    serverDeath.setRemainingTime(2s + random.time(LongestServerLife));
                }
                return heal.hasExpired();
            },
            BetweenHeals + 30s);
        for (int i = 0; i < Stations; ++i) {
            scene.station(i).kill();
            scene.station(i).setEnvironment({});
            ++verdict.faults;
        }
        server.kill();
        ++verdict.faults;
        server.setEnvironment({});
        server.start();
        scene.heal(verdict);
        scene.judge(verdict);
    }
    return verdict;
}

} // namespace EvalTrack::Fault
