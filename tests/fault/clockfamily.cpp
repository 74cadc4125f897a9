// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/family.h"
#include "fault/scene.h"

#include <QFile>
#include <QTemporaryDir>

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::Station;

namespace {

constexpr int Stations = 3;
constexpr qint64 RunsUntilDoubted = 3; // most clocks are hours off

/// What faketime makes of the wall clock; the monotonic one goes on as it is.
const QStringList Offsets = {QStringLiteral("+0"),  QStringLiteral("+7"),  QStringLiteral("-7"),
                             QStringLiteral("+1h"), QStringLiteral("-1h"), QStringLiteral("-26h"),
                             QStringLiteral("+3d"), QStringLiteral("-3d"), QStringLiteral("+40d"),
                             QStringLiteral("-40d")};
const QStringList Libraries = {
    QStringLiteral("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
    QStringLiteral("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1")};

/// One station's wall clock, set while its program runs.
class WallClock
{
public:
    void set(const QString &offset)
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(offset.toLatin1()) < 0) {
            qFatal("a clock cannot be set");
        }
    }
    [[nodiscard]] QHash<QString, QString> environment(const QString &library) const
    {
        return {{QStringLiteral("LD_PRELOAD"), library},
                {QStringLiteral("FAKETIME_TIMESTAMP_FILE"), path()},
                {QStringLiteral("FAKETIME_NO_CACHE"), QStringLiteral("1")},
                {QStringLiteral("FAKETIME_DONT_FAKE_MONOTONIC"), QStringLiteral("1")}};
    }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("offset")); }
    QTemporaryDir m_folder;
};

} // namespace

Verdict clockFamily(quint64 seed, const Share &share)
{
    Verdict verdict;
    verdict.family = QStringLiteral("clock");
    const auto library = std::find_if(Libraries.begin(), Libraries.end(),
                                      [](const QString &path) { return QFile::exists(path); });
    if (library == Libraries.end()) {
        verdict.leftOut = QStringLiteral("libfaketime is not installed");
        return verdict;
    }
    Random random(seed);
    Scene scene;
    scene.addStations(Stations, scene.server().url());
    qint64 doubted = 0;
    std::vector<std::unique_ptr<WallClock>> clocks;
    for (int i = 0; i < Stations; ++i) {
        clocks.push_back(std::make_unique<WallClock>());
    }
    do {
        ++verdict.runs;
        for (int i = 0; i < Stations; ++i) {
            clocks.at(static_cast<size_t>(i))->set(random.pick(Offsets));
            scene.station(i).setEnvironment(
                clocks.at(static_cast<size_t>(i))->environment(*library));
        }
        scene.begin(random, 30);
        for (int jump = random.between(1, 5); jump > 0; --jump) {
            Scene::pass(random.time(400ms));
            const int which = random.below(Stations);
            clocks.at(static_cast<size_t>(which))->set(random.pick(Offsets));
            ++verdict.faults;
            scene.station(which).feed(scene.codes(random, random.between(1, 10)));
        }
        Scene::pass(random.time(400ms));
        scene.killStations();
        for (int i = 0; i < Stations; ++i) {
            scene.station(i).setEnvironment({});
        }
        scene.heal(verdict);
        scene.judge(verdict);
        doubted = scene.judgeTimes(verdict);
    } while (share.goesOn(verdict));
    if (doubted == 0 && verdict.runs >= RunsUntilDoubted) {
        ++verdict.bent;
        verdict.remarks.append(QStringLiteral("no clock was ever found to be wrong"));
    }
    verdict.remarks.append(
        QStringLiteral("the clock of %1 captures was found to be wrong").arg(doubted));
    return verdict;
}

} // namespace EvalTrack::Fault
