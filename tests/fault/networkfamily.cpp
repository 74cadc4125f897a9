// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/chaosproxy.h"
#include "fault/family.h"
#include "fault/scene.h"
#include "support/waitfor.h"

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::Station;
using Test::waitFor;

namespace {

constexpr int Stations = 6;
constexpr auto LongestStorm = 2500ms;

} // namespace

Verdict networkFamily(quint64 seed, const QDeadlineTimer &until)
{
    Verdict verdict;
    verdict.family = QStringLiteral("network");
    Random random(seed);
    Scene scene;
    ChaosProxy proxy(scene.server().url(), seed);
    scene.addStations(Stations, proxy.url());
    do {
        ++verdict.runs;
        const auto storm = 500ms + random.time(LongestStorm);
        const int onceIn = random.between(1, 4);
        // Who cannot even sign in sends no captures into the storm.
        const bool isSignedInBefore = random.onceIn(2);
        proxy.setFaultOnceIn(isSignedInBefore ? 0 : onceIn);
        std::vector<Station *> working;
        for (int i = 0; i < Stations; ++i) {
            Station &station = scene.station(i);
            station.begin(scene.codes(random, random.between(5, 40)), true);
            working.push_back(&station);
        }
        if (isSignedInBefore) {
            (void)waitFor([&] {
                return std::ranges::all_of(
                    working, [](Station *station) { return station->recordedInThisRun() > 0; });
            });
            proxy.setFaultOnceIn(onceIn);
        }
        // More people come while the network is bad.
        const QDeadlineTimer end(storm);
        QDeadlineTimer next(random.time(200ms));
        (void)waitFor(
            [&] {
                if (next.hasExpired()) {
                    random.pick(working)->feed(scene.codes(random, random.between(1, 10)));
                    next.setRemainingTime(random.time(200ms));
                }
                return end.hasExpired();
            },
            LongestStorm + 10s);
        for (Station *station : working) {
            station->kill();
        }
        proxy.heal();
        scene.heal(verdict);
        // What was late is there before both sides are compared.
        (void)waitFor([&proxy] { return proxy.isQuiet(); });
        scene.judge(verdict);
        verdict.faults = proxy.faults();
        if (!verdict.isGreen()) {
            break;
        }
    } while (!until.hasExpired());
    verdict.remarks.append(
        QStringLiteral("%1 of the faults met captures on their way").arg(proxy.captureFaults()));
    return verdict;
}

} // namespace EvalTrack::Fault
