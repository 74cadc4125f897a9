// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/family.h"
#include "fault/scene.h"
#include "fault/smalldisk.h"
#include "support/waitfor.h"

#include <algorithm>

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::Station;
using Test::waitFor;

namespace {

constexpr int DiskMebibytes = 12;
constexpr int CutShortOnceIn = 3;
constexpr auto EndBound = 30s;

/// Codes that the station said nothing about in its last run.
QByteArrayList unanswered(Station &station, QByteArrayList fed)
{
    const QList<Station::Recorded> &all = station.recorded();
    const auto recorded = all.last(station.recordedInThisRun());
    for (const Station::Recorded &each : recorded) {
        fed.removeOne(each.code);
    }
    for (const QByteArray &code : station.notRecordedInThisRun()) {
        fed.removeOne(code);
    }
    return fed;
}

} // namespace

Verdict diskFamily(quint64 seed, const Share &share)
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
    qint64 refusals = 0;
    do {
        ++verdict.runs;
        QByteArrayList fed = scene.codes(random, random.between(5, 20));
        station.begin(fed, true);
        const auto feed = [&](int count) {
            const QByteArrayList more = scene.codes(random, count);
            fed += more;
            station.feed(more);
        };
        (void)waitFor([&] { return station.recordedInThisRun() > 0; });
        disk.fill(random.below(64 * 1024));
        ++verdict.faults;
        feed(random.between(20, 200));
        Scene::pass(random.time(600ms));
        if (random.onceIn(3)) {
            station.kill(); // with the disk full
            ++verdict.faults;
            refusals += station.notRecordedInThisRun().size();
            disk.makeRoom();
            fed = scene.codes(random, 3);
            station.begin(fed, true);
        }
        disk.makeRoom();
        const int before = station.recordedInThisRun();
        feed(5);
        if (!waitFor([&] { return station.recordedInThisRun() > before; }, 10s)) {
            ++verdict.stuck;
            verdict.remarks.append(
                QStringLiteral("nothing was recorded when there was room again"));
        }
        QByteArrayList silences;
        if (random.onceIn(CutShortOnceIn)) {
            station.kill();
        } else {
            station.endInput();
            if (station.waitForEnd(EndBound)) {
                silences = unanswered(station, fed);
            } else {
                ++verdict.stuck;
                verdict.remarks.append(QStringLiteral("a station did not end with its input"));
                station.kill();
            }
        }
        refusals += station.notRecordedInThisRun().size();
        scene.heal(verdict);
        scene.judge(verdict);
        // Whoever stood there was told neither that it is recorded nor that it is not.
        if (!silences.isEmpty()) {
            verdict.lost += silences.size();
            verdict.remarks.append(
                QStringLiteral("%1 codes had no answer: ").arg(silences.size()) +
                QString::fromLatin1(
                    silences.first(std::min<qsizetype>(5, silences.size())).join(", ")));
        }
    } while (share.goesOn(verdict));
    if (refusals == 0) {
        ++verdict.stuck;
        verdict.remarks.append(QStringLiteral("the full disk was never felt"));
    }
    verdict.remarks.append(QStringLiteral("%1 codes were told not to be recorded").arg(refusals));
    return verdict;
}

} // namespace EvalTrack::Fault
