// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <QList>
#include <QString>

#include <optional>

namespace EvalTrack {

/// One backup of the database that a computer keeps for itself.
struct LocalBackup
{
    QString file; ///< With its folder.
    Timestamp takenAt{};
    qint64 size = 0;     ///< In bytes.
    QString version;     ///< Of the program that made it.
    bool isOurs = true;  ///< Of this database; else another computer's, in the same folder.
    bool isWhole = true; ///< As long as it was when it was made; more is seen when it is restored.

    bool operator==(const LocalBackup &) const = default;
};

enum class LocalBackupActivity {
    None,
    BackingUp,
    Checking,  ///< Whether what is to be restored is whole and ours.
    Filling,   ///< Into a new database; people work on in the old one.
    Switching, ///< Nobody is served for a moment.
};

/// What is known of the backups of this computer. A value.
struct LocalBackupState
{
    struct Failure
    {
        Error error;
        Timestamp at{};

        bool operator==(const Failure &) const = default;
    };

    QString folder;
    bool isRead = false;        ///< The folder was looked into.
    bool isOnSameDisk = false;  ///< As the database, so that both are lost with it.
    QList<LocalBackup> backups; ///< Newest first.
    LocalBackupActivity activity = LocalBackupActivity::None;
    std::optional<Timestamp> nextAt;          ///< When one is made by itself.
    std::optional<Failure> lastFailure;       ///< Nothing once a backup was made again.
    std::optional<Timestamp> setAsideAt = {}; ///< What the last restore replaced is kept.

    bool operator==(const LocalBackupState &) const = default;
};

} // namespace EvalTrack
