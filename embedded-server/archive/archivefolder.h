// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QList>
#include <QLockFile>
#include <QString>
#include <QStringList>
#include <QUuid>

#include <memory>
#include <optional>

namespace EvalTrack::Server {

/// One archive of one year: `2023`, or `2023.v2` when the year was corrected after it was archived.
struct ArchivedYear
{
    int year = 0;
    int version = 1;

    [[nodiscard]] QString name() const;
    /// Its name while it is not whole.
    [[nodiscard]] QString partName() const;
    [[nodiscard]] static std::optional<ArchivedYear> fromName(const QString &name);
    auto operator<=>(const ArchivedYear &) const = default;
};

/// The folder that holds the archives of one server, which a mark in it names: nothing is written
/// into a folder of something else. Only its owner can look into it. While it is open for writing
/// no other run can be. Lives in one thread.
class ArchiveFolder
{
public:
    /// Makes the folder when it is not there, and takes away what a run that was ended left.
    /// Validation: it is not ours. Conflict: another run works in it. Storage: the disk says no.
    [[nodiscard]] static Result<ArchiveFolder> openForWriting(const QString &path,
                                                              const QUuid &server);
    /// As it is; nothing when there is no such folder yet. For who only looks.
    [[nodiscard]] static Result<std::optional<ArchiveFolder>> look(const QString &path,
                                                                   const QUuid &server);
    /// Validation for a folder that is no archive.
    [[nodiscard]] static Result<ArchiveFolder> openForReading(const QString &path);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const QUuid &server() const { return m_server; }
    [[nodiscard]] QString pathOf(const QString &name) const { return m_path + u'/' + name; }
    /// By year and version. What has the name of one; whether it is whole is another question.
    [[nodiscard]] QList<ArchivedYear> years() const;
    /// The newest version of a year.
    [[nodiscard]] std::optional<ArchivedYear> newestOf(int year) const;
    /// What a run that was ended left there.
    [[nodiscard]] QStringList unfinished() const;
    /// What nobody of us put there.
    [[nodiscard]] QStringList strangers() const;

private:
    explicit ArchiveFolder(QString path)
        : m_path(std::move(path))
    {}

    [[nodiscard]] Result<void> make();
    /// Nil when there is no mark.
    [[nodiscard]] Result<QUuid> mark() const;
    [[nodiscard]] Result<void> own(const QUuid &server);

    QString m_path;
    QUuid m_server;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace EvalTrack::Server
