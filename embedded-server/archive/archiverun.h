// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefolder.h"
#include "archive/archivemanifest.h"

#include <QStringList>

#include <functional>
#include <optional>

namespace EvalTrack::Server {

class Database;

/// Writes the whole calendar years (UTC) that are over for long enough into a folder, each once:
/// all of them as they are in one snapshot of the database, row by row. A year counts as archived
/// when every file was read from the disk again and each row in it was found equal to the
/// database's, and only then gets its name. A year that is there already and has not changed is
/// left alone; one that was corrected since gets a version of its own beside. Changes nothing in
/// the database. Takes memory for some thousand rows; use from the thread of the database.
class ArchiveRun
{
public:
    struct Outcome
    {
        enum class State {
            Written,      ///< And read again.
            AlreadyThere, ///< And whole.
            Wanted,       ///< It would be written.
            Damaged       ///< What is there is not whole; it was left as it is.
        };
        State state = State::Written;
        ArchivedYear year;
        bool isCorrection = false; ///< An older version stays beside.
        ArchiveManifest manifest;
        QStringList findings;
    };
    struct Options
    {
        QString folder;
        int olderThanYears = 2;
        bool isDryRun = false;
        QString program; ///< With its version, for the manifest.
        /// For tests: what is done to a year's files before they are read again.
        std::function<void(const QString &folder)> beforeReadBack;
    };

    ArchiveRun(Database &database, Options options);

    /// Tells of each year as soon as it is done with, and stops at the first that cannot be
    /// written. Errors are those of ArchiveFolder and of the database; StorageDamaged when what was
    /// written does not read back.
    [[nodiscard]] Result<void> run(const std::function<void(const Outcome &)> &onYear);

private:
    using TakeLine = std::function<Result<void>(const QByteArray &line)>;

    [[nodiscard]] Result<void> takeSnapshot();
    [[nodiscard]] Result<void> openFolder();
    [[nodiscard]] Result<QList<int>> yearsToArchive();
    [[nodiscard]] Result<Outcome> archive(int year);
    /// A manifest without files and totals.
    [[nodiscard]] ArchiveManifest headOf(const ArchivedYear &year) const;
    /// What a manifest of the year would say now.
    [[nodiscard]] Result<ArchiveManifest> describe(const ArchivedYear &year);
    [[nodiscard]] Result<ArchiveManifest> write(const ArchivedYear &year);
    [[nodiscard]] Result<QList<ArchivedFile>> writeKind(const ArchiveKind &kind, int year,
                                                        const QString &folder);
    [[nodiscard]] Result<void> readBack(const ArchiveManifest &manifest, const QString &folder);
    [[nodiscard]] Result<void> readBackKind(const ArchiveKind &kind,
                                            const ArchiveManifest &manifest, const QString &folder,
                                            ArchiveTotals &totals);
    [[nodiscard]] Result<ArchiveTotals> countedTotals(int year);
    /// Every row of one kind, in the order of the file.
    [[nodiscard]] Result<void> eachLine(const ArchiveKind &kind, int year, const TakeLine &take);

    Database &m_database;
    Options m_options;
    std::optional<ArchiveFolder> m_folder; ///< Nothing in a dry run without a folder yet.
    QUuid m_server;
    Timestamp m_asOf{};
};

} // namespace EvalTrack::Server
