// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivemanifest.h"

#include <QStringList>

#include <optional>

namespace EvalTrack::Server {

struct ArchivedYear;

/// Reads an archived year again and holds it against its manifest: which files there are, each
/// file's hash, bytes and rows, and what the rows add up to. Needs no database, memory for one row,
/// and one thread. What is wrong is said in sentences that name the file, and the line where there
/// is one.
class ArchiveVerification
{
public:
    struct Report
    {
        std::optional<ArchiveManifest> manifest; ///< Nothing where it cannot be believed.
        QStringList findings;                    ///< English; empty when all of it is whole.

        [[nodiscard]] bool isWhole() const { return findings.isEmpty(); }
    };

    /// `folder` is the archive's, `year` one of its years.
    [[nodiscard]] static Report verify(const QString &folder, const ArchivedYear &year);

private:
    ArchiveVerification(QString folder, QString name);

    void readManifest(const ArchivedYear &year);
    void compareNames();
    void readKind(const ArchiveKind &kind);
    [[nodiscard]] std::optional<ArchivedFile> wanted(const QString &name);
    void find(const QString &file, const QString &what);

    QString m_folder;
    QString m_name;
    ArchiveTotals m_totals;
    Report m_report;
};

} // namespace EvalTrack::Server
