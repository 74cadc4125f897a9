// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/departmenttree.h"

#include <functional>

namespace EvalTrack {

DepartmentTree::DepartmentTree(const QList<Department> &departments)
{
    QHash<DepartmentId, qsizetype> byId;
    for (qsizetype i = 0; i < departments.size(); ++i) {
        if (!departments.at(i).id.isNull()) {
            byId.insert(departments.at(i).id, i);
        }
    }
    const auto parentOf = [&](qsizetype i) {
        const auto &parent = departments.at(i).parentId;
        return parent ? byId.value(*parent, -1) : -1;
    };
    // Whoever meets itself on its way up opens its circle at the top.
    const auto isInCircle = [&](qsizetype start) {
        qsizetype at = parentOf(start);
        for (qsizetype steps = 0; at >= 0 && steps < departments.size(); ++steps) {
            if (at == start) {
                return true;
            }
            at = parentOf(at);
        }
        return false;
    };
    QList<qsizetype> top;
    QHash<qsizetype, QList<qsizetype>> below;
    for (qsizetype i = 0; i < departments.size(); ++i) {
        const qsizetype parent = parentOf(i);
        if (parent < 0 || isInCircle(i)) {
            top.append(i);
        } else {
            below[parent].append(i);
        }
    }
    m_nodes.reserve(departments.size());
    const std::function<void(qsizetype, qsizetype)> append = [&](qsizetype i, qsizetype parent) {
        const qsizetype here = m_nodes.size();
        const int depth = parent < 0 ? 0 : m_nodes.at(parent).depth + 1;
        m_nodes.append({departments.at(i), depth, parent, 0});
        m_byUuid.insert(departments.at(i).uuid, here);
        for (const qsizetype child : below.value(i)) {
            append(child, here);
        }
        m_nodes[here].end = m_nodes.size();
    };
    for (const qsizetype i : std::as_const(top)) {
        append(i, -1);
    }
}

QStringList DepartmentTree::path(qsizetype index) const
{
    QStringList names;
    for (qsizetype at = index; at >= 0; at = m_nodes.at(at).parent) {
        names.prepend(m_nodes.at(at).department.name);
    }
    return names;
}

} // namespace EvalTrack
