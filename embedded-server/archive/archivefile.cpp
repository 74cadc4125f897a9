// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivefile.h"

#include <cerrno>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace EvalTrack::Server {

namespace {

constexpr qsizetype DigestLength = 16; // hex digits: finds a line; the file's own hash proves it
constexpr qsizetype WrittenAtOnce = 256 * 1024;
constexpr qint64 LongestLine = 64 * 1024 * 1024;

std::unexpected<Error> cannotWriteFile(const QFile &file)
{
    // Qt does not know of fsync().
    const QString why =
        file.error() == QFileDevice::NoError ? qt_error_string(errno) : file.errorString();
    const bool isFull = file.error() == QFileDevice::ResourceError;
    return failure(isFull ? ErrorCode::StorageFull : ErrorCode::Storage,
                   QStringLiteral("%1 cannot be written: %2. Nothing that was archived before is "
                                  "touched; run it again when there is room")
                       .arg(file.fileName(), why));
}

/// All of it. A disk that becomes full takes a part first and says why with the rest.
bool writeAll(QFile &file, QByteArrayView content)
{
    while (!content.isEmpty()) {
        const qint64 written = file.write(content.data(), content.size());
        if (written <= 0) {
            return false;
        }
        content = content.sliced(written);
    }
    return true;
}

bool settle(QFile &file)
{
#ifdef Q_OS_UNIX
    return ::fsync(file.handle()) == 0;
#else
    return true;
#endif
}

} // namespace

void ArchiveDigest::addLine(QByteArrayView line)
{
    ++m_file.rows;
    m_file.bytes += line.size() + 1;
    m_hash.addData(line);
    m_hash.addData(QByteArrayView("\n"));
}

ArchivedFile ArchiveDigest::file() const
{
    ArchivedFile file = m_file;
    file.sha256 = m_hash.result().toHex();
    return file;
}

QByteArray ArchiveDigest::ofLine(QByteArrayView line)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(line);
    return hash.result().toHex().first(DigestLength);
}

Result<void> ArchiveFileWriter::open(const QString &folder, const QString &name)
{
    m_digest.emplace(name);
    m_file.setFileName(folder + u'/' + name);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                     QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        return cannotWriteFile(m_file);
    }
    return {};
}

Result<void> ArchiveFileWriter::addLine(QByteArrayView line)
{
    m_digest->addLine(line);
    m_waiting.append(line);
    m_waiting.append('\n');
    return m_waiting.size() < WrittenAtOnce ? Result<void>() : writeWaiting();
}

Result<void> ArchiveFileWriter::writeWaiting()
{
    if (!writeAll(m_file, m_waiting)) {
        return cannotWriteFile(m_file);
    }
    m_waiting.clear();
    return {};
}

Result<ArchivedFile> ArchiveFileWriter::finish()
{
    if (const auto written = writeWaiting(); !written) {
        return std::unexpected(written.error());
    }
    if (!settle(m_file)) {
        return cannotWriteFile(m_file);
    }
    m_file.close();
    return m_digest->file();
}

Result<void> ArchiveFileWriter::writeWhole(const QString &path, const QByteArray &content)
{
    // Under another name until it is whole: what has this name is read as meant.
    QFile file(path + QStringLiteral(".part"));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner) ||
        !writeAll(file, content) || !settle(file) || !file.rename(path)) {
        return cannotWriteFile(file);
    }
    return {};
}

Result<void> ArchiveFileWriter::settleFolder(const QString &folder)
{
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY);
    const bool isSettled = handle >= 0 && ::fsync(handle) == 0;
    const QString why = isSettled ? QString() : qt_error_string(errno);
    if (handle >= 0) {
        ::close(handle);
    }
    if (!isSettled) {
        return failure(ErrorCode::Storage,
                       QStringLiteral("%1 cannot be written: %2").arg(folder, why));
    }
#else
    Q_UNUSED(folder)
#endif
    return {};
}

Result<void> ArchiveFileReader::open(const QString &folder, const QString &name)
{
    m_digest.emplace(name);
    m_file.setFileName(folder + u'/' + name);
    if (!m_file.open(QIODevice::ReadOnly)) {
        return failure(
            ErrorCode::Storage,
            QStringLiteral("%1 cannot be read: %2").arg(m_file.fileName(), m_file.errorString()));
    }
#ifdef Q_OS_LINUX
    // What was just written would otherwise be read out of memory, which proves nothing.
    (void)::posix_fadvise(m_file.handle(), 0, 0, POSIX_FADV_DONTNEED);
#endif
    return {};
}

std::optional<QByteArray> ArchiveFileReader::next()
{
    QByteArray line = m_file.readLine(LongestLine);
    if (line.isEmpty()) {
        return std::nullopt;
    }
    if (line.endsWith('\n')) {
        line.chop(1);
        m_digest->addLine(line);
    } else {
        // A line that nobody ended: counted with an end that is not there, so that it never fits.
        m_digest->addLine(QByteArray(line + '\0'));
    }
    return line;
}

} // namespace EvalTrack::Server
