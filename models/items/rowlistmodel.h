// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/itemtablemodel.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace EvalTrack {

/// Whether a new list answers the same question as the one shown.
enum class RowsAre {
    AnUpdate, ///< The same list some time later: rows come, go and change in place.
    ANewList, ///< Another question: the table starts again.
};

/// A table over a list of values. Subclasses say how a cell reads and what it is. For lists of
/// some hundred thousand rows; people have a model of their own.
template <typename Row>
class RowListModel : public ItemTableModel
{
public:
    using ItemTableModel::ItemTableModel;

    void setRows(const QList<Row> &rows, RowsAre kind = RowsAre::AnUpdate)
    {
        const QList<int> order = orderOf(rows);
        const QList<int> fresh = picked(order, passing(rows, filters()));
        const RowDiff diff = kind == RowsAre::ANewList
                                 ? RowDiff()
                                 : RowDiff::between(uuids(m_source, m_rows), uuids(rows, fresh));
        if (kind == RowsAre::ANewList || diff.isScattered()) {
            beginResetModel();
            m_source = rows;
            m_order = order;
            m_rows = fresh;
            endResetModel();
            return;
        }
        // Until the rows that go are gone, the numbers are of the rows as they were.
        follow(
            diff, m_rows, fresh,
            [&] {
                m_source = rows;
                m_order = order;
            },
            [&](int before, int now) { return m_source.at(before) == rows.at(now); });
    }

    [[nodiscard]] const Row &at(int row) const { return m_source.at(m_rows.at(row)); }
    /// A copy of those that are shown, as they are shown.
    [[nodiscard]] QList<Row> rows() const
    {
        QList<Row> shown;
        shown.reserve(m_rows.size());
        for (const int row : m_rows) {
            shown.append(m_source.at(row));
        }
        return shown;
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] QUuid uuidAt(int row) const override { return uuidOf(at(row)); }
    [[nodiscard]] int rowOf(const QUuid &uuid) const override
    {
        const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                        [&](int row) { return uuidOf(m_source.at(row)) == uuid; });
        return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
    }

    [[nodiscard]] CellValue valueAt(int row, int column) const final
    {
        return valueOf(at(row), column);
    }
    [[nodiscard]] qsizetype countUnfiltered() const override { return m_source.size(); }
    [[nodiscard]] QList<ColumnValue> valuesOf(int column) const override
    {
        ColumnFilters others = filters();
        others.remove(column);
        QHash<QString, ColumnValue> known;
        const std::vector<char> isPassing = passing(m_source, others);
        for (qsizetype i = 0; i < m_source.size(); ++i) {
            if (isPassing[static_cast<size_t>(i)] == 0) {
                continue;
            }
            const Row &row = m_source.at(i);
            const QString name = nameOf(valueOf(row, column));
            ColumnValue &value = known[name];
            if (value.count++ == 0) {
                value.name = name;
                value.text = textOf(row, column);
            }
        }
        return inOrder(known.values());
    }

protected:
    [[nodiscard]] virtual QUuid uuidOf(const Row &row) const = 0;
    [[nodiscard]] virtual QString textOf(const Row &row, int column) const = 0;
    /// What a cell is to sorting, filters and RawRole.
    [[nodiscard]] virtual CellValue valueOf(const Row &row, int column) const = 0;

    [[nodiscard]] QString text(int row, int column) const final { return textOf(at(row), column); }
    [[nodiscard]] QVariant raw(int row, int column) const final
    {
        return rawOf(valueOf(at(row), column));
    }
    [[nodiscard]] bool isNumber(int column) const override
    {
        return kindOf(column) == ColumnKind::Number;
    }
    void rearrange() override
    {
        m_order = orderOf(m_source);
        std::vector<char> isShown(static_cast<size_t>(m_source.size()), 0);
        for (const int row : std::as_const(m_rows)) {
            isShown[static_cast<size_t>(row)] = 1;
        }
        const QList<int> sorted = picked(m_order, isShown);
        if (sorted == m_rows) {
            return;
        }
        QList<int> placeOf(m_source.size(), 0);
        for (int place = 0; place < sorted.size(); ++place) {
            placeOf[sorted.at(place)] = place;
        }
        QList<int> places;
        places.reserve(m_rows.size());
        for (const int row : std::as_const(m_rows)) {
            places.append(placeOf.at(row));
        }
        reorder(places, [&] { m_rows = sorted; });
    }
    // Row by row, thousands that come back between others would take seconds.
    void refilter() override
    {
        beginResetModel();
        m_rows = picked(m_order, passing(m_source, filters()));
        endResetModel();
    }

private:
    /// By number of the row; they are judged as they lie in memory.
    [[nodiscard]] std::vector<char> passing(const QList<Row> &rows,
                                            const ColumnFilters &filters) const
    {
        std::vector<char> isPassing(static_cast<size_t>(rows.size()), 1);
        for (auto each = filters.begin(); each != filters.end(); ++each) {
            const CellTest test(each.value());
            for (qsizetype i = 0; i < rows.size(); ++i) {
                char &passes = isPassing[static_cast<size_t>(i)];
                passes = passes != 0 && test.accepts(valueOf(rows.at(i), each.key())) ? 1 : 0;
            }
        }
        return isPassing;
    }
    [[nodiscard]] static QList<int> picked(const QList<int> &order,
                                           const std::vector<char> &isWanted)
    {
        QList<int> rows;
        rows.reserve(order.size());
        std::copy_if(order.begin(), order.end(), std::back_inserter(rows),
                     [&](int row) { return isWanted[static_cast<size_t>(row)] != 0; });
        return rows;
    }
    [[nodiscard]] QList<int> orderOf(const QList<Row> &rows) const
    {
        return rowsInOrder(rows.size(), sortKeys(), [&rows, this](int row, int column) {
            return valueOf(rows.at(row), column);
        });
    }
    [[nodiscard]] QList<QUuid> uuids(const QList<Row> &rows, const QList<int> &numbers) const
    {
        return uuidsOf(numbers, [&](int row) { return uuidOf(rows.at(row)); });
    }

    QList<Row> m_source; ///< As they were set.
    QList<int> m_order;  ///< Numbers of all of them, as sorted.
    QList<int> m_rows;   ///< Of these, the ones that are shown.
};

} // namespace EvalTrack
