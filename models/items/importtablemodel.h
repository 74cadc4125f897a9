// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importplan.h"
#include "items/itemtablemodel.h"

#include <functional>
#include <memory>

namespace EvalTrack {

/// A table that is to be imported, beside what its dry run says of it: line, verdict, then the
/// columns of the file. Cells of mapped columns can be changed, in memory only: the file stays as
/// it is. After a change the plan is old until setPlan().
class ImportTableModel final : public ItemTableModel
{
    Q_OBJECT
public:
    enum Column { Line, Verdict, FirstCell };
    enum Role {
        CellStateRole = PendingSyncRole + 1, ///< CellState as int.
        VerdictRole,                         ///< ImportVerdict as int.
    };
    enum class CellState { Plain, LeftOut, Changed, Notice, Wrong };

    /// Words that the screen knows.
    struct Words
    {
        std::function<QString(ImportVerdict)> verdict;
        std::function<QString(const ImportIssue &, std::optional<ImportField>)> issue;
        QString changed; ///< "Changes what is there"
        QString line;
        QString state;
        QString unnamed; ///< Of a column without a heading.
    };

    using ItemTableModel::ItemTableModel;

    void setWords(const Words &words);
    void setSheet(std::shared_ptr<const ImportSheet> sheet);
    void setPlan(std::shared_ptr<const ImportPlan> plan);
    void clear();
    /// Rows of one verdict alone, or all of them.
    void setShown(std::optional<ImportVerdict> verdict);

    /// As it is now, with the changes.
    [[nodiscard]] std::shared_ptr<const ImportSheet> sheet() const { return m_sheet; }
    [[nodiscard]] std::shared_ptr<const ImportPlan> plan() const { return m_plan; }
    [[nodiscard]] bool isEdited() const { return m_isEdited; }
    /// What is said of a cell, or of its row where nothing is said of the cell.
    [[nodiscard]] QList<ImportIssue> issuesAt(const QModelIndex &index) const;
    /// Writes `proposal` into the cell, or into each cell of the column with the same text and the
    /// same trouble; how many.
    int accept(const QModelIndex &index, const ImportIssue &issue, bool inAll);
    [[nodiscard]] int countAlike(const QModelIndex &index, const ImportIssue &issue) const;
    /// The next row that is wrong, below `row` or from the top again; -1: none.
    [[nodiscard]] int nextWrong(int row) const;
    /// The first cell of a row that something is said of.
    [[nodiscard]] int wrongColumn(int row) const;

    [[nodiscard]] QUuid uuidAt(int row) const override;
    [[nodiscard]] int rowOf(const QUuid &uuid) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    /// A cell was changed by hand or by accept().
    void edited();

protected:
    [[nodiscard]] QString text(int row, int column) const override;
    [[nodiscard]] QVariant raw(int row, int column) const override;
    [[nodiscard]] bool isNumber(int column) const override;

private:
    [[nodiscard]] const ImportRow *planned(int row) const;
    [[nodiscard]] int sheetRow(int row) const { return m_shown.isEmpty() ? row : m_shown.at(row); }
    [[nodiscard]] bool isMapped(int column) const;
    /// Passwords are not shown to whoever passes by; editing a cell shows it.
    [[nodiscard]] bool isSecret(int column) const;
    [[nodiscard]] CellState stateOf(int row, int column) const;
    [[nodiscard]] QString reasonsOf(const QModelIndex &index) const;
    void write(const QList<int> &sheetRows, int sheetColumn, const QString &text);
    void arrange();

    std::shared_ptr<const ImportSheet> m_sheet;
    std::shared_ptr<const ImportPlan> m_plan;
    Words m_words;
    std::optional<ImportVerdict> m_verdict;
    QList<int> m_shown; ///< Rows of the sheet, while some are left out.
    bool m_isEdited = false;
};

} // namespace EvalTrack
