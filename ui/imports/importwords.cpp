// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/importwords.h"

#include "common/formats.h"
#include "common/wording.h"

namespace EvalTrack {

QString ImportWords::kind(ImportKind kind)
{
    switch (kind) {
    case ImportKind::People:
        return tr("People");
    case ImportKind::Departments:
        return tr("Departments");
    case ImportKind::Events:
        return tr("Events");
    case ImportKind::Attendances:
        return tr("Attendance");
    case ImportKind::Accounts:
        return tr("Accounts");
    }
    return {};
}

QString ImportWords::field(ImportField field)
{
    switch (field) {
    case ImportField::RecordId:
        return tr("EvalTrack id");
    case ImportField::FullName:
        return tr("Full name");
    case ImportField::FirstName:
        return tr("First name");
    case ImportField::LastName:
        return tr("Last name");
    case ImportField::Email:
        return tr("E-mail");
    case ImportField::NationalId:
        return tr("National ID");
    case ImportField::BadgeCode:
        return tr("Badge code");
    case ImportField::Phone:
        return tr("Phone");
    case ImportField::BirthDate:
        return tr("Birth date");
    case ImportField::JobTitle:
        return tr("Job title");
    case ImportField::DepartmentName:
        return tr("Department");
    case ImportField::Manager:
        return tr("Manager");
    case ImportField::HireDate:
        return tr("Hire date");
    case ImportField::ContractUntil:
        return tr("Contract until");
    case ImportField::LeftOn:
        return tr("Left on");
    case ImportField::IsActive:
        return tr("Active");
    case ImportField::Role:
        return tr("Role");
    case ImportField::Title:
        return tr("Title");
    case ImportField::Description:
        return tr("Description");
    case ImportField::StartDate:
        return tr("Date");
    case ImportField::StartTime:
        return tr("Time");
    case ImportField::Duration:
        return tr("Duration");
    case ImportField::Location:
        return tr("Location");
    case ImportField::EventType:
        return tr("Type");
    case ImportField::Seats:
        return tr("Seats");
    case ImportField::Zone:
        return tr("Time zone");
    case ImportField::RegistrationKind:
        return tr("Registration");
    case ImportField::Questions:
        return tr("Questions");
    case ImportField::EventTitle:
        return tr("Event");
    case ImportField::Person:
        return tr("Person");
    case ImportField::Status:
        return tr("Status");
    case ImportField::AttendedDate:
        return tr("Day of attendance");
    case ImportField::AttendedTime:
        return tr("Time of attendance");
    case ImportField::Notes:
        return tr("Notes");
    case ImportField::Password:
        return tr("First password");
    case ImportField::ParentDepartment:
        return tr("Parent department");
    case ImportField::Head:
        return tr("Head");
    }
    return {};
}

QString ImportWords::verdict(ImportVerdict verdict)
{
    switch (verdict) {
    case ImportVerdict::Create:
        return tr("New");
    case ImportVerdict::Change:
        return tr("Changes");
    case ImportVerdict::Same:
        return tr("No change");
    case ImportVerdict::Wrong:
        return tr("To correct");
    }
    return {};
}

Tone ImportWords::tone(ImportVerdict verdict)
{
    switch (verdict) {
    case ImportVerdict::Create:
        return Tone::Success;
    case ImportVerdict::Change:
        return Tone::Info;
    case ImportVerdict::Same:
        return Tone::Neutral;
    case ImportVerdict::Wrong:
        return Tone::Danger;
    }
    return Tone::Neutral;
}

QString ImportWords::issue(const ImportIssue &issue, std::optional<ImportField> column)
{
    const QString name = column ? field(*column) : QString();
    switch (issue.trouble) {
    case ImportTrouble::Missing:
        return name.isEmpty() ? tr("Something that is needed is missing.")
                              : tr("%1 is missing. Fill it in.").arg(name);
    case ImportTrouble::TooShort:
        return column == ImportField::Password
                   ? tr("A password has %1 characters or more.").arg(issue.detail)
                   : tr("%1 is too short.").arg(name);
    case ImportTrouble::TooLong:
        return tr("%1 is longer than %2 characters.").arg(name, issue.detail);
    case ImportTrouble::NotText:
        return tr("%1 has characters that are not text.").arg(name);
    case ImportTrouble::NotAnEmail:
        return tr("This is not an e-mail address.");
    case ImportTrouble::NotADay:
        return tr("There is no such date. Write one like 2026-04-30 or 30/04/2026.");
    case ImportTrouble::NotATime:
        return tr("This is not a time. Write it like 14:30.");
    case ImportTrouble::NotYesOrNo:
        return tr("Write yes or no.");
    case ImportTrouble::NotANumber:
        return tr("This is not a whole number.");
    case ImportTrouble::OutOfRange:
        if (column == ImportField::Duration) {
            return tr("A duration is between 15 minutes and 8 hours.");
        }
        if (column == ImportField::BirthDate) {
            return tr("Nobody was born on that day. Look at the year.");
        }
        return tr("%1 cannot be this.").arg(name);
    case ImportTrouble::NotAChoice:
        if (column == ImportField::Role) {
            return tr("Write “Administrator”, “Human resources” or “Employee”.");
        }
        return column == ImportField::RegistrationKind
                   ? tr("Write “Everyone” or “Open”.")
                   : tr("Write “Pending”, “Confirmed” or “Cancelled”.");
    case ImportTrouble::NotAZone:
        return tr("This is no time zone. Write its name like America/Lima.");
    case ImportTrouble::SkippedTime:
        return tr("Clocks there skip this time on that day.");
    case ImportTrouble::Doubled:
        return issue.column < 0
                   ? tr("Line %1 is of the same record. Keep one of them.").arg(issue.detail)
                   : tr("Line %1 has the same %2. Each may be there once.").arg(issue.detail, name);
    case ImportTrouble::Taken:
        return tr("This is %2's %1.").arg(name, issue.detail);
    case ImportTrouble::SeveralMatch:
        return tr("More than one is called that. Write the national id, the e-mail or the id "
                  "instead.");
    case ImportTrouble::NotFound:
        return column == ImportField::RecordId
                   ? tr("There is no record with this id. Clear the cell to make a new one.")
                   : tr("There is none of that name.");
    case ImportTrouble::OwnManager:
        return tr("Nobody reports to themselves.");
    case ImportTrouble::BeforeHiring:
        return tr("This day is before the person was hired.");
    case ImportTrouble::BelowItself:
        return tr("A department cannot be part of itself, nor of one below it.");
    case ImportTrouble::NotNewAccount:
        return tr("This account exists already. Passwords are set here for new ones alone.");
    case ImportTrouble::Fault:
        return tr("The workbook shows the error %1 here.").arg(issue.detail);
    case ImportTrouble::NotSent:
        return tr("This record waits to be sent. Import again once it is.");
    case ImportTrouble::NewDepartment:
        return tr("The department “%1” is new and will be made.").arg(issue.detail);
    }
    return {};
}

QString ImportWords::flaw(SheetFlaw flaw)
{
    switch (flaw) {
    case SheetFlaw::Unreadable:
        return tr("The file cannot be read. Look whether it is still there and not open in another "
                  "program.");
    case SheetFlaw::TooLarge:
        return tr("The file is larger than 64 MB. Divide it into several.");
    case SheetFlaw::TooManyRows:
        return tr("The file has more than %1 rows. Divide it into several.")
            .arg(Formats::number(ImportLimits::Rows));
    case SheetFlaw::TooManyColumns:
        return tr("The table has more than %1 columns. Leave out those that are not needed.")
            .arg(Formats::number(ImportLimits::Columns));
    case SheetFlaw::Empty:
        return tr("There are no rows below the headings.");
    case SheetFlaw::NotATable:
        return tr("This file is not a table, whatever its name says. Choose a CSV file or an Excel "
                  "workbook (.xlsx).");
    case SheetFlaw::OldWorkbook:
        return tr("This workbook is in an old format, or has a password. Save it as .xlsx, without "
                  "a password.");
    case SheetFlaw::Damaged:
        return tr("The workbook is damaged. Open it in your spreadsheet program and save it "
                  "again.");
    case SheetFlaw::Cancelled:
        break;
    }
    return {};
}

QString ImportWords::refused(const RefusedLine &line)
{
    if (line.message.contains(u"meanwhile"_qs)) {
        return tr("Line %1: somebody changed the record meanwhile. Choose the file again.")
            .arg(line.line);
    }
    if (line.message.contains(u"is gone"_qs)) {
        return tr("Line %1: the record is gone. Choose the file again.").arg(line.line);
    }
    if (line.message.contains(u"fewer seats"_qs)) {
        return tr("Line %1: the event has fewer seats.").arg(line.line);
    }
    return line.field.isEmpty()
               ? tr("Line %1: %2").arg(line.line).arg(line.message)
               : tr("Line %1, %2: %3").arg(QString::number(line.line), line.field, line.message);
}

QString ImportWords::encoding(const QString &name)
{
    return name.isEmpty() ? tr("Encoding: found out") : name;
}

ExportWords ImportWords::exported(ImportKind kind)
{
    ExportWords words{{},
                      tr("Yes"),
                      tr("No"),
                      tr("Everyone"),
                      tr("Open", "registration"),
                      tr("Pending"),
                      tr("Confirmed"),
                      tr("Cancelled"),
                      Wording::role(Role::Admin),
                      Wording::role(Role::HumanResources),
                      Wording::role(Role::Employee)};
    for (const ImportField each : fieldsOf(kind)) {
        words.headings.append(field(each));
    }
    return words;
}

} // namespace EvalTrack
