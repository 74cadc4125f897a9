// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/family.h"
#include "fault/scene.h"
#include "fault/smalldisk.h"
#include "support/waitfor.h"

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::Station;
using Test::waitFor;

namespace {

constexpr int DiskMebibytes = 12;

} // namespace

Verdict diskFamily(quint64 seed, const QDeadlineTimer &until)
{
    Verdict verdict;
    verdict.family = QStringLiteral("disk full");
    SmallDisk disk(DiskMebibytes);
    if (!disk.isMounted()) {
        verdict.leftOut = SmallDisk::whyNot();
        return verdict;
    }
    Random random(seed);
    Scene scene;
    Station &station = scene.addStation(scene.server().url(), disk.path());
    do {
        ++verdict.runs;
        station.begin(scene.codes(random, random.between(5, 20)), true);
        (void)waitFor([&] { return station.recordedInThisRun() > 0; });
        disk.fill(random.below(64 * 1024));
        ++verdict.faults;
        station.feed(scene.codes(random, random.between(20, 200)));
        Scene::pass(random.time(600ms));
        if (random.onceIn(3)) {
            station.kill(); // with the disk full
            ++verdict.faults;
            disk.makeRoom();
            station.begin(scene.codes(random, 3), true);
        }
        disk.makeRoom();
        const int before = station.recordedInThisRun();
        station.feed(scene.codes(random, 5));
        if (!waitFor([&] { return station.recordedInThisRun() > before; }, 10s)) {
            ++verdict.stuck;
            verdict.remarks.append(
                QStringLiteral("nothing was recorded when there was room again"));
        }
        station.kill();
        scene.heal(verdict);
        scene.judge(verdict);
        if (!verdict.isGreen()) {
            break;
        }
    } while (!until.hasExpired());
    return verdict;
}

} // namespace EvalTrack::Fault
