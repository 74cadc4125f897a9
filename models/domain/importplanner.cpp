// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/importplanner.h"

#include "base/foldedtext.h"
#include "domain/importrun.h"

namespace EvalTrack {

void ImportPlanner::Keys::add(const Employee &person, qsizetype index)
{
    byUuid.insert(person.uuid.value().toString(QUuid::WithoutBraces), index);
    if (person.nationalId) {
        byNationalId.insert(*person.nationalId, index);
    }
    if (person.badgeCode) {
        byBadge.insert(*person.badgeCode, index);
    }
    if (!person.email.isEmpty()) {
        byEmail.insert(person.email.toLower(), index);
    }
    byName.insert(foldedForSearch(person.name), index);
}

QList<qsizetype> ImportPlanner::Keys::find(const QString &text) const
{
    const QList<std::pair<const QHash<QString, qsizetype> *, QString>> unique{
        {&byUuid, text.toLower()},
        {&byBadge, text},
        {&byNationalId, text},
        {&byEmail, text.toLower()}};
    for (const auto &[index, key] : unique) {
        if (const auto found = index->constFind(key); found != index->cend()) {
            return {*found};
        }
    }
    return byName.values(foldedForSearch(text));
}

ImportPlanner::ImportPlanner(Setting setting)
    : m_setting(std::move(setting))
{}

void ImportPlanner::knowPeople(qsizetype count, std::function<Employee(qsizetype)> at)
{
    m_peopleCount = count;
    m_personAt = std::move(at);
    for (qsizetype i = 0; i < count; ++i) {
        const Employee person = m_personAt(i);
        m_people.add(person, i);
        m_peopleById.insert(person.id, i);
    }
}

void ImportPlanner::know(const Department &department)
{
    m_departmentsByName.insert(department.name.toLower(), m_departments.size());
    m_departmentsByUuid.insert(department.uuid.value().toString(QUuid::WithoutBraces),
                               m_departments.size());
    m_departmentsById.insert(department.id, m_departments.size());
    m_departments.append(department);
}

void ImportPlanner::know(const User &account)
{
    m_accountsByUuid.insert(account.uuid.value().toString(QUuid::WithoutBraces), m_accounts.size());
    if (!account.email.isEmpty()) {
        m_accountsByEmail.insert(account.email.toLower(), m_accounts.size());
    }
    m_accounts.append(account);
}

void ImportPlanner::know(const Event &event)
{
    m_eventNames.byUuid.insert(event.uuid.value().toString(QUuid::WithoutBraces), m_events.size());
    m_eventNames.byTitle.insert(foldedForSearch(event.title), m_events.size());
    m_events.append(event);
}

void ImportPlanner::know(const Attendance &attendance)
{
    m_attendances.insert({attendance.eventUuid.value(), attendance.userUuid.value()}, attendance);
}

QSet<EventUuid> ImportPlanner::namedEvents(const ImportSheet &sheet) const
{
    QSet<EventUuid> named;
    const auto column = m_setting.mapping.indexOf(ImportField::EventTitle);
    const auto idColumn = m_setting.mapping.indexOf(ImportField::RecordId);
    if (m_setting.kind != ImportKind::Attendances) {
        return named;
    }
    for (const SheetRow &row : sheet.rows) {
        const QString text = column < 0 ? QString() : textOf(row.cell(column));
        QList<qsizetype> meant = m_eventNames.byTitle.values(foldedForSearch(text));
        for (const QString &id : {text, idColumn < 0 ? QString() : textOf(row.cell(idColumn))}) {
            const auto found = m_eventNames.byUuid.constFind(id.toLower());
            if (found != m_eventNames.byUuid.cend()) {
                meant.append(*found);
            }
        }
        for (const qsizetype index : std::as_const(meant)) {
            named.insert(m_events.at(index).uuid);
        }
    }
    return named;
}

ImportPlan ImportPlanner::plan(const ImportSheet &sheet) const
{
    return Run(*this, sheet).make();
}

} // namespace EvalTrack
