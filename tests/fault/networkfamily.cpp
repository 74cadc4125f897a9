// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/chaosproxy.h"
#include "fault/family.h"
#include "fault/scene.h"
#include "support/waitfor.h"

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::waitFor;

namespace {

constexpr int Stations = 10;
constexpr int LeastWorking = 5;
constexpr auto ShortestStorm = 300ms;
constexpr auto LongestStorm = 1500ms;
constexpr auto StartBound = 3s;
// No event has each person come a hundred times.
constexpr int RunsAnEvent = 40;

} // namespace

Verdict networkFamily(quint64 seed, const Share &share)
{
    Verdict verdict;
    verdict.family = QStringLiteral("network");
    Random random(seed);
    Scene scene;
    ChaosProxy proxy(scene.server().url(), seed);
    scene.addStations(Stations, proxy.url());
    do {
        if (verdict.runs > 0 && verdict.runs % RunsAnEvent == 0) {
            scene.openAnotherEvent();
        }
        ++verdict.runs;
        scene.chooseWorking(random, LeastWorking);
        const bool isLeftRunning = random.onceIn(2);
        const auto storm = ShortestStorm + random.time(LongestStorm - ShortestStorm);
        const int onceIn = random.between(1, 4);
        // Who cannot even sign in sends no captures into the storm.
        const bool isSignedInBefore = random.onceIn(2);
        proxy.setFaultOnceIn(isSignedInBefore ? 0 : onceIn);
        scene.begin(random, 40);
        const auto hasRecorded = [&scene](int number) {
            return scene.hasRecorded(number);
        };
        if (isSignedInBefore) {
            (void)waitFor([&] { return std::ranges::all_of(scene.working(), hasRecorded); });
            proxy.setFaultOnceIn(onceIn);
        } else {
            // A short storm would be over before the programs are there.
            (void)waitFor([&] { return std::ranges::any_of(scene.working(), hasRecorded); },
                          StartBound);
        }
        // More people come while the network is bad.
        const QDeadlineTimer end(storm);
        QDeadlineTimer next(random.time(200ms));
        (void)waitFor(
            [&] {
                if (next.hasExpired()) {
                    scene.station(random.pick(scene.working()))
                        .feed(scene.codes(random, random.between(1, 10)));
                    next.setRemainingTime(random.time(200ms));
                }
                return end.hasExpired();
            },
            LongestStorm + 10s);
        if (!isLeftRunning) {
            scene.killStations();
        }
        proxy.heal();
        if (isLeftRunning) {
            scene.healRunning(verdict);
            scene.killStations();
        }
        scene.heal(verdict);
        // What was late is there before both sides are compared.
        (void)waitFor([&proxy] { return proxy.isQuiet(); });
        scene.judge(verdict);
        verdict.faults = proxy.faults();
    } while (share.goesOn(verdict));
    verdict.remarks.append(
        QStringLiteral("%1 of the faults met captures on their way").arg(proxy.captureFaults()));
    return verdict;
}

} // namespace EvalTrack::Fault
