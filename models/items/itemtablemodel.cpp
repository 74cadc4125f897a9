// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/itemtablemodel.h"

#include "base/overloaded.h"

#include <QDateTime>
#include <QMetaEnum>

namespace EvalTrack {

void ItemTableModel::setHeaders(const QStringList &headers)
{
    m_headers = headers;
    if (columnCount() > 0) {
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }
}

QVariant ItemTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_headers.size()) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return m_headers.at(section);
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant ItemTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const int row = index.row();
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::AccessibleTextRole: {
        const QString shown = text(row, column);
        return column < m_headers.size() ? QVariant(QString(m_headers.at(column) % u": " % shown))
                                         : QVariant(shown);
    }
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    case RawRole:
        return raw(row, column);
    case UuidRole:
        return uuidAt(row);
    case PendingSyncRole:
        return isPendingSync(row);
    default:
        return {};
    }
}

QHash<int, QByteArray> ItemTableModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractTableModel::roleNames();
    names.insert(RawRole, QByteArrayLiteral("raw"));
    names.insert(UuidRole, QByteArrayLiteral("uuid"));
    names.insert(PendingSyncRole, QByteArrayLiteral("pendingSync"));
    return names;
}

QString ItemTableModel::columnName(int column) const
{
    const int known = metaObject()->indexOfEnumerator("Column");
    return known < 0 ? QString::number(column)
                     : QString::fromLatin1(metaObject()->enumerator(known).valueToKey(column));
}

int ItemTableModel::columnNamed(const QString &name) const
{
    for (int column = 0; column < columnCount(); ++column) {
        if (columnName(column) == name) {
            return column;
        }
    }
    return -1;
}

CellValue ItemTableModel::valueAt(int /*row*/, int /*column*/) const
{
    return {};
}

ColumnKind ItemTableModel::kindOf(int /*column*/) const
{
    return ColumnKind::None;
}

QList<ColumnValue> ItemTableModel::choicesOf(int /*column*/) const
{
    return {};
}

QList<ColumnValue> ItemTableModel::choices(const QStringList &words)
{
    QList<ColumnValue> choices;
    for (const QString &word : words) {
        choices.append({nameOf(static_cast<double>(choices.size())), word});
    }
    return choices;
}

QList<ColumnValue> ItemTableModel::valuesOf(int /*column*/) const
{
    return {};
}

void ItemTableModel::setFilters(const ColumnFilters &filters)
{
    if (filters == m_filters) {
        return;
    }
    m_filters = filters;
    refilter();
    Q_EMIT filtersChanged();
}

void ItemTableModel::setSortKeys(const QList<SortKey> &keys)
{
    m_sortKeys = keys;
    rearrange();
    Q_EMIT sortKeysChanged();
}

void ItemTableModel::sort(int column, Qt::SortOrder order)
{
    setSortKeys(column < 0 || column >= columnCount() ? QList<SortKey>()
                                                      : QList<SortKey>{{column, order}});
}

bool ItemTableModel::isPendingSync(int /*row*/) const
{
    return false;
}

QVariant ItemTableModel::rawOf(const CellValue &value)
{
    return std::visit(Overloaded{[](std::monostate) { return QVariant(); },
                                 [](const PlacedMoment &moment) {
                                     return QVariant(QDateTime::fromMSecsSinceEpoch(
                                         moment.at.time_since_epoch().count()));
                                 },
                                 [](const auto &known) {
                                     return QVariant(known);
                                 }},
                      value);
}

QList<ColumnValue> ItemTableModel::inOrder(const QList<ColumnValue> &values)
{
    const QList<int> order =
        rowsInOrder(values.size(), {{0, Qt::AscendingOrder}},
                    [&values](int row, int /*column*/) { return CellValue(values.at(row).text); });
    QList<ColumnValue> sorted;
    sorted.reserve(values.size());
    for (const int row : order) {
        sorted.append(values.at(row));
    }
    return sorted;
}

void ItemTableModel::noteAllChanged()
{
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

} // namespace EvalTrack
