// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/family.h"
#include "fault/scene.h"
#include "support/waitfor.h"

#include <csignal>

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::waitFor;

namespace {

constexpr int Stations = 3;
constexpr int SecondProgramOnceIn = 4;
constexpr auto LongestSleep = 1500ms;

/// One process put to sleep, as a laptop's lid does it to all of them.
struct Sleep
{
    qint64 process;
    QDeadlineTimer begin;
    QDeadlineTimer end;
    bool isAsleep = false;
};

} // namespace

Verdict processFamily(quint64 seed, const Share &share)
{
    Verdict verdict;
    verdict.family = QStringLiteral("processes");
    Random random(seed);
    Scene scene;
    scene.addStations(Stations, scene.server().url());
    do {
        ++verdict.runs;
        const bool isLeftRunning = random.onceIn(2);
        std::vector<Sleep> sleeps;
        const auto addSleep = [&](qint64 process) {
            const auto begin = random.time(500ms);
            sleeps.push_back({process, QDeadlineTimer(begin),
                              QDeadlineTimer(begin + random.time(LongestSleep))});
        };
        scene.begin(random, 40);
        for (int i = 0; i < Stations; ++i) {
            addSleep(scene.station(i).processId());
        }
        addSleep(scene.server().processId());
        if (random.onceIn(SecondProgramOnceIn)) {
            (void)waitFor([&] { return scene.station(0).recordedInThisRun() > 0; });
            // Whoever comes second is told so and takes nothing.
            ++verdict.faults;
            const QString problem = scene.station(0).problemOfSecondProgram(scene.codes(random, 3));
            if (!problem.isEmpty()) {
                ++verdict.stuck;
                verdict.remarks.append(problem);
            }
        }
        (void)waitFor(
            [&] {
                std::erase_if(sleeps, [&](Sleep &sleep) {
                    if (!sleep.isAsleep && sleep.begin.hasExpired()) {
                        sleep.isAsleep = true;
                        ++verdict.faults;
                        ::kill(static_cast<pid_t>(sleep.process), SIGSTOP);
                    }
                    if (!sleep.end.hasExpired()) {
                        return false;
                    }
                    ::kill(static_cast<pid_t>(sleep.process), SIGCONT);
                    return true;
                });
                return sleeps.empty();
            },
            30s);
        if (isLeftRunning) {
            scene.healRunning(verdict);
        }
        scene.killStations();
        scene.heal(verdict);
        scene.judge(verdict);
    } while (share.goesOn(verdict));
    return verdict;
}

} // namespace EvalTrack::Fault
