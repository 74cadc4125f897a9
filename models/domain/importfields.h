// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace EvalTrack {

/// What the rows of an imported table are. The order is that of their wire names
/// (wire/importcodec.h).
enum class ImportKind { People, Departments, Events, Attendances, Accounts };

/// What a column of an imported table can say. Only some belong to a kind: fieldsOf(). New ones are
/// put last: mappings are remembered by these numbers.
enum class ImportField {
    RecordId, ///< The UUID of the record that a row is of; of an attendance: of its event.
    FullName,
    FirstName,
    LastName,
    Email,
    NationalId,
    BadgeCode,
    Phone,
    BirthDate,
    JobTitle,
    DepartmentName, ///< By its name; one that is not there yet is made.
    Manager,        ///< By national id, badge code, e-mail or name.
    HireDate,
    ContractUntil,
    LeftOn,
    IsActive,
    Role,
    Title,
    Description,
    StartDate, ///< A day, or a day with a time.
    StartTime,
    Duration, ///< Minutes, or hours and minutes.
    Location,
    EventType,
    Seats,
    Zone,
    RegistrationKind,
    Questions,  ///< One a line, or parted by "|".
    EventTitle, ///< By its UUID or its title, with StartDate where several have it.
    Person,     ///< By national id, badge code, e-mail or name.
    Status,
    AttendedDate,
    AttendedTime,
    Notes,            ///< Of people what HR notes, of attendances what is said of that one.
    Password,         ///< The first one of a new account.
    ParentDepartment, ///< By its name; it may be new in the same file.
    Head,             ///< Of a department, as Manager.
};

/// In the order in which an export writes them.
[[nodiscard]] QList<ImportField> fieldsOf(ImportKind kind);

/// The field that a heading names, in whichever of our languages and however it is usually written;
/// nothing for a heading that nobody knows.
[[nodiscard]] std::optional<ImportField> fieldNamed(ImportKind kind, const QString &heading);

/// What each column of a sheet says; nothing for one that is left out.
using ImportMapping = QList<std::optional<ImportField>>;

/// By the headings; of two columns that say the same the first is taken.
[[nodiscard]] ImportMapping proposedMapping(ImportKind kind, const QStringList &headings);

} // namespace EvalTrack
