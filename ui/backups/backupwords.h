// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/tokens.h"
#include "domain/localbackup.h"
#include "items/backuptablemodel.h"

#include <QCoreApplication>

namespace EvalTrack {

/// What happens to backups, in words. Pure.
class BackupWords
{
    Q_DECLARE_TR_FUNCTIONS(BackupWords)
public:
    /// Why none was made and what to do now.
    [[nodiscard]] static QString notMade(const Error &error);
    /// Why one was not restored, that nothing changed, and what to do now.
    [[nodiscard]] static QString notRestored(const Error &error);
    /// Why a folder was not taken.
    [[nodiscard]] static QString notTaken(const Error &error);
    [[nodiscard]] static QString activity(LocalBackupActivity activity);
    /// In the order of BackupTableModel::Standing.
    [[nodiscard]] static QStringList standings();
    [[nodiscard]] static Tone toneOf(BackupTableModel::Standing standing);
};

} // namespace EvalTrack
