// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/localbackup.h"

#include <QFuture>
#include <QObject>

namespace EvalTrack {

/// Backups of the database that this computer keeps for itself, and the way back to one. There are
/// none while another server is worked with. Lives in the UI thread.
///
/// Errors: Unavailable without a server on this computer or PostgreSQL's programs; Conflict while
/// another backup or restore goes on; Storage when the folder cannot be used; StorageFull; NotFound
/// when the file is gone; Validation when it is no backup of EvalTrack; StorageDamaged when it is
/// not as it was made; ProtocolMismatch when a newer EvalTrack made it. Nothing changed then.
class LocalBackups : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual bool isAvailable() const = 0;
    [[nodiscard]] virtual const LocalBackupState &state() const = 0;
    /// Looks into the folder again.
    virtual void refresh() = 0;
    /// Where backups are written from now on; those in the old folder stay there.
    virtual QFuture<Result<void>> setFolder(const QString &folder) = 0;
    virtual QFuture<Result<void>> backUpNow() = 0;
    /// Puts a backup in the place of the database, which is set aside. Sessions may end by it.
    virtual QFuture<Result<void>> restore(const LocalBackup &backup) = 0;
    /// Puts what the last restore set aside back, and aside what is in its place now.
    virtual QFuture<Result<void>> bringBack() = 0;

Q_SIGNALS:
    void changed();
};

} // namespace EvalTrack
