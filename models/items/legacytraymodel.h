// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/pagedtablemodel.h"
#include "ports/legacymove.h"

#include <functional>

namespace EvalTrack {

/// Rows of v1 that could not be placed, or those that somebody decided about.
class LegacyTrayModel final : public PagedTableModel<LegacyTrayRow>
{
    Q_OBJECT
public:
    enum Column { At, Kind, What, Why, By, Note, ColumnCount };
    Q_ENUM(Column)

    /// Words that the screen knows.
    struct Words
    {
        std::function<QString(const LegacyTrayRow &)> kind;
        std::function<QString(const LegacyTrayRow &)> what;
        std::function<QString(const LegacyTrayRow &)> why;
    };

    explicit LegacyTrayModel(LegacyMove &move, QObject *parent = nullptr);

    void setWords(const Words &words);
    void setWhich(LegacyMove::Which which);
    [[nodiscard]] LegacyMove::Which which() const { return m_which; }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;

protected:
    [[nodiscard]] QFuture<Result<Paged<LegacyTrayRow>>> request(const QString &cursor) override;
    [[nodiscard]] QUuid uuidOf(const LegacyTrayRow &row) const override;
    [[nodiscard]] QString text(int row, int column) const override;
    [[nodiscard]] QVariant raw(int row, int column) const override;

private:
    LegacyMove &m_move;
    Words m_words;
    LegacyMove::Which m_which = LegacyMove::Which::Open;
};

} // namespace EvalTrack
