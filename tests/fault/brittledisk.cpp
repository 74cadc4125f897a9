// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/brittledisk.h"

#include <QFile>

#include <algorithm>
#include <cstring>
#include <new>

#include <sqlite3.h>

namespace EvalTrack::Fault {

namespace {

constexpr qint64 Sector = 512;

} // namespace

/// SQLite's side: plain functions over BrittleDisk.
struct BrittleVfs
{
    /// As SQLite allocates it: ours, and the real one right behind.
    struct OpenFile
    {
        sqlite3_file base;
        BrittleDisk *disk;
        QString *path; ///< Null for temporary files, which nobody needs after a cut.

        [[nodiscard]] sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
    };

    static OpenFile &of(sqlite3_file *file) { return *reinterpret_cast<OpenFile *>(file); }
    static BrittleDisk &diskOf(sqlite3_vfs *vfs)
    {
        return *static_cast<BrittleDisk *>(vfs->pAppData);
    }

    static int open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags,
                    int *outFlags)
    {
        BrittleDisk &disk = diskOf(vfs);
        auto *opened = new (file) OpenFile{{nullptr}, &disk, nullptr};
        if (!disk.passes(BrittleDisk::Call::Look)) {
            return SQLITE_CANTOPEN;
        }
        const bool isKept = name != nullptr && (flags & SQLITE_OPEN_DELETEONCLOSE) == 0;
        const QString path = isKept ? QFile::decodeName(name) : QString();
        const bool isNew = isKept && !QFile::exists(path);
        const int result = disk.m_real->xOpen(disk.m_real, name, opened->real(), flags, outFlags);
        if (opened->real()->pMethods == nullptr) {
            return result;
        }
        file->pMethods = &methods();
        if (isKept) {
            opened->path = new QString(path);
            disk.opened(path, isNew);
        }
        return result;
    }

    static int remove(sqlite3_vfs *vfs, const char *name, int isSynced)
    {
        BrittleDisk &disk = diskOf(vfs);
        if (!disk.passes(BrittleDisk::Call::Change)) {
            return SQLITE_IOERR_DELETE;
        }
        const int result = disk.m_real->xDelete(disk.m_real, name, 0);
        if (result == SQLITE_OK) {
            disk.deleted(QFile::decodeName(name), isSynced != 0);
        }
        return result;
    }

    static int access(sqlite3_vfs *vfs, const char *name, int flags, int *isThere)
    {
        BrittleDisk &disk = diskOf(vfs);
        return disk.passes(BrittleDisk::Call::Look)
                   ? disk.m_real->xAccess(disk.m_real, name, flags, isThere)
                   : SQLITE_IOERR_ACCESS;
    }

    static int close(sqlite3_file *file)
    {
        OpenFile &open = of(file);
        delete open.path;
        return open.real()->pMethods->xClose(open.real());
    }

    static int read(sqlite3_file *file, void *data, int size, sqlite3_int64 offset)
    {
        OpenFile &open = of(file);
        return open.disk->passes(BrittleDisk::Call::Look)
                   ? open.real()->pMethods->xRead(open.real(), data, size, offset)
                   : SQLITE_IOERR_READ;
    }

