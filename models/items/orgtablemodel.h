// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/orgchart.h"
#include "items/itemtablemodel.h"
#include "ports/peoplesnapshot.h"

#include <memory>

namespace EvalTrack {

/// An organisation chart as rows in its reading order, for those who read rather than look. It
/// shows who is folded away too. Texts come from the snapshot when they are asked for.
class OrgTableModel final : public ItemTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Job, Department, Manager, Reports, Below, ColumnCount };

    explicit OrgTableModel(QObject *parent = nullptr);

    void setChart(const OrgChart &chart, const std::shared_ptr<const PeopleSnapshot> &people);
    /// Only these, of the chart's indexes in its order; everybody for nothing.
    void setFound(const std::optional<QList<int>> &found);
    /// The index in the chart.
    [[nodiscard]] int personAt(int row) const { return m_rows.at(row); }

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

private:
    void fill();
    [[nodiscard]] QString textOf(int person, PeopleSnapshot::Text column) const;

    OrgChart m_chart;
    std::shared_ptr<const PeopleSnapshot> m_people = std::make_shared<const PeopleSnapshot>();
    std::optional<QList<int>> m_found;
    QList<int> m_rows;
};

} // namespace EvalTrack
