// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres/backupfolder.h"

#include "postgres/backupretention.h"
#include "wire/isotime.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStorageInfo>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#elif defined(Q_OS_WIN)
#include <io.h>
#endif

namespace EvalTrack::Server {

namespace {

const QString DumpSuffix = QStringLiteral(".dump");
const QString PartSuffix = QStringLiteral(".part");
const QString NamePattern = QStringLiteral("evaltrack-*");
const QString Application = QStringLiteral("EvalTrack");
constexpr int ManifestFormat = 1;
constexpr qint64 LargestManifest = 64 * 1024;
constexpr qint64 PieceRead = 1024 * 1024;
constexpr auto PartOfNobody = std::chrono::hours(24); // another computer may still write to it

QString manifestPathOf(const QString &dump)
{
    return dump + QLatin1String(BackupFolder::ManifestSuffix);
}

QString nameOf(Timestamp time)
{
    const auto at = QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
    return u"evaltrack-"_qs + at.toString(u"yyyy-MM-dd'T'HHmmss'Z'") + DumpSuffix;
}

bool syncToDisk(const QString &path)
{
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) {
        return false;
    }
    const bool isDurable = ::fsync(handle) == 0;
    ::close(handle);
    return isDurable;
#elif defined(Q_OS_WIN)
    QFile file(path);
    return QFileInfo(path).isDir() ||
           (file.open(QIODevice::ReadWrite) && ::_commit(file.handle()) == 0);
#else
    return true;
#endif
}

Result<QByteArray> digestOfFile(const QString &path, const std::atomic<bool> *isCancelled)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(file.exists() ? ErrorCode::Storage : ErrorCode::NotFound,
                       u"%1 cannot be read: %2"_qs.arg(path, file.errorString()));
    }
    QCryptographicHash hash(QCryptographicHash::Sha256);
    while (!file.atEnd()) {
        if (isCancelled && *isCancelled) {
            return failure(ErrorCode::Cancelled, u"Reading %1 was stopped"_qs.arg(path));
        }
        const QByteArray piece = file.read(PieceRead);
        if (piece.isEmpty()) {
            return failure(ErrorCode::StorageDamaged,
                           u"%1 cannot be read to its end: %2"_qs.arg(path, file.errorString()));
        }
        hash.addData(piece);
    }
    return hash.result().toHex();
}

} // namespace

QByteArray BackupManifest::toJson() const
{
    QJsonObject counts;
    for (auto each = rows.cbegin(); each != rows.cend(); ++each) {
        counts.insert(each.key(), each.value());
    }
    const QJsonObject object{{u"application"_qs, Application},
                             {u"format"_qs, ManifestFormat},
                             {u"takenAt"_qs, QString::fromLatin1(Wire::toIso(takenAt))},
                             {u"size"_qs, size},
                             {u"sha256"_qs, QString::fromLatin1(sha256)},
                             {u"schema"_qs, schema},
                             {u"version"_qs, version},
                             {u"cluster"_qs, cluster},
                             {u"rows"_qs, counts}};
    return QJsonDocument(object).toJson();
}

std::optional<BackupManifest> BackupManifest::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto text = [&object](const char *key) {
        return object.value(QLatin1String(key)).toString();
    };
    const auto takenAt = Wire::fromIso(text("takenAt"));
    BackupManifest manifest;
    manifest.size = object.value(u"size"_qs).toInteger(-1);
    manifest.sha256 = text("sha256").toLatin1();
    manifest.schema = object.value(u"schema"_qs).toInt();
    manifest.version = text("version");
    manifest.cluster = text("cluster");
    const bool isOurs = text("application") == Application &&
                        object.value(u"format"_qs).toInt() == ManifestFormat && takenAt &&
                        manifest.size >= 0 && manifest.schema > 0 && manifest.sha256.size() == 64;
    if (!isOurs) {
        return std::nullopt;
    }
    manifest.takenAt = *takenAt;
    const QJsonObject counts = object.value(u"rows"_qs).toObject();
    for (auto each = counts.constBegin(); each != counts.constEnd(); ++each) {
        manifest.rows.insert(each.key(), each.value().toInteger(-1));
    }
    return manifest;
}

bool BackupFile::isWhole() const
{
    const QFileInfo info(path);
    return info.isFile() && info.size() == manifest.size;
}

Result<void> BackupFile::verify(const std::atomic<bool> *isCancelled) const
{
    const Error damaged{
        ErrorCode::StorageDamaged,
        u"%1 is damaged: it is not as it was when it was made. Nothing was changed; take another "
        u"backup."_qs.arg(path),
        {}};
    if (!QFileInfo::exists(path)) {
        return failure(ErrorCode::NotFound, u"%1 is not there any more"_qs.arg(path));
    }
    if (!isWhole()) {
        return std::unexpected(damaged);
    }
    const auto digest = digestOfFile(path, isCancelled);
    if (!digest) {
        return std::unexpected(digest.error());
    }
    return *digest == manifest.sha256 ? Result<void>() : std::unexpected(damaged);
}

BackupFolder::BackupFolder(QString path)
    : m_path(QDir::cleanPath(QDir(path).absolutePath()))
{}

Result<void> BackupFolder::prepare(WhenMissing whenMissing) const
{
    const bool isNew = !QFileInfo::exists(m_path);
    if (isNew && whenMissing == WhenMissing::Refuse) {
        return failure(ErrorCode::NotFound,
                       u"The folder for backups, %1, is not there. Connect its disk, or choose "
                       u"another folder."_qs.arg(m_path));
    }
    if (!QDir().mkpath(m_path)) {
        return failed(u"the folder cannot be made"_qs);
    }
    if (isNew) {
        // Everybody's data lies in it.
        QFile::setPermissions(m_path, QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                                          QFileDevice::ExeOwner);
    }
    return QFileInfo(m_path).isWritable() ? Result<void>()
                                          : failed(u"the folder cannot be written to"_qs);
}

