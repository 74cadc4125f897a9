// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/bulkpeople.h"

#include "common/errorpresenter.h"
#include "common/wording.h"
#include "domain/validation.h"
#include "items/peopletablemodel.h"
#include "wire/keys.h"

#include <QSet>

#include <algorithm>

namespace EvalTrack {

namespace {

// Nobody has so many above; a circle that is there already ends here.
constexpr int MostAbove = 100;

/// Whether somebody is in the line above somebody else.
bool isAbove(const PeopleSnapshot &people, UserId who, UserId of)
{
    for (int step = 0; step < MostAbove && !of.isNull(); ++step) {
        if (of == who) {
            return true;
        }
        const qsizetype index = people.indexOf(of);
        of = index < 0 ? UserId() : people.managerAt(index);
    }
    return false;
}

QString nameOf(const PeopleSnapshot &people, const std::optional<UserId> &id)
{
    const qsizetype index = id ? people.indexOf(*id) : -1;
    return index < 0 ? QString() : people.text(index, PeopleSnapshot::Text::Name);
}

} // namespace

std::unique_ptr<BulkFields> BulkPeople::make(const Desk &desk)
{
    const auto people = desk.people.people();
    auto fields = std::make_unique<Fields>(
        [people](const QUuid &row) {
            const qsizetype index = people->indexOf(UserUuid(row));
            return index < 0 ? std::nullopt : std::optional(people->at(index));
        },
        [](const Employee &person) { return person.name; },
        [](const Employee &before, const Employee &after) {
            QList<Command> commands;
            Employee profile = after;
            profile.isActive = before.isActive;
            if (profile != before) {
                commands.append(UpdateEmployee{before, profile});
            }
            if (after.isActive != before.isActive) {
                commands.append(SetEmployeeActive{after.uuid, after.isActive});
            }
            return commands;
        });
    addDepartment(*fields, desk);
    addJob(*fields, desk);
    addManager(*fields, desk);
    addState(*fields, desk);
    return fields;
}

void BulkPeople::addDepartment(Fields &fields, const Desk &desk)
{
    BulkField field{Wire::Key::department, tr("Department"), BulkField::Kind::Choice,
                    PeopleTableModel::Department, true};
    QList<Department> departments = desk.people.knownDepartments();
    std::ranges::sort(departments, [](const Department &a, const Department &b) {
        return a.name.localeAwareCompare(b.name) < 0;
    });
    QHash<qint64, QString> names;
    for (const Department &department : std::as_const(departments)) {
        field.choices.append({department.name, department.id.value()});
        names.insert(department.id.value(), department.name);
    }
    fields.add(
        field, [](const Employee &person) { return person.department.value_or(QString()); },
        [names](Employee &person, const QVariant &value) {
            person.departmentId.reset();
            person.department.reset();
            if (value.isValid()) {
                person.departmentId = DepartmentId(value.toLongLong());
                person.department = names.value(value.toLongLong());
            }
            return QString();
        });
}

void BulkPeople::addJob(Fields &fields, const Desk &desk)
{
    BulkField field{Wire::Key::jobTitle, tr("Job"), BulkField::Kind::Text,
                    PeopleTableModel::JobTitle, true};
    const auto people = desk.people.people();
    QSet<QString> jobs;
    for (qsizetype index = 0; index < people->size(); ++index) {
        jobs.insert(people->text(index, PeopleSnapshot::Text::JobTitle));
    }
    jobs.remove({});
    field.suggestions = QStringList(jobs.begin(), jobs.end());
    field.suggestions.sort(Qt::CaseInsensitive);
    fields.add(
        field, [](const Employee &person) { return person.jobTitle.value_or(QString()); },
        [](Employee &person, const QVariant &value) {
            const QString job = value.toString();
            if (const auto broken = checkText(job, Limits::ShortTextMax)) {
                return ErrorPresenter::ruleText(*broken, 0, Limits::ShortTextMax);
            }
            person.jobTitle = job.isEmpty() ? std::nullopt : std::optional(job);
            return QString();
        });
}

void BulkPeople::addManager(Fields &fields, const Desk &desk)
{
    const auto people = desk.people.people();
    const BulkField field{Wire::Key::managerId, tr("Manager"), BulkField::Kind::Person, -1, true};
    fields.add(
        field, [people](const Employee &person) { return nameOf(*people, person.managerId); },
        [people](Employee &person, const QVariant &value) {
            if (!value.isValid()) {
                person.managerId.reset();
                return QString();
            }
            const UserId manager(value.toLongLong());
            if (manager == person.id) {
                return tr("Nobody is the own manager.");
            }
            if (isAbove(*people, person.id, manager)) {
                return tr("%1 reports to %2 already.").arg(nameOf(*people, manager), person.name);
            }
            person.managerId = manager;
            return QString();
        });
}

void BulkPeople::addState(Fields &fields, const Desk &desk)
{
    BulkField field{Wire::Key::isActive, tr("Status"), BulkField::Kind::Choice,
                    PeopleTableModel::State};
    field.choices = {{tr("Active"), true}, {tr("Inactive"), false}};
    const auto self = desk.session.person();
    const UserUuid own = self ? self->uuid : UserUuid();
    fields.add(
        field,
        [](const Employee &person) { return person.isActive ? tr("Active") : tr("Inactive"); },
        [own](Employee &person, const QVariant &value) {
            if (!value.toBool() && person.uuid == own) {
                return tr("Nobody deactivates oneself together with others.");
            }
            person.isActive = value.toBool();
            return QString();
        });
}

} // namespace EvalTrack
