// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/family.h"
#include "fault/scene.h"
#include "support/waitfor.h"

#include <QFile>
#include <QTemporaryDir>

#ifdef Q_OS_LINUX
#include <sys/mount.h>
#endif

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::Station;
using Test::waitFor;

namespace {

/// A small disk of its own, and a file on it that takes all the room when wanted.
class SmallDisk
{
public:
    SmallDisk()
    {
#ifdef Q_OS_LINUX
        m_isMounted = ::mount("tmpfs", QFile::encodeName(m_folder.path()).constData(), "tmpfs", 0,
                              "size=12m") == 0;
#endif
    }
    ~SmallDisk()
    {
#ifdef Q_OS_LINUX
        if (m_isMounted) {
            ::umount2(QFile::encodeName(m_folder.path()).constData(), MNT_DETACH);
        }
#endif
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    [[nodiscard]] bool isMounted() const
    {
        return m_isMounted;
    }
    [[nodiscard]] QString path() const
    {
        return m_folder.path();
    }

    /// Leaves `left` bytes, as far as pages allow.
    void fill(qint64 left)
    {
        QFile ballast(ballastPath());
        if (!ballast.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
            return;
        }
        const QByteArray page(4096, 'x');
        while (ballast.write(page) == page.size()) {
        }
        ballast.resize(std::max<qint64>(0, ballast.size() - left));
    }
    void makeRoom()
    {
        QFile::remove(ballastPath());
    }

private:
    [[nodiscard]] QString ballastPath() const
    {
        return m_folder.filePath(QStringLiteral("ballast"));
    }

    QTemporaryDir m_folder;
    bool m_isMounted = false;
};

} // namespace

Verdict diskFamily(quint64 seed, const QDeadlineTimer &until)
{
    Verdict verdict;
    verdict.family = QStringLiteral("disk full");
    SmallDisk disk;
    if (!disk.isMounted()) {
        verdict.leftOut = QStringLiteral("a small disk can be mounted by root only");
        return verdict;
    }
    Random random(seed);
    Scene scene;
    Station &station = scene.addStation(scene.server().url(), disk.path());
    while (!until.hasExpired()) {
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
    }
    return verdict;
}

} // namespace EvalTrack::Fault
