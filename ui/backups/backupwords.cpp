// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/backupwords.h"

namespace EvalTrack {

QString BackupWords::notMade(const Error &error)
{
    switch (error.code) {
    case ErrorCode::StorageFull:
        return tr("No backup was made: the disk with the folder is full. The earlier backups are "
                  "still there. Make room, or choose another folder.");
    case ErrorCode::NotFound:
        return tr("No backup was made: the folder is not there. Connect its disk, or choose "
                  "another folder.");
    case ErrorCode::Storage:
        return tr("No backup was made: this program may not write to the folder, or its disk "
                  "failed. Choose another folder.");
    case ErrorCode::Conflict:
        return tr("Another backup or restore is under way. Wait until it is done.");
    case ErrorCode::Unavailable:
        return tr("No backup was made: the database or PostgreSQL's program pg_dump is not "
                  "available. Start EvalTrack again; if it stays, install PostgreSQL's client "
                  "programs.");
    default:
        return tr("No backup was made, because something went wrong. Try again; if it stays, tell "
                  "whoever looks after this computer. The earlier backups are still there.");
    }
}

QString BackupWords::notRestored(const Error &error)
{
    switch (error.code) {
    case ErrorCode::StorageDamaged:
        return tr("The backup is damaged: it is not as it was when it was made. Nothing was "
                  "changed. Choose another one.");
    case ErrorCode::Validation:
        return tr("The file is not a backup of EvalTrack. Nothing was changed.");
    case ErrorCode::ProtocolMismatch:
        return tr("The backup was made by a newer EvalTrack. Nothing was changed. Install that "
                  "version first.");
    case ErrorCode::NotFound:
        return tr("The backup is not there any more. Nothing was changed. Connect its disk, or "
                  "choose another one.");
    case ErrorCode::StorageFull:
        return tr("Nothing was restored and nothing was changed: the disk needs room for the data "
                  "twice. Make room and try again.");
    case ErrorCode::Conflict:
        return tr("Another backup or restore is under way. Wait until it is done.");
    case ErrorCode::Unavailable:
        return tr("Nothing was restored and nothing was changed: the database or PostgreSQL's "
                  "program pg_restore is not available. Start EvalTrack again and try once more.");
    default:
        return tr("Nothing was restored and nothing was changed, because something went wrong. Try "
                  "again, or choose another backup.");
    }
}

QString BackupWords::notTaken(const Error &error)
{
    return error.code == ErrorCode::StorageFull
               ? tr("The disk with that folder is full. Backups go on going to the folder of "
                    "before.")
               : tr("This program cannot write to that folder. Backups go on going to the folder "
                    "of before.");
}

QString BackupWords::activity(LocalBackupActivity activity)
{
    switch (activity) {
    case LocalBackupActivity::None:
        break;
    case LocalBackupActivity::BackingUp:
        return tr("Backing up. You can go on working.");
    case LocalBackupActivity::Checking:
        return tr("Step 1 of 3: checking that the backup is whole. You can go on working.");
    case LocalBackupActivity::Filling:
        return tr("Step 2 of 3: reading the backup. What is entered now is set aside, too.");
    case LocalBackupActivity::Switching:
        return tr("Step 3 of 3: putting it in place. There is no connection for a moment.");
    }
    return {};
}

QStringList BackupWords::standings()
{
    return {tr("Intact"), tr("Of another computer"), tr("Damaged")};
}

Tone BackupWords::toneOf(BackupTableModel::Standing standing)
{
    switch (standing) {
    case BackupTableModel::Standing::Good:
        return Tone::Success;
    case BackupTableModel::Standing::OfAnotherComputer:
        return Tone::Info;
    case BackupTableModel::Standing::Damaged:
        break;
    }
    return Tone::Danger;
}

} // namespace EvalTrack
