// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/exportcells.h"

#include "domain/localday.h"

#include <functional>

namespace EvalTrack {

namespace {

ReportCell cellOf(const QString &text)
{
    return text.isEmpty() ? ReportCell() : ReportCell(text);
}

ReportCell cellOf(const std::optional<QString> &text)
{
    return cellOf(text.value_or(QString()));
}

ReportCell cellOf(const std::optional<QDate> &day)
{
    return day ? ReportCell(*day) : ReportCell();
}

ReportCell idCell(const QUuid &uuid)
{
    return uuid.toString(QUuid::WithoutBraces);
}

QString roleIn(Role role, const ExportWords &words)
{
    switch (role) {
    case Role::Admin:
        return words.administrator;
    case Role::HumanResources:
        return words.humanResources;
    case Role::Employee:
    case Role::Station:
        break;
    }
    return words.employee;
}

WallTime shownAt(Timestamp at, const Event &event, const QString &zone)
{
    return wallTime(at, zoneNamed(event.zone.value_or(zone)).value_or(QTimeZone::utc()));
}

template <typename CellOf>
QList<ReportCell> cellsOf(ImportKind kind, CellOf cellOfField)
{
    QList<ReportCell> cells;
    for (const ImportField field : fieldsOf(kind)) {
        cells.append(cellOfField(field));
    }
    return cells;
}

} // namespace

ReportFormat formatOf(ImportField field)
{
    switch (field) {
    case ImportField::BirthDate:
    case ImportField::HireDate:
    case ImportField::ContractUntil:
    case ImportField::LeftOn:
    case ImportField::StartDate:
    case ImportField::AttendedDate:
        return ReportFormat::Date;
    case ImportField::Duration:
    case ImportField::Seats:
        return ReportFormat::Count;
    default:
        break;
    }
    return ReportFormat::Text;
}

QString ExportCells::keyOf(const Employee &person)
{
    if (person.nationalId) {
        return *person.nationalId;
    }
    return person.email.isEmpty() ? person.uuid.value().toString(QUuid::WithoutBraces)
                                  : person.email;
}

QList<ReportCell> ExportCells::of(const Employee &person, const QString &managerKey,
                                  const ExportWords &words)
{
    using enum ImportField;
    return cellsOf(ImportKind::People, [&](ImportField field) -> ReportCell {
        switch (field) {
        case FullName:
            return cellOf(person.name);
        case FirstName:
            return cellOf(person.firstName);
        case LastName:
            return cellOf(person.lastName);
        case Email:
            return cellOf(person.email);
        case NationalId:
            return cellOf(person.nationalId);
        case BadgeCode:
            return cellOf(person.badgeCode);
        case Phone:
            return cellOf(person.phone);
        case BirthDate:
            return cellOf(person.birthDate);
        case JobTitle:
            return cellOf(person.jobTitle);
        case DepartmentName:
            return cellOf(person.department);
        case Manager:
            return cellOf(managerKey);
        case HireDate:
            return cellOf(person.hireDate);
        case ContractUntil:
            return cellOf(person.contractUntil);
        case LeftOn:
            return cellOf(person.leftOn);
        case Notes:
            return cellOf(person.notes);
        case IsActive:
            return person.isActive ? words.yes : words.no;
        case RecordId:
            return idCell(person.uuid.value());
        default:
            return {};
        }
    });
}

QList<ReportCell> ExportCells::of(const Department &department, const QString &parent,
                                  const QString &headKey)
{
    using enum ImportField;
    return cellsOf(ImportKind::Departments, [&](ImportField field) -> ReportCell {
        switch (field) {
        case DepartmentName:
            return cellOf(department.name);
        case ParentDepartment:
            return cellOf(parent);
        case Head:
            return cellOf(headKey);
        case RecordId:
            return idCell(department.uuid.value());
        default:
            return {};
        }
    });
}

QList<ReportCell> ExportCells::of(const User &account, const ExportWords &words)
{
    using enum ImportField;
    return cellsOf(ImportKind::Accounts, [&](ImportField field) -> ReportCell {
        switch (field) {
        case FullName:
            return cellOf(account.name);
        case Email:
            return cellOf(account.email);
        case ImportField::Role:
            return roleIn(account.role, words);
        case IsActive:
            return account.isActive ? words.yes : words.no;
        case RecordId:
            return idCell(account.uuid.value());
        default:
            return {};
        }
    });
}

QList<ReportCell> ExportCells::of(const Event &event, const QString &zone, const ExportWords &words)
{
    using enum ImportField;
    const WallTime begin = shownAt(event.date, event, zone);
    return cellsOf(ImportKind::Events, [&](ImportField field) -> ReportCell {
        switch (field) {
        case Title:
            return cellOf(event.title);
        case StartDate:
            return begin.date;
        case StartTime:
            return begin.time.toString(QStringLiteral("HH:mm"));
        case Zone:
            return cellOf(event.zone);
        case Duration:
            return static_cast<qint64>(event.duration.count());
        case Location:
            return cellOf(event.location);
        case EventType:
            return cellOf(event.type);
        case Seats:
            return event.maxAttendees ? ReportCell(static_cast<qint64>(*event.maxAttendees))
                                      : ReportCell();
        case RegistrationKind:
            return event.registration == Registration::Everyone ? words.everyone : words.open;
        case Description:
            return cellOf(event.description);
        case Questions: {
            QStringList texts;
            for (const Question &question : event.questions) {
                texts.append(question.text);
            }
            return cellOf(texts.join(u'\n'));
        }
        case RecordId:
            return idCell(event.uuid.value());
        default:
            return {};
        }
    });
}

QList<ReportCell> ExportCells::of(const Attendance &attendance, const Event &event,
                                  const QString &personKey, const QString &zone,
                                  const ExportWords &words)
{
    using enum ImportField;
    return cellsOf(ImportKind::Attendances, [&](ImportField field) -> ReportCell {
        switch (field) {
        case EventTitle:
            return cellOf(event.title);
        case StartDate:
            return shownAt(event.date, event, zone).date;
        case Person:
            return cellOf(personKey);
        case Status:
            switch (attendance.status) {
            case AttendanceStatus::Pending:
                return words.pending;
            case AttendanceStatus::Confirmed:
                return words.confirmed;
            case AttendanceStatus::Cancelled:
                return words.cancelled;
            }
            return {};
        case AttendedDate:
            return attendance.attendedAt
                       ? ReportCell(shownAt(*attendance.attendedAt, event, zone).date)
                       : ReportCell();
        case AttendedTime:
            return attendance.attendedAt ? ReportCell(shownAt(*attendance.attendedAt, event, zone)
                                                          .time.toString(QStringLiteral("HH:mm")))
                                         : ReportCell();
        case Notes:
            return cellOf(attendance.notes);
        case RecordId:
            return idCell(event.uuid.value());
        default:
            return {};
        }
    });
}

} // namespace EvalTrack
