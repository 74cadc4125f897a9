// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivefolder.h"

#include "archive/archivefile.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace EvalTrack::Server {

namespace {

const QString MarkName = QStringLiteral("evaltrack-archive.json");
const QString LockName = QStringLiteral("archive.lock");
const QString PartEnd = QStringLiteral(".part");
constexpr QLatin1StringView ServerKey("server");

QStringList entriesOf(const QString &folder)
{
    // What a file system puts into its own root is nobody's content.
    QStringList entries = QDir(folder).entryList(
        QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    entries.removeAll(QStringLiteral("lost+found"));
    return entries;
}

} // namespace

QString ArchivedYear::name() const
{
    const QString plain = QStringLiteral("%1").arg(year, 4, 10, QLatin1Char('0'));
    return version == 1 ? plain : plain + QStringLiteral(".v%1").arg(version);
}

QString ArchivedYear::partName() const
{
    return name() + PartEnd;
}

std::optional<ArchivedYear> ArchivedYear::fromName(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{4})(?:\\.v(\\d{1,6}))?$"));
    const auto match = pattern.match(name);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const ArchivedYear year{match.captured(1).toInt(),
                            match.hasCaptured(2) ? match.captured(2).toInt() : 1};
    return year.name() == name ? std::optional(year) : std::nullopt;
}

Result<ArchiveFolder> ArchiveFolder::openForWriting(const QString &path, const QUuid &server)
{
    ArchiveFolder folder(QDir::cleanPath(path));
    if (const auto made = folder.make(); !made) {
        return std::unexpected(made.error());
    }
    const auto mark = folder.mark();
    if (!mark) {
        return std::unexpected(mark.error());
    }
    if (mark->isNull()) {
        QStringList others = entriesOf(folder.m_path);
        // A run that was ended before it had marked the folder leaves these.
        others.removeAll(LockName);
        others.removeAll(MarkName + PartEnd);
        if (!others.isEmpty()) {
            return failure(ErrorCode::Validation,
                           QStringLiteral("--to: %1 holds other things (%2) and is no archive; "
                                          "name a folder that is empty or not there yet")
                               .arg(folder.m_path, others.first()));
        }
    }
    // Only its owner can do this, so it also says whether the folder is ours.
    if (!QFile::setPermissions(folder.m_path, QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                                                  QFileDevice::ExeOwner)) {
        return failure(ErrorCode::Validation,
                       QStringLiteral("--to: %1 belongs to somebody else; name a folder of the "
                                      "account that runs this")
                           .arg(folder.m_path));
    }
    folder.m_lock = std::make_unique<QLockFile>(folder.pathOf(LockName));
    folder.m_lock->setStaleLockTime(0);
    if (!folder.m_lock->tryLock()) {
        return folder.m_lock->error() == QLockFile::LockFailedError
                   ? failure(ErrorCode::Conflict,
                             QStringLiteral("Another run writes into %1; wait until it has ended")
                                 .arg(folder.m_path))
                   : failure(ErrorCode::Storage,
                             QStringLiteral("%1 cannot be written").arg(folder.m_path));
    }
    if (const auto owned = folder.own(server); !owned) {
        return std::unexpected(owned.error());
    }
    const QStringList left = folder.unfinished();
    for (const QString &name : left) {
        if (!QDir(folder.pathOf(name)).removeRecursively()) {
            return failure(ErrorCode::Storage,
                           QStringLiteral("%1, which a run that was ended left, cannot be removed")
                               .arg(folder.pathOf(name)));
        }
    }
    return folder;
}

Result<std::optional<ArchiveFolder>> ArchiveFolder::look(const QString &path, const QUuid &server)
{
    if (!QFileInfo::exists(path) || (QFileInfo(path).isDir() && entriesOf(path).isEmpty())) {
        return std::optional<ArchiveFolder>();
    }
    auto folder = openForReading(path);
    if (!folder) {
        return std::unexpected(folder.error());
    }
    if (const auto owned = folder->own(server); !owned) {
        return std::unexpected(owned.error());
    }
    return std::optional(*std::move(folder));
}