QList<BackupFile> BackupFolder::backups() const
{
    QList<BackupFile> found;
    for (const QFileInfo &info :
         QDir(m_path).entryInfoList({NamePattern + DumpSuffix}, QDir::Files)) {
        if (auto backup = open(info.absoluteFilePath())) {
            found.append(*std::move(backup));
        }
    }
    std::ranges::sort(found, [](const BackupFile &a, const BackupFile &b) {
        return a.manifest.takenAt > b.manifest.takenAt;
    });
    return found;
}

Result<BackupFile> BackupFolder::open(const QString &path)
{
    if (!QFileInfo(path).isFile()) {
        return failure(ErrorCode::NotFound, u"%1 is not there"_qs.arg(path));
    }
    QFile file(manifestPathOf(path));
    std::optional<BackupManifest> manifest;
    if (file.open(QIODevice::ReadOnly)) {
        manifest = BackupManifest::fromJson(file.read(LargestManifest));
    }
    if (!manifest) {
        return failure(ErrorCode::Validation,
                       u"%1 is not a backup of EvalTrack: %2, which belongs to each of them, is "
                       u"missing or was not written by it. Nothing was changed."_qs.arg(
                           path, QFileInfo(file).fileName()));
    }
    return BackupFile{QFileInfo(path).absoluteFilePath(), *manifest};
}

Result<QString> BackupFolder::newPart(Timestamp now) const
{
    const QString path = m_path + u'/' + nameOf(now) + PartSuffix;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        return failed(file.errorString());
    }
    return path;
}

Result<BackupFile> BackupFolder::publish(const QString &part, BackupManifest manifest,
                                         const std::atomic<bool> *isCancelled) const
{
    const QString path = part.chopped(PartSuffix.size());
    const auto giveUp = [&](const Error &error) {
        QFile::remove(part);
        QFile::remove(manifestPathOf(path));
        return std::unexpected(error);
    };
    if (QFileInfo::exists(path)) {
        QFile::remove(part);
        return failure(ErrorCode::Conflict, u"%1 was made this very second"_qs.arg(path));
    }
    if (!syncToDisk(part)) {
        return giveUp(failed(u"the disk does not keep what is written"_qs).error());
    }
    const auto digest = digestOfFile(part, isCancelled);
    if (!digest) {
        return giveUp(digest.error());
    }
    manifest.size = QFileInfo(part).size();
    manifest.sha256 = *digest;
    // Before the name, so that no backup is ever without it.
    QSaveFile note(manifestPathOf(path));
    const QByteArray json = manifest.toJson();
    if (!note.open(QIODevice::WriteOnly) ||
        !note.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) ||
        note.write(json) != json.size() || !note.commit()) {
        return giveUp(failed(note.errorString()).error());
    }
    if (!QFile::rename(part, path)) {
        return giveUp(failed(u"%1 cannot be renamed"_qs.arg(part)).error());
    }
    (void)syncToDisk(m_path); // Some file systems sync no folders; the file itself is durable.
    return BackupFile{path, manifest};
}

void BackupFolder::clean(const QString &cluster, Timestamp now) const
{
    const QList<BackupFile> all = backups();
    QList<Timestamp> good;
    for (const BackupFile &backup : all) {
        if (backup.manifest.cluster == cluster && backup.isWhole()) {
            good.append(backup.manifest.takenAt);
        }
    }
    const QList<Timestamp> old = BackupRetention::whichToDelete(good, now);
    for (const BackupFile &backup : all) {
        if (backup.manifest.cluster == cluster && backup.isWhole() &&
            old.contains(backup.manifest.takenAt)) {
            remove(backup);
        }
    }
    const auto before = QDateTime::currentDateTimeUtc().addSecs(
        -std::chrono::duration_cast<std::chrono::seconds>(PartOfNobody).count());
    for (const QFileInfo &info :
         QDir(m_path).entryInfoList({NamePattern + DumpSuffix + PartSuffix}, QDir::Files)) {
        if (info.lastModified() < before) {
            QFile::remove(info.absoluteFilePath());
        }
    }
}

void BackupFolder::remove(const BackupFile &backup)
{
    // The dump first: a manifest alone is nothing, a dump alone looks like somebody's.
    if (QFile::remove(backup.path)) {
        QFile::remove(manifestPathOf(backup.path));
    }
}

bool BackupFolder::isFull() const
{
    constexpr qint64 LeastRoom = 1024 * 1024;
    const QStorageInfo disk(m_path);
    return disk.isValid() && disk.bytesAvailable() < LeastRoom;
}

std::unexpected<Error> BackupFolder::failed(const QString &reason) const
{
    const bool isOutOfRoom = reason.contains(u"No space left on device") ||
                             reason.contains(u"quota", Qt::CaseInsensitive) || isFull();
    if (isOutOfRoom) {
        return failure(ErrorCode::StorageFull,
                       u"The disk with %1 is full, so no backup was made; the earlier ones are "
                       u"still there. Make room and try again."_qs.arg(m_path));
    }
    return failure(ErrorCode::Storage,
                   u"No backup can be written to %1: %2"_qs.arg(m_path, reason));
}

} // namespace EvalTrack::Server
