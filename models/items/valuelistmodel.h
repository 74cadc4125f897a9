// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/columnfilter.h"

#include <QAbstractListModel>
#include <QSet>

namespace EvalTrack {

/// The values of a column, to be checked: each with how often it is there, those first that are
/// checked, and only those that contain what is searched for. Lives in the UI thread.
class ValueListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    /// `checked` are names; one that no row has any more is listed too. `nothing` is the word for
    /// cells that say nothing.
    void setValues(QList<ColumnValue> values, const QStringList &checked, const QString &nothing);
    /// Case and accents do not matter.
    void setSearch(const QString &text);

    /// The names of those that are checked, in their order, also of those not found.
    [[nodiscard]] QStringList checked() const;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void checkedChanged();

private:
    QList<ColumnValue> m_values;
    QStringList m_folded; ///< Of each value; made by the first search.
    QList<qsizetype> m_found;
    QSet<QString> m_checked;
};

} // namespace EvalTrack
