// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/rowlistmodel.h"
#include "ports/stores.h"

namespace EvalTrack {

/// Attendances, of an event or of a person: the screen hides the columns that would say the same in
/// every row.
class AttendanceTableModel final : public RowListModel<AttendanceRow>
{
    Q_OBJECT
public:
    enum Column {
        Person,
        Department,
        Event,
        EventDate,
        Status,
        AttendedAt,
        Notes,
        Sync,
        ColumnCount
    };
    Q_ENUM(Column)

    struct Words
    {
        QString pending;
        QString confirmed;
        QString cancelled;
        QString waitsForServer;
        QString inactiveEvent = {}; ///< Which only administrators know.
    };

    using RowListModel::RowListModel;

    void setWords(const Words &words);
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] ColumnKind kindOf(int column) const override;
    [[nodiscard]] QList<ColumnValue> choicesOf(int column) const override;

protected:
    [[nodiscard]] QString textOf(const AttendanceRow &row, int column) const override;
    /// Of the status column: the number of its AttendanceStatus.
    [[nodiscard]] CellValue valueOf(const AttendanceRow &row, int column) const override;
    [[nodiscard]] bool isPendingSync(int row) const override;
    [[nodiscard]] QUuid uuidOf(const AttendanceRow &row) const override;

private:
    Words m_words;
};

} // namespace EvalTrack
