// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/columnfilter.h"
#include "items/rowdiff.h"
#include "items/roworder.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace EvalTrack {

/// Roles of every table beside Qt's own.
enum ItemRole {
    RawRole = Qt::UserRole + 1, ///< The value itself: a number, QDate, QDateTime, enum as int.
    UuidRole,                   ///< QUuid of the row.
    PendingSyncRole,            ///< Whether the row waits for the server.
    DepthRole,                  ///< How deep a row is in a tree, from 0; nothing for plain lists.
};

/// What all tables of the project have in common: one row a record, texts for the eye and for a
/// screen reader, the raw value beside them; sorted by several columns and filtered by what their
/// cells are. Heads and other words are set by the screens, which alone know the language. A
/// subclass holds rows in memory; nothing here reads a store. Lives in the UI thread.
class ItemTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setHeaders(const QStringList &headers);

    [[nodiscard]] virtual QUuid uuidAt(int row) const = 0;
    /// -1 when there is no such row.
    [[nodiscard]] virtual int rowOf(const QUuid &uuid) const = 0;

    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// For settings: what the model's enum `Column` calls it, whatever columns come before it.
    [[nodiscard]] virtual QString columnName(int column) const;
    /// -1 for a name that no column has.
    [[nodiscard]] int columnNamed(const QString &name) const;
    /// What a cell is, whatever it reads as; nothing for models whose columns are of no kind.
    [[nodiscard]] virtual CellValue valueAt(int row, int column) const;
    /// What its cells are; None for columns that cannot be filtered.
    [[nodiscard]] virtual ColumnKind kindOf(int column) const;
    /// What the rows have there that the other columns' filters leave, in the order of their texts.
    [[nodiscard]] virtual QList<ColumnValue> valuesOf(int column) const;

    /// Every state that a column of them knows, in order, whether a row has it or not; without
    /// counts. None where the model does not know them beforehand.
    [[nodiscard]] virtual QList<ColumnValue> choicesOf(int column) const;
    /// How many rows there would be without filters.
    [[nodiscard]] virtual qsizetype countUnfiltered() const { return rowCount(); }

    [[nodiscard]] const ColumnFilters &filters() const { return m_filters; }
    void setFilters(const ColumnFilters &filters);
    [[nodiscard]] const QList<SortKey> &sortKeys() const { return m_sortKeys; }
    /// None keeps the order in which rows come.
    void setSortKeys(const QList<SortKey> &keys);
    /// By one column; by none for -1.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) final;

Q_SIGNALS:
    /// The rows are those that the filters leave.
    void filtersChanged();
    void sortKeysChanged();

protected:
    /// Brings the rows into the order of sortKeys().
    virtual void rearrange() {}
    /// Shows what filters() leave.
    virtual void refilter() {}
    /// Before there are rows.
    void initSortKeys(const QList<SortKey> &keys) { m_sortKeys = keys; }
    [[nodiscard]] virtual QString text(int row, int column) const = 0;
    [[nodiscard]] virtual QVariant raw(int row, int column) const = 0;
    [[nodiscard]] virtual bool isNumber(int column) const = 0;
    [[nodiscard]] virtual bool isPendingSync(int row) const;
    /// RawRole of a cell.
    [[nodiscard]] static QVariant rawOf(const CellValue &value);
    /// In the order of their texts, by the rules of the default locale.
    [[nodiscard]] static QList<ColumnValue> inOrder(const QList<ColumnValue> &values);
    /// Choices by the numbers of an enum that counts from zero.
    [[nodiscard]] static QList<ColumnValue> choices(const QStringList &words);
    /// Words changed: every text has to be asked again.
    void noteAllChanged();

    template <typename Row, typename UuidOf>
    [[nodiscard]] static QList<QUuid> uuidsOf(const QList<Row> &rows, UuidOf uuidOf)
    {
        QList<QUuid> uuids;
        uuids.reserve(rows.size());
        for (const Row &row : rows) {
            uuids.append(uuidOf(row));
        }
        return uuids;
    }

    /// Turns `rows` into `fresh` with the signals that say exactly what happens. `takeOver` is
    /// called once, when the rows that go are gone and the new ones are not there yet: what text()
    /// reads beside the rows changes there.
    template <typename Row, typename TakeOver, typename IsSame>
    void follow(const RowDiff &diff, QList<Row> &rows, const QList<Row> &fresh, TakeOver takeOver,
                IsSame isSame)
    {
        for (const RowDiff::Range &range : diff.removals) {
            beginRemoveRows({}, range.first, range.first + range.count - 1);
            rows.remove(range.first, range.count);
            endRemoveRows();
        }
        if (!diff.order.isEmpty()) {
            reorder(diff.order, [&] {
                QList<Row> ordered(rows.size());
                for (qsizetype i = 0; i < rows.size(); ++i) {
                    ordered[diff.order.at(i)] = std::move(rows[i]);
                }
                rows = std::move(ordered);
            });
        }

        QList<Row> kept;
        kept.reserve(rows.size());
        qsizetype from = 0;
        for (const RowDiff::Range &range : diff.insertions) {
            kept.append(fresh.mid(from, range.first - from));
            from = range.first + range.count;
        }
        kept.append(fresh.mid(from));
        QList<RowDiff::Range> changed;
        for (int i = 0; i < rows.size(); ++i) {
            if (isSame(rows.at(i), kept.at(i))) {
                continue;
            }
            if (!changed.isEmpty() && changed.last().first + changed.last().count == i) {
                ++changed.last().count;
            } else {
                changed.append({i, 1});
            }
        }
        takeOver();
        rows = std::move(kept);
        for (const RowDiff::Range &range : std::as_const(changed)) {
            Q_EMIT dataChanged(index(range.first, 0),
                               index(range.first + range.count - 1, columnCount() - 1));
        }

        for (const RowDiff::Range &range : diff.insertions) {
            beginInsertRows({}, range.first, range.first + range.count - 1);
            for (int i = 0; i < range.count; ++i) {
                rows.insert(range.first + i, fresh.at(range.first + i));
            }
            endInsertRows();
        }
    }

    /// Carries out `permute` with persistent indexes following: row i goes to order[i].
    template <typename Permute>
    void reorder(const QList<int> &order, Permute permute)
    {
        Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        const QModelIndexList before = persistentIndexList();
        permute();
        QModelIndexList after;
        after.reserve(before.size());
        for (const QModelIndex &each : before) {
            after.append(index(order.at(each.row()), each.column()));
        }
        changePersistentIndexList(before, after);
        Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }

private:
    QStringList m_headers;
    ColumnFilters m_filters;
    QList<SortKey> m_sortKeys;
};

} // namespace EvalTrack
