// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/rowlistmodel.h"
#include "ports/stores.h"

namespace EvalTrack {

/// Evaluations with who was asked, about which event, and the score.
class EvaluationTableModel final : public RowListModel<EvaluationRow>
{
    Q_OBJECT
public:
    enum Column {
        Person,
        Department,
        Event,
        EventDate,
        Status,
        Score,
        SubmittedAt,
        Sync,
        ColumnCount
    };
    Q_ENUM(Column)

    struct Words
    {
        QString pending;
        QString submitted;
        QString graded;
        QString waitsForServer;
        QString inactiveEvent = {}; ///< Which only administrators know.
    };

    using RowListModel::RowListModel;

    void setWords(const Words &words);
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] ColumnKind kindOf(int column) const override;
    [[nodiscard]] QList<ColumnValue> choicesOf(int column) const override;

protected:
    [[nodiscard]] QString textOf(const EvaluationRow &row, int column) const override;
    /// Of the status column: the number of its EvaluationStatus.
    [[nodiscard]] CellValue valueOf(const EvaluationRow &row, int column) const override;
    [[nodiscard]] bool isPendingSync(int row) const override;
    [[nodiscard]] QUuid uuidOf(const EvaluationRow &row) const override;

private:
    Words m_words;
};

} // namespace EvalTrack
