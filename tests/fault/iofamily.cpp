// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/brittledisk.h"
#include "fault/family.h"
#include "fault/storescene.h"

#include <QElapsedTimer>

#include <array>

namespace EvalTrack::Fault {

using namespace std::chrono_literals;

namespace {

constexpr auto TooLong = 5s; // for a store of a few records

struct Way
{
    const char *name;
    BrittleDisk::Failure failure;
    bool isLasting;
};
constexpr std::array Ways{
    Way{"one EIO", BrittleDisk::Failure::Error, false},
    Way{"EIO from then on", BrittleDisk::Failure::Error, true},
    Way{"one ENOSPC", BrittleDisk::Failure::Full, false},
    Way{"ENOSPC from then on", BrittleDisk::Failure::Full, true},
    Way{"one short write", BrittleDisk::Failure::ShortWrite, false},
};

/// All a station does with a store. What fails is not done again.
void work(StoreScene &scene)
{
    const auto withStore = [&scene](auto step) {
        if (scene.isOpen() || scene.open()) {
            step();
        }
    };
    const auto record = [&scene] {
        (void)scene.record();
    };
    withStore(record);
    withStore([&scene] { scene.takePeople(); });
    withStore(record);
    withStore([&scene] { scene.send(); });
    withStore([&scene] { scene.settle(); });
    withStore(record);
    scene.close();
    withStore(record);
}

} // namespace

// The same calls in each run, so every one of them fails once in each way, whatever the seed and
// the time.
Verdict ioFamily(quint64 seed, const Share & /*share*/)
{
    Verdict verdict;
    verdict.family = QStringLiteral("io");
    BrittleDisk disk(seed);
    for (const Way &way : Ways) {
        for (int number = 1; verdict.isNotRed(); ++number) {
            ++verdict.runs;
            QElapsedTimer time;
            time.start();
            StoreScene scene;
            disk.fail(number, way.failure, way.isLasting);
            work(scene);
            const bool hasFailed = disk.hasFailed();
            disk.heal();
            // With the program that met the fault, and with the next one.
            if (scene.isOpen() && !scene.record()) {
                ++verdict.stuck;
                verdict.remarks.append(QStringLiteral("it does not go on afterwards"));
            }
            scene.close();
            if (scene.open()) {
                scene.judge(verdict);
            } else {
                ++verdict.damaged;
                verdict.remarks.append(QStringLiteral("the store does not open: ") +
                                       scene.whyNot());
            }
            scene.close();
            disk.forget();
            verdict.stuck += std::chrono::milliseconds(time.elapsed()) > TooLong ? 1 : 0;
            verdict.recorded += scene.told();
            if (!verdict.isNotRed()) {
                verdict.remarks.prepend(
                    QStringLiteral("call %1, %2").arg(number).arg(QLatin1StringView(way.name)));
            }
            if (!hasFailed) {
                break;
            }
            ++verdict.faults;
        }
    }
    if (disk.calls() == 0) {
        verdict.leftOut = QStringLiteral("Qt was built with an SQLite of its own");
    }
    return verdict;
}

} // namespace EvalTrack::Fault
