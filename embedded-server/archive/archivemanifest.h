// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivetotals.h"
#include "base/clock.h"
#include "base/error.h"

#include <QList>
#include <QUuid>

namespace EvalTrack::Server {

/// A file of the archive, as it must be.
struct ArchivedFile
{
    QString name;
    qint64 rows = 0;
    qint64 bytes = 0;
    QByteArray sha256; ///< In hex.

    bool operator==(const ArchivedFile &) const = default;
};

/// What stands in manifest.json of one archived year: of what, when and by whom it was made, each
/// file, and what the rows add up to. As JSON in one form only (keys sorted, no spaces), which
/// carries its own hash: a byte that is changed anywhere shows. A value.
struct ArchiveManifest
{
    static constexpr int Format = 1;
    static constexpr auto FileName = "manifest.json";

    int year = 0;
    int version = 1;
    QString program;
    int schema = 0;
    QUuid server; ///< installation.uuid
    Timestamp asOf{};
    QList<ArchivedFile> files;
    ArchiveTotals totals;

    [[nodiscard]] QByteArray toJson() const;
    /// StorageDamaged for what toJson() did not write, ProtocolMismatch for a newer format.
    [[nodiscard]] static Result<ArchiveManifest> fromJson(const QByteArray &json);

    [[nodiscard]] qint64 rowsOf(const ArchiveKind &kind) const;
    bool operator==(const ArchiveManifest &) const = default;
};

} // namespace EvalTrack::Server
