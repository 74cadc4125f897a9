// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of departments.
#include "domain/importrun.h"

#include "domain/validation.h"

namespace EvalTrack {

std::optional<qsizetype> ImportPlanner::Run::departmentOf() const
{
    if (const QString id = text(ImportField::RecordId).toLower(); !id.isEmpty()) {
        const auto found = m_known.m_departmentsByUuid.constFind(id);
        return found == m_known.m_departmentsByUuid.cend() ? std::nullopt : std::optional(*found);
    }
    const QString name = text(ImportField::DepartmentName).simplified().toLower();
    const auto found = m_known.m_departmentsByName.constFind(name);
    return found == m_known.m_departmentsByName.cend() ? std::nullopt : std::optional(*found);
}

void ImportPlanner::Run::collectDepartment(qsizetype index)
{
    if (const auto known = departmentOf()) {
        m_uuidsInFile[index] = m_known.m_departments.at(*known).uuid.value();
    }
    const QString name = text(ImportField::DepartmentName).simplified().toLower();
    if (!name.isEmpty() && !m_departmentsInFile.contains(name)) {
        m_departmentsInFile.insert(name, m_uuidsInFile.at(index));
    }
}

bool ImportPlanner::Run::isBelow(QUuid department, const QUuid &above) const
{
    // As many steps as there can be departments on the way: a circle in what is there ends too.
    for (qsizetype steps = m_known.m_departments.size() + m_parents.size() + 1;
         steps > 0 && !department.isNull(); --steps) {
        if (department == above) {
            return true;
        }
        if (const auto said = m_parents.constFind(department); said != m_parents.cend()) {
            department = *said;
            continue;
        }
        const auto known =
            m_known.m_departmentsByUuid.constFind(department.toString(QUuid::WithoutBraces));
        if (known == m_known.m_departmentsByUuid.cend()) {
            return false;
        }
        const auto parent = m_known.m_departments.at(*known).parentId;
        const qsizetype at = parent ? m_known.m_departmentsById.value(*parent, -1) : -1;
        department = at < 0 ? QUuid() : m_known.m_departments.at(at).uuid.value();
    }
    return false;
}

void ImportPlanner::Run::takeParent(ImportRow &row, Department &after)
{
    const QString named = text(ImportField::ParentDepartment).simplified();
    if (named.isEmpty()) {
        return;
    }
    std::optional<DepartmentId> parentId;
    const auto inFile = m_departmentsInFile.constFind(named.toLower());
    const auto known = m_known.m_departmentsByName.constFind(named.toLower());
    if (inFile != m_departmentsInFile.cend()) {
        row.parent = *inFile;
        const auto there =
            m_known.m_departmentsByUuid.constFind(inFile->toString(QUuid::WithoutBraces));
        if (there != m_known.m_departmentsByUuid.cend()) {
            parentId = m_known.m_departments.at(*there).id;
        }
    } else if (known != m_known.m_departmentsByName.cend()) {
        row.parent = m_known.m_departments.at(*known).uuid.value();
        parentId = m_known.m_departments.at(*known).id;
    } else {
        blame(row, ImportField::ParentDepartment, ImportTrouble::NotFound, {},
              ImportValues::nearest(named, m_departmentNames));
        return;
    }
    if (isBelow(row.parent, row.uuid)) {
        blame(row, ImportField::ParentDepartment, ImportTrouble::BelowItself);
        return;
    }
    m_parents.insert(row.uuid, row.parent);
    if (parentId) {
        set(row, ImportField::ParentDepartment, after.parentId, parentId);
    } else {
        noteChange(row, ImportField::ParentDepartment, true);
        after.parentId.reset();
    }
}

void ImportPlanner::Run::takeHead(ImportRow &row, Department &after)
{
    const QString named = text(ImportField::Head);
    if (named.isEmpty()) {
        return;
    }
    const QList<qsizetype> meant = m_known.m_people.find(named);
    if (meant.size() != 1) {
        blame(row, ImportField::Head,
              meant.isEmpty() ? ImportTrouble::NotFound : ImportTrouble::SeveralMatch);
        return;
    }
    const Employee head = m_known.m_personAt(meant.first());
    if (head.id.isNull()) {
        blame(row, ImportField::Head, ImportTrouble::NotSent);
        return;
    }
    row.manager = head.uuid.value();
    set(row, ImportField::Head, after.headId, std::optional(head.id));
}

void ImportPlanner::Run::judgeDepartment(ImportRow &row)
{
    using enum ImportField;
    const QString name = text(DepartmentName).simplified();
    row.subject = name;
    const auto index = departmentOf();
    std::optional<Department> before;
    Department after;
    after.uuid = DepartmentUuid(row.uuid);
    if (index) {
        before = m_known.m_departments.at(*index);
        after = *before;
        row.subject = name.isEmpty() ? before->name : name;
        if (before->id.isNull()) {
            row.issues.append({-1, ImportTrouble::NotSent, {}, {}});
        }
    } else if (!text(RecordId).isEmpty()) {
        blame(row, RecordId, ImportTrouble::NotFound, {}, QString());
    } else if (name.isEmpty()) {
        blame(row, DepartmentName, ImportTrouble::Missing);
    }
    if (isGoodText(row, DepartmentName, name, Limits::ShortTextMax)) {
        set(row, DepartmentName, after.name, name);
    }
    checkUnique(row, DepartmentName, name.toLower(), m_known.m_departmentsByName, index,
                [this](qsizetype at) { return m_known.m_departments.at(at).name; });
    takeParent(row, after);
    takeHead(row, after);
    noteRecord(row);
    conclude(row, before, after);
}

} // namespace EvalTrack