Result<ArchiveFolder> ArchiveFolder::openForReading(const QString &path)
{
    ArchiveFolder folder(QDir::cleanPath(path));
    const auto mark = folder.mark();
    if (!mark) {
        return std::unexpected(mark.error());
    }
    if (mark->isNull()) {
        return failure(
            ErrorCode::Validation,
            QStringLiteral("%1 is no archive of an EvalTrack server: there is no %2 in it")
                .arg(folder.m_path, MarkName));
    }
    folder.m_server = *mark;
    return folder;
}

Result<void> ArchiveFolder::make()
{
    const QFileInfo info(m_path);
    if (info.isDir()) {
        return {};
    }
    if (info.exists()) {
        return failure(ErrorCode::Validation, QStringLiteral("--to: %1 is no folder").arg(m_path));
    }
    // Not its parents: where they are missing a disk is not there, and the archive would fill
    // another one.
    if (!QDir().mkdir(m_path,
                      QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner)) {
        return failure(ErrorCode::Validation,
                       QStringLiteral("--to: %1 cannot be made: the folder it would be in is not "
                                      "there, or may not be written to")
                           .arg(m_path));
    }
    return {};
}

Result<QUuid> ArchiveFolder::mark() const
{
    QFile file(pathOf(MarkName));
    if (!file.exists()) {
        return QUuid();
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(
            ErrorCode::Storage,
            QStringLiteral("%1 cannot be read: %2").arg(file.fileName(), file.errorString()));
    }
    const QUuid server = QUuid::fromString(
        QJsonDocument::fromJson(file.readAll()).object().value(ServerKey).toString());
    if (server.isNull()) {
        return failure(
            ErrorCode::StorageDamaged,
            QStringLiteral("%1 is not what was written; it names the server of the archive, as "
                           "each manifest.json beside it does")
                .arg(file.fileName()));
    }
    return server;
}

Result<void> ArchiveFolder::own(const QUuid &server)
{
    const auto mark = this->mark();
    if (!mark) {
        return std::unexpected(mark.error());
    }
    if (!mark->isNull() && *mark != server) {
        return failure(ErrorCode::Validation,
                       QStringLiteral("--to: %1 is the archive of another server (%2, this one is "
                                      "%3); name a folder for each server")
                           .arg(m_path, mark->toString(QUuid::WithoutBraces),
                                server.toString(QUuid::WithoutBraces)));
    }
    m_server = server;
    if (!mark->isNull()) {
        return {};
    }
    const QJsonObject content{{ServerKey, server.toString(QUuid::WithoutBraces)}};
    if (const auto written = ArchiveFileWriter::writeWhole(
            pathOf(MarkName), QJsonDocument(content).toJson(QJsonDocument::Compact) + '\n');
        !written) {
        return written;
    }
    return ArchiveFileWriter::settleFolder(m_path);
}

QList<ArchivedYear> ArchiveFolder::years() const
{
    QList<ArchivedYear> years;
    const QStringList entries = entriesOf(m_path);
    for (const QString &entry : entries) {
        if (const auto year = ArchivedYear::fromName(entry)) {
            years.append(*year);
        }
    }
    std::ranges::sort(years);
    return years;
}

std::optional<ArchivedYear> ArchiveFolder::newestOf(int year) const
{
    std::optional<ArchivedYear> newest;
    const QList<ArchivedYear> all = years();
    for (const ArchivedYear &each : all) {
        if (each.year == year) {
            newest = each;
        }
    }
    return newest;
}

QStringList ArchiveFolder::unfinished() const
{
    QStringList found = entriesOf(m_path);
    found.removeIf([](const QString &entry) {
        return !entry.endsWith(PartEnd) || !ArchivedYear::fromName(entry.chopped(PartEnd.size()));
    });
    return found;
}

QStringList ArchiveFolder::strangers() const
{
    QStringList found = entriesOf(m_path);
    found.removeAll(MarkName);
    found.removeAll(LockName);
    found.removeAll(MarkName + PartEnd);
    found.removeIf([](const QString &entry) {
        const QString plain = entry.endsWith(PartEnd) ? entry.chopped(PartEnd.size()) : entry;
        return ArchivedYear::fromName(plain).has_value();
    });
    return found;
}

} // namespace EvalTrack::Server