    static int write(sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
    {
        OpenFile &open = of(file);
        BrittleDisk &disk = *open.disk;
        const bool isWhole = disk.passes(BrittleDisk::Call::Write);
        const bool isShort =
            !isWhole && disk.m_isPowerOn && disk.m_failure == BrittleDisk::Failure::ShortWrite;
        const int written = isWhole ? size : isShort ? size / 2 : 0;
        if (written > 0) {
            const int result = open.real()->pMethods->xWrite(open.real(), data, written, offset);
            if (result != SQLITE_OK) {
                return result;
            }
        }
        // What is being written when the power goes may be on the disk, or a part of it.
        const int sent = disk.m_isPowerOn ? written : size;
        if (open.path != nullptr && sent > 0 && (disk.m_isPowerOn || disk.m_isBeingCut)) {
            disk.changed(*open.path, {offset, QByteArray(static_cast<const char *>(data), sent)});
        }
        const bool isError = !disk.m_isPowerOn || disk.m_failure == BrittleDisk::Failure::Error;
        return isWhole ? SQLITE_OK : isError ? SQLITE_IOERR_WRITE : SQLITE_FULL;
    }

    static int truncate(sqlite3_file *file, sqlite3_int64 size)
    {
        OpenFile &open = of(file);
        if (!open.disk->passes(BrittleDisk::Call::Change)) {
            return SQLITE_IOERR_TRUNCATE;
        }
        if (open.path != nullptr) {
            open.disk->changed(*open.path, {size, std::nullopt});
        }
        return open.real()->pMethods->xTruncate(open.real(), size);
    }

    /// The real disk is not waited for: nobody cuts its power.
    static int sync(sqlite3_file *file, int /*flags*/)
    {
        OpenFile &open = of(file);
        if (!open.disk->passes(BrittleDisk::Call::Change)) {
            return SQLITE_IOERR_FSYNC;
        }
        if (open.path != nullptr) {
            open.disk->synced(*open.path);
        }
        return SQLITE_OK;
    }

    static int fileSize(sqlite3_file *file, sqlite3_int64 *size)
    {
        OpenFile &open = of(file);
        return open.disk->passes(BrittleDisk::Call::Look)
                   ? open.real()->pMethods->xFileSize(open.real(), size)
                   : SQLITE_IOERR_FSTAT;
    }

    static int lock(sqlite3_file *file, int level)
    {
        return of(file).real()->pMethods->xLock(of(file).real(), level);
    }
    static int unlock(sqlite3_file *file, int level)
    {
        return of(file).real()->pMethods->xUnlock(of(file).real(), level);
    }
    static int checkReservedLock(sqlite3_file *file, int *isLocked)
    {
        return of(file).real()->pMethods->xCheckReservedLock(of(file).real(), isLocked);
    }
    static int control(sqlite3_file *file, int operation, void *argument)
    {
        return of(file).real()->pMethods->xFileControl(of(file).real(), operation, argument);
    }
    static int sectorSize(sqlite3_file *file)
    {
        return of(file).real()->pMethods->xSectorSize(of(file).real());
    }
    static int characteristics(sqlite3_file *file)
    {
        return of(file).real()->pMethods->xDeviceCharacteristics(of(file).real());
    }

    /// Version 1: no shared memory and no mapping, which the store must not need either.
    static const sqlite3_io_methods &methods()
    {
        static const sqlite3_io_methods functions = [] {
            sqlite3_io_methods all{};
            all.iVersion = 1;
            all.xClose = close;
            all.xRead = read;
            all.xWrite = write;
            all.xTruncate = truncate;
            all.xSync = sync;
            all.xFileSize = fileSize;
            all.xLock = lock;
            all.xUnlock = unlock;
            all.xCheckReservedLock = checkReservedLock;
            all.xFileControl = control;
            all.xSectorSize = sectorSize;
            all.xDeviceCharacteristics = characteristics;
            return all;
        }();
        return functions;
    }
};

BrittleDisk::BrittleDisk(quint64 seed)
    : m_random(seed)
    , m_real(sqlite3_vfs_find(nullptr))
    , m_vfs(sizeof(sqlite3_vfs))
{
    auto *vfs = new (m_vfs.data()) sqlite3_vfs(*m_real);
    vfs->zName = "brittle";
    vfs->pAppData = this;
    vfs->szOsFile = static_cast<int>(sizeof(BrittleVfs::OpenFile)) + m_real->szOsFile;
    vfs->xOpen = BrittleVfs::open;
    vfs->xDelete = BrittleVfs::remove;
    vfs->xAccess = BrittleVfs::access;
    sqlite3_vfs_register(vfs, 1);
}

BrittleDisk::~BrittleDisk()
{
    sqlite3_vfs_unregister(reinterpret_cast<sqlite3_vfs *>(m_vfs.data()));
    sqlite3_vfs_register(m_real, 1);
}

bool BrittleDisk::passes(Call call)
{
    ++m_calls;
    m_isBeingCut = m_isPowerOn && call != Call::Look && m_changesLeft >= 0 && m_changesLeft-- == 0;
    m_isPowerOn = m_isPowerOn && !m_isBeingCut;
    if (!m_isPowerOn) {
        return false;
    }
    const bool isConcerned = m_failure == Failure::Error || call == Call::Write;
    if (m_callsLeft < 0 || !isConcerned) {
        return true;
    }
    m_callsLeft = std::max(0, m_callsLeft - 1);
    if (m_callsLeft > 0) {
        return true;
    }
    ++m_failures;
    if (!m_isLasting) {
        m_callsLeft = -1;
    }
    return false;
}

void BrittleDisk::fail(int number, Failure failure, bool isLasting)
{
    m_callsLeft = number;
    m_failure = failure;
    m_isLasting = isLasting;
    m_failures = 0;
}

void BrittleDisk::heal()
{
    m_callsLeft = -1;
}

// What is certain and what is not -----------------------------------------------------------------

void BrittleDisk::opened(const QString &path, bool isNew)
{
    File &file = m_files[path];
    if (file.generations.empty() && !isNew) {
        QFile real(path);
        file.isCertain = true;
        file.generations.push_back(
            {real.open(QIODevice::ReadOnly) ? real.readAll() : QByteArray(), {}});
    } else if (file.generations.empty() || file.isDeleted) {
        file.generations.push_back({});
        file.isDeleted = false;
    }
}

void BrittleDisk::changed(const QString &path, Change change)
{
    m_files[path].generations.back().pending.push_back(std::move(change));
}

void BrittleDisk::synced(const QString &path)
{
    if (const File &file = m_files[path]; !file.isCertain || file.generations.size() > 1) {
        syncFolder();
    }
    Generation &generation = m_files[path].generations.back();
    for (const Change &change : generation.pending) {
        apply(generation.certain, change);
    }
    generation.pending.clear();
}

// SQLite's own VFS syncs the folder with a new log or journal, and with it what was deleted there
// before.
void BrittleDisk::syncFolder()
{
    for (auto file = m_files.begin(); file != m_files.end();) {
        if (file->isDeleted) {
            file = m_files.erase(file);
            continue;
        }
        file->generations.erase(file->generations.begin(), file->generations.end() - 1);
        file->isCertain = true;
        ++file;
    }
}

void BrittleDisk::deleted(const QString &path, bool isCertain)
{
    if (isCertain) {
        m_files.remove(path);
    } else {
        m_files[path].isDeleted = true;
    }
}

void BrittleDisk::apply(QByteArray &content, const Change &change)
{
    if (!change.data) {
        content.resize(std::min<qsizetype>(content.size(), change.offset));
        return;
    }
    const qsizetype end = change.offset + change.data->size();
    if (content.size() < end) {
        content.append(QByteArray(end - content.size(), '\0'));
    }
    std::memcpy(content.data() + change.offset, change.data->constData(),
                static_cast<size_t>(change.data->size()));
}

QByteArray BrittleDisk::leftOf(Generation generation)
{
    QByteArray content = generation.certain;
    if (m_random.onceIn(2)) {
        m_random.shuffle(generation.pending);
    }
    // Some cuts come when nearly all was written, some when nearly nothing was.
    const int keptOf8 = m_random.between(0, 8);
    for (const Change &change : generation.pending) {
        if (m_random.below(8) < keptOf8) {
            apply(content, change);
        } else if (change.data && m_random.onceIn(2)) {
            for (qint64 at = 0; at < change.data->size();) {
                const qint64 sector = (change.offset + at) / Sector;
                const qint64 end =
                    std::min<qint64>(change.data->size(), (sector + 1) * Sector - change.offset);
                if (m_random.onceIn(2)) {
                    apply(content, {change.offset + at, change.data->mid(at, end - at)});
                }
                at = end;
            }
        }
    }
    return content;
}

void BrittleDisk::restore()
{
    for (auto file = m_files.cbegin(); file != m_files.cend(); ++file) {
        const int candidates = static_cast<int>(file->generations.size());
        const bool isThereForCertain = file->isCertain && candidates == 1 && !file->isDeleted;
        const int chosen = m_random.below(candidates + (isThereForCertain ? 0 : 1));
        if (chosen == candidates) {
            QFile::remove(file.key());
            continue;
        }
        QFile real(file.key());
        if (!real.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
            qFatal("a store's file cannot be written");
        }
        real.write(leftOf(file->generations.at(static_cast<size_t>(chosen))));
    }
    m_files.clear();
    m_isPowerOn = true;
    m_changesLeft = -1;
}

} // namespace EvalTrack::Fault
