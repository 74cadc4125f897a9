// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

#include <atomic>
#include <optional>

namespace EvalTrack::Server {

/// What is noted of a backup beside it (`….json`): enough to know that it is ours, whole, and of a
/// schema that this program knows, before a database is touched.
struct BackupManifest
{
    Timestamp takenAt{};
    qint64 size = 0;
    QByteArray sha256;          ///< In hex.
    int schema = 0;             ///< The last step of the schema that the database had.
    QString version;            ///< Of the program.
    QString cluster;            ///< PostgreSQL's system identifier: which database it is of.
    QMap<QString, qint64> rows; ///< How many each of the main tables had.

    [[nodiscard]] QByteArray toJson() const;
    /// Nothing when it is not one of ours.
    [[nodiscard]] static std::optional<BackupManifest> fromJson(const QByteArray &json);
};

/// One backup of a folder: `evaltrack-2026-11-30T183000Z.dump` with its manifest. A value.
struct BackupFile
{
    QString path;
    BackupManifest manifest;

    /// By its length alone.
    [[nodiscard]] bool isWhole() const;
    /// Reads all of it. NotFound, StorageDamaged with a sentence, Cancelled.
    [[nodiscard]] Result<void> verify(const std::atomic<bool> *isCancelled = nullptr) const;
};

/// The files of backups: names, manifests, and that what bears the name of a backup was durable
/// before it got it. Knows no database. Any thread.
class BackupFolder
{
public:
    explicit BackupFolder(QString path);

    [[nodiscard]] const QString &path() const { return m_path; }
    enum class WhenMissing {
        Make,
        Refuse ///< Somebody chose it: it lies on a disk that is not connected now.
    };
    /// Storage or StorageFull when nothing can be written there; NotFound when it was refused.
    [[nodiscard]] Result<void> prepare(WhenMissing whenMissing) const;
    /// Newest first. A dump without a manifest is nobody's.
    [[nodiscard]] QList<BackupFile> backups() const;
    /// Validation when it is not a backup of ours, NotFound when it is not there.
    [[nodiscard]] static Result<BackupFile> open(const QString &path);

    /// A fresh, empty file that only we can read, which becomes a backup by publish().
    [[nodiscard]] Result<QString> newPart(Timestamp now) const;
    /// Makes the part durable, notes what it is and gives it its name. Size and checksum of the
    /// manifest are filled in here. When it fails the part and what was noted are gone.
    [[nodiscard]] Result<BackupFile> publish(const QString &part, BackupManifest manifest,
                                             const std::atomic<bool> *isCancelled = nullptr) const;
    /// Those of this database that are not kept any more, and parts that a crash left.
    void clean(const QString &cluster, Timestamp now) const;
    static void remove(const BackupFile &backup);

    /// Whether this folder has no room left, for errors that do not say so.
    [[nodiscard]] bool isFull() const;
    [[nodiscard]] std::unexpected<Error> failed(const QString &reason) const;

    static constexpr auto ManifestSuffix = ".json";

private:
    QString m_path;
};

} // namespace EvalTrack::Server
