// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivemanifest.h"
#include "base/error.h"

#include <QCryptographicHash>
#include <QFile>

#include <optional>

namespace EvalTrack::Server {

/// What a file is known by: its rows, bytes and hash, taken line by line.
class ArchiveDigest
{
public:
    explicit ArchiveDigest(QString name)
        : m_file{std::move(name), 0, 0, {}}
    {}

    void addLine(QByteArrayView line);
    [[nodiscard]] ArchivedFile file() const;

    /// What is kept of one line, to find the one that was changed.
    [[nodiscard]] static QByteArray ofLine(QByteArrayView line);

private:
    ArchivedFile m_file;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

/// Writes a new file of lines that only its owner can read. Lives in one thread; what is not
/// finished is not durable. Storage or StorageFull, with a sentence, when the disk takes no more.
class ArchiveFileWriter
{
public:
    [[nodiscard]] Result<void> open(const QString &folder, const QString &name);
    [[nodiscard]] Result<void> addLine(QByteArrayView line);
    /// After this the file is on the disk.
    [[nodiscard]] Result<ArchivedFile> finish();

    /// One small file, whole and on the disk.
    [[nodiscard]] static Result<void> writeWhole(const QString &path, const QByteArray &content);
    /// Makes durable which names are in a folder.
    [[nodiscard]] static Result<void> settleFolder(const QString &folder);

private:
    [[nodiscard]] Result<void> writeWaiting();

    QFile m_file;
    QByteArray m_waiting; ///< Lines that are not in the file yet.
    std::optional<ArchiveDigest> m_digest;
};

/// Reads a file of lines again, from the disk where the system lets us ask for that. Lives in one
/// thread.
class ArchiveFileReader
{
public:
    [[nodiscard]] Result<void> open(const QString &folder, const QString &name);
    /// Without its line end; nothing at the end of the file, or where it cannot be read.
    [[nodiscard]] std::optional<QByteArray> next();
    /// What was read so far is: after the last line, the file.
    [[nodiscard]] ArchivedFile file() const { return m_digest->file(); }
    /// Whether the end was reached because the disk failed.
    [[nodiscard]] bool hasFailed() const { return m_file.error() != QFileDevice::NoError; }

private:
    QFile m_file;
    std::optional<ArchiveDigest> m_digest;
};

} // namespace EvalTrack::Server
