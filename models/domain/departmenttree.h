// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/department.h"

#include <QHash>
#include <QList>
#include <QStringList>

namespace EvalTrack {

/// Departments in the order of their tree: each followed by what is below it, siblings in the order
/// in which they came. One whose parent is not among them, or that would be below itself, is at the
/// top. A value; built once, then asked.
class DepartmentTree
{
public:
    struct Node
    {
        Department department;
        int depth = 0;         ///< 0 at the top.
        qsizetype parent = -1; ///< Index of a node before it; -1 at the top.
        qsizetype end = 0;     ///< What is below it are the nodes from the next one to before this.
    };

    explicit DepartmentTree(const QList<Department> &departments = {});

    [[nodiscard]] const QList<Node> &nodes() const { return m_nodes; }
    /// -1 when there is none.
    [[nodiscard]] qsizetype indexOf(DepartmentUuid uuid) const { return m_byUuid.value(uuid, -1); }
    /// The names from the top down to it.
    [[nodiscard]] QStringList path(qsizetype index) const;
    /// Whether `index` is `above` or below it.
    [[nodiscard]] bool isWithin(qsizetype index, qsizetype above) const
    {
        return index >= above && index < m_nodes.at(above).end;
    }

private:
    QList<Node> m_nodes;
    QHash<DepartmentUuid, qsizetype> m_byUuid;
};

} // namespace EvalTrack
