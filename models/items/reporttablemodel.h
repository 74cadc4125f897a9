// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/report.h"
#include "items/itemtablemodel.h"

#include <functional>

namespace EvalTrack {

/// A report as a table: its rows, sorted by any columns, and its totals, which stay the last row.
class ReportTableModel final : public ItemTableModel
{
    Q_OBJECT
public:
    /// Words that the screen knows.
    struct Words
    {
        std::function<QString(const ReportCell &, ReportFormat)> cell;
        QString totals; ///< In the first column of the totals.
    };

    using ItemTableModel::ItemTableModel;

    void setWords(const Words &words);
    /// Rows are put into the order of sortKeys() in the calling thread; of a large report that is
    /// done before, by arranged().
    void setReport(const Report &report);
    /// The report with its rows in an order, for setArranged(). Any thread.
    [[nodiscard]] static Report arranged(const Report &report, const QList<SortKey> &keys);
    /// In which order rows of this kind are to come.
    [[nodiscard]] QList<SortKey> sortKeysFor(ReportKind kind) const;
    /// A report as arranged() gave it by sortKeysFor(); put in order again when these have changed.
    void setArranged(const Report &report, const QList<SortKey> &keys);
    void clear();

    /// As it was set, but for the rows: they are in the order that is shown.
    [[nodiscard]] const Report &report() const { return m_report; }
    [[nodiscard]] bool isTotals(int row) const { return row == m_report.rows.size(); }
    /// Of the event or person that a row is of; null for others.
    [[nodiscard]] QUuid subjectAt(int row) const;

    /// Null: a report's rows are told apart by their place alone.
    [[nodiscard]] QUuid uuidAt(int row) const override;
    [[nodiscard]] int rowOf(const QUuid &uuid) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;

protected:
    [[nodiscard]] QString text(int row, int column) const override;
    [[nodiscard]] QVariant raw(int row, int column) const override;
    [[nodiscard]] bool isNumber(int column) const override;
    void rearrange() override;

private:
    [[nodiscard]] const ReportCell &cell(int row, int column) const;

    Report m_report;
    Words m_words;
};

} // namespace EvalTrack
