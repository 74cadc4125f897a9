// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storerescue.h"

#include "store/asideoutbox.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

namespace EvalTrack {

namespace {

const QString StoreFile = QStringLiteral("store.sqlite");
/// Still to be read; then either deleted, or called by what is left in it.
const QString Damaged = QStringLiteral("damaged-");
const QString Unread = QStringLiteral("unread-");
const QStringList Companions = {QStringLiteral("-wal"), QStringLiteral("-journal")};

constexpr qint64 PageBytes = 4'096; // SQLite's own choice, which the store leaves it

void removeCompanions(const QString &path)
{
    for (const QString &companion : Companions) {
        QFile::remove(path + companion);
    }
}

/// SQLite finds a log by its file's name. A copy of it is there before the file moves, so that a
/// program that is killed in between has parted nothing.
bool moveStore(const QString &from, const QString &to)
{
    for (const QString &companion : Companions) {
        if (QFile::exists(from + companion) && !QFile::copy(from + companion, to + companion)) {
            return false;
        }
    }
    if (!QFile::rename(from, to)) {
        return false;
    }
    removeCompanions(from);
    return true;
}

/// Without its first page a file says nothing of what it holds. Stores of one version begin alike.
void borrowFirstPage(const QString &damaged, const QString &fresh)
{
    QFile to(damaged);
    QFile from(fresh);
    if (to.open(QIODevice::ReadWrite) && from.open(QIODevice::ReadOnly)) {
        QByteArray page = from.read(PageBytes);
        if (page.size() == PageBytes) {
            // No free pages, and as many pages as there are: a stale count says that.
            page.replace(28, 12, QByteArray(12, '\0'));
            to.write(page);
        }
    }
}

struct Salvage
{
    OutboxTable::Salvaged outbox;
    CaptureTable::Salvaged table;
};

Salvage read(const QString &path, const Redacted<QByteArray> &key)
{
    Salvage salvage;
    const auto database = StoreDatabase::openDamaged(path);
    if (!database) {
        salvage.table.isWhole = false;
        return salvage;
    }
    const Sealer sealer(key);
    salvage.outbox = OutboxTable(**database, sealer).salvage();
    salvage.table = CaptureTable(**database, sealer).salvage();
    return salvage;
}

/// Takes over what one file holds; the file goes, or keeps the number of what is left in it.
Result<int> takeOver(const QDir &folder, const QString &name, const Redacted<QByteArray> &key,
                     LocalStore &store)
{
    const QString path = folder.filePath(name);
    Salvage salvage = read(path, key);
    bool isWhole = salvage.outbox.isWhole && salvage.table.isWhole;
    if (!isWhole && salvage.table.captures.isEmpty() && salvage.outbox.commands.isEmpty() &&
        store.database().value("PRAGMA wal_checkpoint(TRUNCATE)")) {
        borrowFirstPage(path, folder.filePath(StoreFile));
        salvage = read(path, key);
        isWhole = false;
    }
    auto taken = AsideOutbox::take(salvage.outbox.commands, salvage.table.captures,
                                   salvage.outbox.givenUp, store);
    if (!taken) {
        return taken; // Another start tries again.
    }
    const int unread = salvage.outbox.unread + salvage.table.unread;
    if (unread == 0 && isWhole) {
        QFile::remove(path);
        removeCompanions(path);
    } else {
        static_cast<void>(moveStore(
            path, folder.filePath(Unread % QString::number(std::max(1, unread)) % u'-' % name)));
    }
    return taken;
}

QStringList filesOf(const QDir &folder, const QString &mark)
{
    return folder.entryList({QString(mark % u"*.sqlite")}, QDir::Files, QDir::Name);
}

int unreadIn(const QDir &folder)
{
    int unread = 0;
    const QStringList files = filesOf(folder, Unread);
    for (const QString &name : files) {
        unread += name.section(u'-', 1, 1).toInt();
    }
    return unread;
}

} // namespace

Result<StoreRescue::Opened> StoreRescue::open(const QString &folderPath,
                                              const Redacted<QByteArray> &key,
                                              const SignedInPerson &me, const Clock &clock,
                                              Belief belief)
{
    const QDir folder(folderPath);
    auto store = belief == Belief::Damaged && QFile::exists(folder.filePath(StoreFile))
                     ? failure(ErrorCode::StorageDamaged)
                     : LocalStore::open(folderPath, key, me, clock);
    if (!store && store.error().code == ErrorCode::StorageDamaged) {
        const QString aside =
            Damaged % QString::number(QDateTime::currentMSecsSinceEpoch()) % u".sqlite";
        if (!moveStore(folder.filePath(StoreFile), folder.filePath(aside))) {
            return failure(ErrorCode::Storage,
                           QStringLiteral("a damaged store cannot be set aside"));
        }
        store = LocalStore::open(folderPath, key, me, clock);
    }
    if (!store) {
        return std::unexpected(store.error());
    }
    StoreDamage damage;
    const QStringList damaged = filesOf(folder, Damaged);
    for (const QString &name : damaged) {
        const auto taken = takeOver(folder, name, key, **store);
        if (!taken) {
            return std::unexpected(taken.error());
        }
        damage.takenOver += *taken;
    }
    damage.unread = unreadIn(folder);
    const bool isDamaged = !damaged.isEmpty() || damage.unread > 0;
    return Opened{std::move(*store), isDamaged ? std::optional(damage) : std::nullopt};
}

bool StoreRescue::hasUnread(const QString &folder)
{
    return !filesOf(QDir(folder), Unread).isEmpty() || !filesOf(QDir(folder), Damaged).isEmpty();
}

} // namespace EvalTrack
