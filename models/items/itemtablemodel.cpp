// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/itemtablemodel.h"

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

bool ItemTableModel::isPendingSync(int /*row*/) const
{
    return false;
}

void ItemTableModel::noteAllChanged()
{
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

} // namespace EvalTrack
