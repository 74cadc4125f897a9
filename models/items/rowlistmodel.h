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

    void setRows(QList<Row> rows, RowsAre kind = RowsAre::AnUpdate)
    {
        m_source = std::move(rows);
        show(kind);
    }

    [[nodiscard]] const Row &at(int row) const { return m_rows.at(row); }
    /// Those that are shown.
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

    [[nodiscard]] qsizetype countUnfiltered() const override { return m_source.size(); }
    [[nodiscard]] QList<ColumnValue> valuesOf(int column) const override
    {
        ColumnFilters others = filters();
        others.remove(column);
        QHash<QString, ColumnValue> known;
        for (const Row &row : filtered(others)) {
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

    [[nodiscard]] QString text(int row, int column) const final
    {
        return textOf(m_rows.at(row), column);
    }
    [[nodiscard]] QVariant raw(int row, int column) const final
    {
        return rawOf(valueOf(m_rows.at(row), column));
    }
    [[nodiscard]] bool isNumber(int column) const override
    {
        return kindOf(column) == ColumnKind::Number;
    }
    void rearrange() override
    {
        QList<Row> sorted = arranged(filtered(filters()));
        const RowDiff diff = RowDiff::between(uuids(m_rows), uuids(sorted));
        if (!diff.order.isEmpty()) {
            reorder(diff.order, [&] { m_rows = std::move(sorted); });
        }
    }
    void refilter() override { show(RowsAre::AnUpdate); }

private:
    void show(RowsAre kind)
    {
        QList<Row> rows = arranged(filtered(filters()));
        const RowDiff diff =
            kind == RowsAre::ANewList ? RowDiff() : RowDiff::between(uuids(m_rows), uuids(rows));
        if (kind == RowsAre::ANewList || diff.isScattered()) {
            beginResetModel();
            m_rows = std::move(rows);
            endResetModel();
            return;
        }
        follow(
            diff, m_rows, rows, [] {}, [](const Row &a, const Row &b) { return a == b; });
    }
    [[nodiscard]] QList<Row> filtered(const ColumnFilters &filters) const
    {
        if (filters.isEmpty()) {
            return m_source;
        }
        std::vector<std::pair<int, CellTest>> tests;
        for (auto each = filters.begin(); each != filters.end(); ++each) {
            tests.emplace_back(each.key(), CellTest(each.value()));
        }
        QList<Row> rows;
        std::copy_if(m_source.begin(), m_source.end(), std::back_inserter(rows),
                     [&](const Row &row) {
                         return std::all_of(tests.begin(), tests.end(), [&](const auto &test) {
                             return test.second.accepts(valueOf(row, test.first));
                         });
                     });
        return rows;
    }
    [[nodiscard]] QList<Row> arranged(const QList<Row> &rows) const
    {
        if (sortKeys().isEmpty()) {
            return rows;
        }
        const QList<int> order =
            rowsInOrder(rows.size(), sortKeys(), [&rows, this](int row, int column) {
                return valueOf(rows.at(row), column);
            });
        QList<Row> sorted;
        sorted.reserve(rows.size());
        for (const int row : order) {
            sorted.append(rows.at(row));
        }
        return sorted;
    }
    [[nodiscard]] QList<QUuid> uuids(const QList<Row> &rows) const
    {
        return uuidsOf(rows, [this](const Row &row) { return uuidOf(row); });
    }

    QList<Row> m_source; ///< As they were set.
    QList<Row> m_rows;   ///< As shown.
};

} // namespace EvalTrack
