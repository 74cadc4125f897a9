// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/brittledisk.h"
#include "fault/family.h"
#include "fault/storescene.h"

namespace EvalTrack::Fault {

namespace {

constexpr int CutsOfAStore = 20;
constexpr int LatestCut = 150; // changes after opening; opening a new store takes about 80

} // namespace

Verdict powerFamily(quint64 seed, const Share &share)
{
    Verdict verdict;
    verdict.family = QStringLiteral("power");
    Random random(seed);
    BrittleDisk disk(seed);
    while (share.goesOn(verdict)) {
        ++verdict.runs;
        StoreScene scene;
        for (int cut = 0; cut < CutsOfAStore && share.goesOn(verdict); ++cut) {
            disk.cutAfter(random.below(LatestCut));
            bool isOpen = scene.open();
            while (isOpen && disk.isPowerOn()) {
                scene.step(random);
                isOpen = scene.isOpen();
            }
            scene.close();
            disk.restore();
            ++verdict.faults;
            if (!scene.open()) {
                ++verdict.damaged;
                verdict.remarks.append(QStringLiteral("the store does not open: ") +
                                       scene.whyNot());
                break;
            }
            scene.judge(verdict);
            scene.close();
            disk.forget();
        }
        verdict.recorded += scene.told();
    }
    if (disk.calls() == 0) {
        verdict.leftOut = QStringLiteral("Qt was built with an SQLite of its own");
    }
    return verdict;
}

} // namespace EvalTrack::Fault
