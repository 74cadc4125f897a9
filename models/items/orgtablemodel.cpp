// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/orgtablemodel.h"

#include "items/itemtext.h"

#include <numeric>

namespace EvalTrack {

OrgTableModel::OrgTableModel(QObject *parent)
    : ItemTableModel(parent)
{}

void OrgTableModel::setChart(const OrgChart &chart,
                             const std::shared_ptr<const PeopleSnapshot> &people)
{
    beginResetModel();
    m_chart = chart;
    m_people = people;
    m_found.reset();
    fill();
    endResetModel();
}

void OrgTableModel::setFound(const std::optional<QList<int>> &found)
{
    beginResetModel();
    m_found = found;
    fill();
    endResetModel();
}

void OrgTableModel::fill()
{
    if (m_found) {
        m_rows = *m_found;
        return;
    }
    m_rows.resize(m_chart.size());
    std::iota(m_rows.begin(), m_rows.end(), 0);
}

QUuid OrgTableModel::uuidAt(int row) const
{
    return m_chart.uuidAt(m_rows.at(row)).value();
}

int OrgTableModel::rowOf(const QUuid &uuid) const
{
    const int person = m_chart.indexOf(UserUuid(uuid));
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), person);
    return person >= 0 && found != m_rows.end() && *found == person
               ? static_cast<int>(found - m_rows.begin())
               : -1;
}

int OrgTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int OrgTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OrgTableModel::data(const QModelIndex &index, int role) const
{
    if (role == DepthRole && index.isValid()) {
        return m_found ? 0 : m_chart.depthOf(m_rows.at(index.row()));
    }
    return ItemTableModel::data(index, role);
}

QString OrgTableModel::textOf(int person, PeopleSnapshot::Text column) const
{
    const qsizetype index = person < 0 ? -1 : m_people->indexOf(m_chart.uuidAt(person));
    return index < 0 ? QString() : m_people->text(index, column);
}

QString OrgTableModel::text(int row, int column) const
{
    const int person = m_rows.at(row);
    switch (static_cast<Column>(column)) {
    case Name:
        return textOf(person, PeopleSnapshot::Text::Name);
    case Job:
        return textOf(person, PeopleSnapshot::Text::JobTitle);
    case Department:
        return textOf(person, PeopleSnapshot::Text::Department);
    case Manager:
        return textOf(m_chart.managerOf(person), PeopleSnapshot::Text::Name);
    case Reports:
        return m_chart.reportCount(person) == 0 ? QString()
                                                : ItemText::number(m_chart.reportCount(person));
    case Below:
        return m_chart.belowCount(person) == 0 ? QString()
                                               : ItemText::number(m_chart.belowCount(person));
    case ColumnCount:
        break;
    }
    return {};
}

QVariant OrgTableModel::raw(int row, int column) const
{
    const int person = m_rows.at(row);
    return column == Reports ? QVariant(m_chart.reportCount(person))
           : column == Below ? QVariant(m_chart.belowCount(person))
                             : QVariant(text(row, column));
}

bool OrgTableModel::isNumber(int column) const
{
    return column == Reports || column == Below;
}

} // namespace EvalTrack
