// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/family.h"
#include "fault/scene.h"
#include "fault/storescene.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

namespace EvalTrack::Fault {

namespace {

constexpr int LeastRuns = 50;
constexpr int OldOnceIn = 10;
constexpr int InterruptedOnceIn = 3;
constexpr qint64 PageBytes = 4'096;
constexpr qint64 SectorBytes = 512;

void copyFolder(const QString &from, const QString &to)
{
    QDirIterator files(from, QDir::Files | QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString source = files.next();
        const QString target = to + source.mid(from.size());
        if (files.fileInfo().isDir()) {
            QDir().mkpath(target);
        } else {
            QFile::remove(target);
            QFile::copy(source, target);
        }
    }
}

void makeOld(const QString &folder)
{
    QDirIterator files(folder, {QStringLiteral("store.sqlite")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        StoreScene::makeOld(files.next());
    }
}

/// Two captures of one number are of a copied device. Both count, and people are asked to look.
void judgeTwins(Verdict &verdict, Test::ServerProgram &server)
{
    const QByteArrayList found =
        server
            .sql("select count(*), count(*) filter (where 'CLONED' = any(o.flags) and "
                 "o.review_state = 'OPEN') from attendance_captures c join capture_outcomes o on "
                 "o.capture_uuid = c.uuid where exists (select from attendance_captures t where "
                 "t.device_id = c.device_id and t.device_sequence = c.device_sequence and "
                 "t.uuid <> c.uuid)")
            .split('|');
    if (found.size() != 2 || found.at(0) == "0" || found.at(0) != found.at(1)) {
        ++verdict.damaged;
        verdict.remarks.append(
            QStringLiteral("of captures that share a number, and of those that people are to look "
                           "at, there are ") +
            QString::fromLatin1(found.join(" and ")));
    }
}

/// A station's folder copied to another computer, full queue and all, and a store of the version
/// before: with the real programs, once.
void copiedAndOld(Verdict &verdict, Random &random)
{
    Scene scene;
    Test::Station &first = scene.addStation(scene.server().url());
    Test::Station &copy = scene.addStation(scene.server().url());
    Test::Station &old = scene.addStation(scene.server().url());
    scene.server().kill();
    first.captureAndKill(scene.codes(random, 20), 20);
    QDir(copy.folder()).removeRecursively();
    QDir().mkpath(copy.folder());
    copyFolder(first.folder(), copy.folder());
    // From here on both count on from the same number of the same device.
    first.captureAndKill(scene.codes(random, 20), 20);
    copy.captureAndKill(scene.codes(random, 20), 20);
    old.captureAndKill(scene.codes(random, 40), 40);
    makeOld(old.folder());
    verdict.faults += 2;
    scene.server().start();
    scene.heal(verdict);
    scene.judge(verdict);
    judgeTwins(verdict, scene.server());
    ++verdict.runs;
}

void damage(const QString &path, Random &random)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || file.size() == 0) {
        return;
    }
    const auto write = [&file](qint64 at, const QByteArray &bytes) {
        file.seek(at);
        file.write(bytes.left(std::max<qint64>(0, file.size() - at)));
    };
    const int size = static_cast<int>(file.size());
    switch (random.below(5)) {
    case 0:
        file.resize(random.below(size));
        break;
    case 1:
        for (int i = random.between(1, 3); i > 0; --i) {
            write(random.below(size) / PageBytes * PageBytes, QByteArray(PageBytes, '\0'));
        }
        break;
    case 2: {
        QByteArray noise(SectorBytes, Qt::Uninitialized);
        std::generate(noise.begin(), noise.end(),
                      [&random] { return static_cast<char>(random.below(256)); });
        write(random.below(size) / SectorBytes * SectorBytes, noise);
        break;
    }
    default:
        for (int i = random.between(1, 30); i > 0; --i) {
            const int at = random.below(size);
            file.seek(at);
            const QByteArray byte = file.read(1);
            write(at, QByteArray(1, static_cast<char>(byte.at(0) ^ (1 << random.below(8)))));
        }
    }
}

/// Fills a store and leaves its files as an orderly end or an interruption does.
void fill(StoreScene &scene, Random &random)
{
    scene.open();
    for (int i = random.between(10, 60); i > 0 && scene.isOpen(); --i) {
        scene.step(random);
    }
    if (!random.onceIn(InterruptedOnceIn)) {
        scene.close();
        return;
    }
    QTemporaryDir asItWas;
    copyFolder(scene.folder(), asItWas.path());
    scene.close();
    QFile::remove(scene.path());
    copyFolder(asItWas.path(), scene.folder());
    QFile::remove(scene.folder() + QStringLiteral("/in-use"));
}

} // namespace

Verdict storeFamily(quint64 seed, const Share &share)
{
    Verdict verdict;
    verdict.family = QStringLiteral("store");
    Random random(seed);
    copiedAndOld(verdict, random);
    int anew = 0;
    int takenOver = 0;
    int unread = 0;
    for (int run = 0; verdict.isNotRed() && (run < LeastRuns || share.goesOn(verdict)); ++run) {
        ++verdict.runs;
        ++verdict.faults;
        StoreScene scene;
        fill(scene, random);
        if (random.onceIn(OldOnceIn)) {
            scene.makeOld();
            if (!scene.open()) {
                ++verdict.damaged;
                verdict.remarks.append(scene.whyNot());
                break;
            }
            scene.judge(verdict);
            verdict.recorded += scene.told();
            continue;
        }
        // Not its log: SQLite cannot tell a damaged one from one that a power cut left.
        damage(scene.path(), random);
        // The second time it is as the first time left it.
        for (int time = 0; time < 2; ++time) {
            if (!scene.openAnyhow()) {
                ++verdict.damaged;
                verdict.remarks.append(QStringLiteral("the store does not open: ") +
                                       scene.whyNot());
                break;
            }
            (void)scene.judgeRescued(verdict);
            anew += scene.damage() && time == 0 ? 1 : 0;
            takenOver += scene.damage() ? scene.damage()->takenOver : 0;
            unread += scene.damage() && time == 0 ? scene.damage()->unread : 0;
            scene.close();
        }
        verdict.recorded += scene.told();
    }
    verdict.remarks.append(QStringLiteral("%1 stores made anew, %2 unsent captures taken over, %3 "
                                          "told to be unreadable")
                               .arg(anew)
                               .arg(takenOver)
                               .arg(unread));
    return verdict;
}

} // namespace EvalTrack::Fault
