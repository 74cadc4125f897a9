// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/departmenttablemodel.h"

#include "base/foldedtext.h"

namespace EvalTrack {

DepartmentTableModel::DepartmentTableModel(QObject *parent)
    : RowListModel(parent)
{}

void DepartmentTableModel::setSource(const QList<Department> &departments,
                                     const PeopleSnapshot &people)
{
    m_tree = DepartmentTree(departments);
    QHash<DepartmentId, int> active;
    QHash<DepartmentId, int> members;
    for (qsizetype i = 0; i < people.size(); ++i) {
        ++members[people.departmentAt(i)];
        active[people.departmentAt(i)] += people.isActive(i) ? 1 : 0;
    }
    const QList<DepartmentTree::Node> &nodes = m_tree.nodes();
    m_all.clear();
    m_all.reserve(nodes.size());
    for (qsizetype i = 0; i < nodes.size(); ++i) {
        DepartmentRow row;
        row.department = nodes.at(i).department;
        row.depth = nodes.at(i).depth;
        row.place = static_cast<int>(i);
        row.path = m_tree.path(i).join(u" › ");
        if (row.department.headId) {
            const qsizetype head = people.indexOf(*row.department.headId);
            row.head = head < 0 ? QString() : people.text(head, PeopleSnapshot::Text::Name);
        }
        if (!row.department.id.isNull()) {
            row.people = active.value(row.department.id);
            row.members = members.value(row.department.id);
        }
        m_all.append(row);
    }
    for (qsizetype i = nodes.size() - 1; i >= 0; --i) {
        m_all[i].inAll += m_all.at(i).people;
        if (nodes.at(i).parent >= 0) {
            m_all[nodes.at(i).parent].inAll += m_all.at(i).inAll;
        }
    }
    show();
}

void DepartmentTableModel::setSearch(const QString &text)
{
    m_search = foldedForSearch(text.simplified());
    show();
}

void DepartmentTableModel::show()
{
    QList<DepartmentRow> shown = m_all;
    if (!m_search.isEmpty()) {
        shown.removeIf([this](const DepartmentRow &row) {
            return !foldedForSearch(QString(row.path + u' ' + row.head)).contains(m_search);
        });
    }
    setRows(shown);
}

std::optional<DepartmentRow> DepartmentTableModel::find(DepartmentUuid uuid) const
{
    const qsizetype index = m_tree.indexOf(uuid);
    return index < 0 ? std::nullopt : std::optional(m_all.at(index));
}

int DepartmentTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void DepartmentTableModel::rearrange()
{
    const bool isTree =
        sortKeys().isEmpty() || sortKeys().first() == SortKey{Name, Qt::AscendingOrder};
    if (isTree != m_isTree) {
        m_isTree = isTree;
        noteAllChanged();
    }
    RowListModel::rearrange();
}

QVariant DepartmentTableModel::data(const QModelIndex &index, int role) const
{
    if (role == DepthRole && index.isValid()) {
        return m_isTree && m_search.isEmpty() ? at(index.row()).depth : 0;
    }
    if (role == Qt::AccessibleTextRole && index.isValid() && index.column() == Name) {
        return at(index.row()).path;
    }
    return RowListModel::data(index, role);
}

QUuid DepartmentTableModel::uuidOf(const DepartmentRow &row) const
{
    return row.department.uuid.value();
}

bool DepartmentTableModel::isPendingSync(int row) const
{
    return at(row).department.id.isNull();
}

QString DepartmentTableModel::textOf(const DepartmentRow &row, int column) const
{
    switch (static_cast<Column>(column)) {
    case Name:
        return m_isTree && m_search.isEmpty() ? row.department.name : row.path;
    case Head:
        return row.head;
    case People:
        return ItemText::number(row.people);
    case InAll:
        return ItemText::number(row.inAll);
    case ColumnCount:
        break;
    }
    return {};
}

CellValue DepartmentTableModel::valueOf(const DepartmentRow &row, int column) const
{
    switch (column) {
    case People:
        return static_cast<double>(row.people);
    case InAll:
        return static_cast<double>(row.inAll);
    case Name:
        return m_isTree ? CellValue(static_cast<double>(row.place))
                        : CellValue(row.department.name);
    default:
        return textOf(row, column);
    }
}

ColumnKind DepartmentTableModel::kindOf(int column) const
{
    switch (column) {
    case People:
    case InAll:
        return ColumnKind::Number;
    case Head:
        return ColumnKind::Text;
    default:
        return ColumnKind::None; // Its order is that of the tree; the search finds names.
    }
}

} // namespace EvalTrack
