// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/valuelistmodel.h"

#include "base/foldedtext.h"
#include "items/itemtext.h"

#include <algorithm>
#include <numeric>

namespace EvalTrack {

void ValueListModel::setValues(QList<ColumnValue> values, const QStringList &checked,
                               const QString &nothing)
{
    beginResetModel();
    m_values = std::move(values);
    m_checked = QSet<QString>(checked.begin(), checked.end());
    QSet<QString> gone = m_checked;
    for (ColumnValue &value : m_values) {
        gone.remove(value.name);
        value.text = value.text.isEmpty() ? nothing : value.text;
    }
    for (const QString &name : std::as_const(gone)) {
        m_values.append({name, name.isEmpty() ? nothing : name, 0});
    }
    std::stable_partition(m_values.begin(), m_values.end(), [this](const ColumnValue &value) {
        return m_checked.contains(value.name);
    });
    m_folded.clear();
    m_found.resize(m_values.size());
    std::iota(m_found.begin(), m_found.end(), 0);
    endResetModel();
}

void ValueListModel::setSearch(const QString &text)
{
    if (m_folded.isEmpty()) {
        m_folded.reserve(m_values.size());
        for (const ColumnValue &value : std::as_const(m_values)) {
            m_folded.append(foldedForSearch(value.text));
        }
    }
    const QString folded = foldedForSearch(text);
    beginResetModel();
    m_found.clear();
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        if (m_folded.at(i).contains(folded)) {
            m_found.append(i);
        }
    }
    endResetModel();
}

QStringList ValueListModel::checked() const
{
    QStringList names;
    for (const ColumnValue &value : m_values) {
        if (m_checked.contains(value.name)) {
            names.append(value.name);
        }
    }
    return names;
}

int ValueListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

QVariant ValueListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ColumnValue &value = m_values.at(m_found.at(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return QString(value.text % u"  (" % ItemText::number(value.count) % u')');
    case Qt::CheckStateRole:
        return m_checked.contains(value.name) ? Qt::Checked : Qt::Unchecked;
    default:
        return {};
    }
}

Qt::ItemFlags ValueListModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsUserCheckable : flags;
}

bool ValueListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return false;
    }
    const QString &name = m_values.at(m_found.at(index.row())).name;
    if (value.toInt() == Qt::Checked) {
        m_checked.insert(name);
    } else {
        m_checked.remove(name);
    }
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
    return true;
}

} // namespace EvalTrack
