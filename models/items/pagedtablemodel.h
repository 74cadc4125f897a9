// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/deliver.h"
#include "base/error.h"
#include "items/itemtablemodel.h"
#include "ports/paged.h"

#include <QFuture>
#include <QHash>

#include <algorithm>
#include <optional>

namespace EvalTrack {

/// The signals of every PagedTableModel, which is a template and has none of its own.
class PagedTable : public ItemTableModel
{
    Q_OBJECT
public:
    using ItemTableModel::ItemTableModel;

    /// The same question again: what changed changes in place.
    virtual void reload() = 0;

Q_SIGNALS:
    /// The first rows of a list that shows none are on their way.
    void awaited();
    void loaded();
    /// What is shown stays.
    void failed(const EvalTrack::Error &error);
};

/// A list that the server keeps, page by page while the table is scrolled, in the server's order.
/// Answers that were overtaken by another question are dropped. When a page cannot be had, what is
/// shown stays and failed() says why. Subclasses say where a page comes from and how a row reads.
template <typename Row>
class PagedTableModel : public PagedTable
{
public:
    using PagedTable::PagedTable;

    void reload() override { fetch(Fill::FromStart); }

    [[nodiscard]] const Row &at(int row) const { return m_rows.at(row); }
    /// As the server said with the first page.
    [[nodiscard]] std::optional<qint64> total() const { return m_total; }
    [[nodiscard]] bool isLoading() const { return m_isLoading; }

    [[nodiscard]] QUuid uuidAt(int row) const override { return uuidOf(m_rows.at(row)); }
    [[nodiscard]] int rowOf(const QUuid &uuid) const override
    {
        const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                        [&](const Row &row) { return uuidOf(row) == uuid; });
        return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override
    {
        return !parent.isValid() && !m_isLoading && !m_nextCursor.isEmpty();
    }
    void fetchMore(const QModelIndex &parent) override
    {
        if (canFetchMore(parent)) {
            fetch(Fill::Next);
        }
    }

protected:
    [[nodiscard]] virtual QFuture<Result<Paged<Row>>> request(const QString &cursor) = 0;
    [[nodiscard]] virtual QUuid uuidOf(const Row &row) const = 0;
    [[nodiscard]] bool isNumber(int /*column*/) const override { return false; }

    /// Another question: the list starts again.
    void restart()
    {
        beginResetModel();
        m_rows.clear();
        m_nextCursor.clear();
        m_total.reset();
        endResetModel();
        fetch(Fill::FromStart);
    }
    /// One row as the server answered it: replaced or, when new, put at `place`.
    void put(const Row &row, int place)
    {
        const int known = rowOf(uuidOf(row));
        if (known >= 0) {
            m_rows[known] = row;
            Q_EMIT dataChanged(index(known, 0), index(known, columnCount() - 1));
            return;
        }
        beginInsertRows({}, place, place);
        m_rows.insert(place, row);
        endInsertRows();
        if (m_total) {
            ++*m_total;
        }
    }
    void removeAt(int row)
    {
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
        if (m_total) {
            --*m_total;
        }
    }

private:
    enum class Fill { FromStart, Next };

    void fetch(Fill fill)
    {
        const quint64 token = ++m_token;
        m_isLoading = true;
        if (m_rows.isEmpty()) {
            Q_EMIT awaited();
        }
        deliver(request(fill == Fill::Next ? m_nextCursor : QString()), this,
                [this, token, fill](const Result<Paged<Row>> &page) {
                    if (token != m_token) {
                        return;
                    }
                    m_isLoading = false;
                    if (!page) {
                        Q_EMIT failed(page.error());
                        return;
                    }
                    take(fill, *page);
                    Q_EMIT loaded();
                });
    }

    void take(Fill fill, const Paged<Row> &page)
    {
        QList<Row> fresh = fill == Fill::Next ? m_rows : QList<Row>();
        QHash<QUuid, qsizetype> places;
        for (qsizetype i = 0; i < fresh.size(); ++i) {
            places.insert(uuidOf(fresh.at(i)), i);
        }
        for (const Row &row : page.items) {
            // One that moved between pages while they were read comes twice.
            const auto known = places.constFind(uuidOf(row));
            if (known == places.constEnd()) {
                places.insert(uuidOf(row), fresh.size());
                fresh.append(row);
            } else {
                fresh[*known] = row;
            }
        }
        const RowDiff diff = RowDiff::between(uuids(m_rows), uuids(fresh));
        m_nextCursor = page.nextCursor;
        if (page.total) {
            m_total = page.total;
        }
        follow(
            diff, m_rows, fresh, [] {}, [](const Row &a, const Row &b) { return a == b; });
    }

    [[nodiscard]] QList<QUuid> uuids(const QList<Row> &rows) const
    {
        return uuidsOf(rows, [this](const Row &row) { return uuidOf(row); });
    }

    QList<Row> m_rows;
    QString m_nextCursor;
    std::optional<qint64> m_total;
    quint64 m_token = 0;
    bool m_isLoading = false;
};

} // namespace EvalTrack
