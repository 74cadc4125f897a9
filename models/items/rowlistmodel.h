// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/itemtablemodel.h"
#include "items/itemtext.h"

#include <algorithm>

namespace EvalTrack {

/// Whether a new list answers the same question as the one shown.
enum class RowsAre {
    AnUpdate, ///< The same list some time later: rows come, go and change in place.
    ANewList, ///< Another question: the table starts again.
};

/// A table over a list of values that is sorted by any column. Subclasses say how a row reads and
/// compares. For lists of thousands; a hundred thousand people have a model of their own.
template <typename Row>
class RowListModel : public ItemTableModel
{
public:
    using ItemTableModel::ItemTableModel;

    void setRows(QList<Row> rows, RowsAre kind = RowsAre::AnUpdate)
    {
        arrange(rows);
        if (kind == RowsAre::ANewList) {
            beginResetModel();
            m_rows = std::move(rows);
            endResetModel();
            return;
        }
        const RowDiff diff = RowDiff::between(uuids(m_rows), uuids(rows));
        if (diff.isScattered()) {
            beginResetModel();
            m_rows = std::move(rows);
            endResetModel();
            return;
        }
        follow(
            diff, m_rows, rows, [] {}, [](const Row &a, const Row &b) { return a == b; });
    }

    [[nodiscard]] const Row &at(int row) const { return m_rows.at(row); }
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] QUuid uuidAt(int row) const override { return uuidOf(m_rows.at(row)); }
    [[nodiscard]] int rowOf(const QUuid &uuid) const override
    {
        const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                        [&](const Row &row) { return uuidOf(row) == uuid; });
        return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
    }

    /// Column -1 keeps the order in which rows come.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override
    {
        m_sortColumn = column;
        m_sortOrder = order;
        QList<Row> sorted = m_rows;
        arrange(sorted);
        const RowDiff diff = RowDiff::between(uuids(m_rows), uuids(sorted));
        if (!diff.order.isEmpty()) {
            reorder(diff.order, [&] { m_rows = std::move(sorted); });
        }
    }

protected:
    [[nodiscard]] virtual QUuid uuidOf(const Row &row) const = 0;
    /// Negative, zero or positive as `a` comes before, with or after `b` in a column.
    [[nodiscard]] virtual int compare(const Row &a, const Row &b, int column) const = 0;
    [[nodiscard]] int compareText(const QString &a, const QString &b) const
    {
        return m_collator.compare(a, b);
    }
    template <typename Value>
    [[nodiscard]] static int compareValue(const Value &a, const Value &b)
    {
        return a < b ? -1 : (b < a ? 1 : 0);
    }

private:
    void arrange(QList<Row> &rows)
    {
        if (m_sortColumn < 0) {
            return;
        }
        m_collator = ItemText::collator();
        std::stable_sort(rows.begin(), rows.end(), [this](const Row &a, const Row &b) {
            const int order = compare(a, b, m_sortColumn);
            return m_sortOrder == Qt::AscendingOrder ? order < 0 : order > 0;
        });
    }
    [[nodiscard]] QList<QUuid> uuids(const QList<Row> &rows) const
    {
        return uuidsOf(rows, [this](const Row &row) { return uuidOf(row); });
    }

    QList<Row> m_rows;
    QCollator m_collator = ItemText::collator();
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace EvalTrack
