// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/localbackup.h"
#include "items/itemtext.h"
#include "items/rowlistmodel.h"

namespace EvalTrack {

/// Backups of this computer's database, newest first unless sorted otherwise.
class BackupTableModel final : public RowListModel<LocalBackup>
{
    Q_OBJECT
public:
    enum Column { TakenAt, Size, State, Version, ColumnCount };
    Q_ENUM(Column)
    enum class Standing { Good, OfAnotherComputer, Damaged };

    using RowListModel::RowListModel;

    /// In the order of Standing.
    void setWords(const QStringList &standings);
    [[nodiscard]] static Standing standingOf(const LocalBackup &backup);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] ColumnKind kindOf(int column) const override;
    [[nodiscard]] QList<ColumnValue> choicesOf(int column) const override;

protected:
    [[nodiscard]] QUuid uuidOf(const LocalBackup &row) const override;
    [[nodiscard]] QString textOf(const LocalBackup &row, int column) const override;
    [[nodiscard]] CellValue valueOf(const LocalBackup &row, int column) const override;

private:
    QStringList m_standings;
};

} // namespace EvalTrack
