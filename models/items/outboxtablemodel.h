// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/rowlistmodel.h"
#include "ports/commandsink.h"

#include <functional>

namespace EvalTrack {

/// What waits for the server or was refused by it, oldest first unless sorted.
class OutboxTableModel final : public RowListModel<OutboxItem>
{
    Q_OBJECT
public:
    enum Column { What, Subject, RecordedAt, State, Reason, ColumnCount };
    Q_ENUM(Column)

    /// How an item reads: kinds and reasons are many, so the screens give functions.
    struct Words
    {
        std::function<QString(const OutboxItem &)> what;
        std::function<QString(const OutboxItem &)> recordedAt;
        std::function<QString(const OutboxItem &)> state;
        std::function<QString(const OutboxItem &)> reason;
    };

    using RowListModel::RowListModel;

    void setWords(Words words);
    /// What a row says also depends on the hour and on the connection.
    void noteTimePassed();
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] ColumnKind kindOf(int column) const override;

protected:
    [[nodiscard]] QString textOf(const OutboxItem &row, int column) const override;
    /// Of the state column: the number of its OutboxState.
    [[nodiscard]] CellValue valueOf(const OutboxItem &row, int column) const override;
    [[nodiscard]] bool isPendingSync(int row) const override;
    [[nodiscard]] QUuid uuidOf(const OutboxItem &row) const override;

private:
    [[nodiscard]] static QString worded(const std::function<QString(const OutboxItem &)> &word,
                                        const OutboxItem &item);

    Words m_words;
};

} // namespace EvalTrack
