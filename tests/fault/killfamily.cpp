// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/family.h"
#include "fault/scene.h"
#include "support/waitfor.h"

#include <QElapsedTimer>

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::Station;
using Test::waitFor;

namespace {

constexpr int Stations = 3; // at once, so that the processors always have something to do
constexpr int RoundsBetweenHeals = 15;
constexpr int ServerKilledOnceIn = 12;
constexpr auto LongestLife = 700ms; // starting takes about 200

/// How one station's program ends in this round.
struct Death
{
    Station *station;
    int atRecorded;                   ///< Kill when it told this many …
    std::chrono::milliseconds atTime; ///< … or at this age, whichever comes first.
};

} // namespace

Verdict killFamily(quint64 seed, const QDeadlineTimer &until)
{
    Verdict verdict;
    verdict.family = QStringLiteral("kill -9");
    Random random(seed);
    Scene scene;
    for (int i = 0; i < Stations; ++i) {
        (void)scene.addStation(scene.server().url());
    }
    while (!until.hasExpired()) {
        ++verdict.runs;
        for (int round = 0; round < RoundsBetweenHeals && !until.hasExpired(); ++round) {
            std::vector<Death> deaths;
            QElapsedTimer age;
            age.start();
            for (int i = 0; i < Stations; ++i) {
                Station &station = scene.station(i);
                station.begin(scene.codes(random, random.between(5, 60)));
                deaths.push_back({&station, random.between(1, 80), random.time(LongestLife)});
            }
            const bool isServerKilled = random.onceIn(ServerKilledOnceIn);
            const auto serverDeath = random.time(LongestLife);
            bool isServerDead = false;
            (void)waitFor(
                [&] {
                    const auto now = std::chrono::milliseconds(age.elapsed());
                    if (isServerKilled && !isServerDead && now >= serverDeath) {
                        scene.server().kill();
                        isServerDead = true;
                        ++verdict.faults;
                    }
                    std::erase_if(deaths, [&](const Death &death) {
                        if (now < death.atTime &&
                            death.station->recordedInThisRun() < death.atRecorded) {
                            return false;
                        }
                        death.station->kill();
                        ++verdict.faults;
                        return true;
                    });
                    return deaths.empty() && isServerKilled == isServerDead;
                },
                30s);
            if (isServerDead) {
                scene.server().start();
            }
        }
        scene.heal(verdict);
        scene.judge(verdict);
        if (!verdict.isGreen()) {
            break;
        }
    }
    return verdict;
}

} // namespace EvalTrack::Fault
