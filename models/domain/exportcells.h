// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance.h"
#include "domain/department.h"
#include "domain/employee.h"
#include "domain/event.h"
#include "domain/importfields.h"
#include "domain/report.h"
#include "domain/user.h"

namespace EvalTrack {

/// The words of an exported table, in the language of whoever asked.
struct ExportWords
{
    QStringList headings; ///< One a field of fieldsOf().
    QString yes;
    QString no;
    QString everyone; ///< Of a registration.
    QString open;
    QString pending; ///< Of an attendance.
    QString confirmed;
    QString cancelled;
    QString administrator; ///< Of a role.
    QString humanResources;
    QString employee;
};

/// How a column of an exported table is written.
[[nodiscard]] ReportFormat formatOf(ImportField field);

/// Records as rows of a table that an import reads again without finding a change: one cell for
/// each of fieldsOf(). Pure functions. `zone`: the IANA name of this computer's, for events that
/// name none.
namespace ExportCells {

/// What names a person in another's row: national id, else e-mail, else the UUID.
[[nodiscard]] QString keyOf(const Employee &person);
[[nodiscard]] QList<ReportCell> of(const Employee &person, const QString &managerKey,
                                   const ExportWords &words);
/// `parent`: its name; `headKey`: as keyOf().
[[nodiscard]] QList<ReportCell> of(const Department &department, const QString &parent,
                                   const QString &headKey);
/// Without its password, which nobody can read.
[[nodiscard]] QList<ReportCell> of(const User &account, const ExportWords &words);
[[nodiscard]] QList<ReportCell> of(const Event &event, const QString &zone,
                                   const ExportWords &words);
[[nodiscard]] QList<ReportCell> of(const Attendance &attendance, const Event &event,
                                   const QString &personKey, const QString &zone,
                                   const ExportWords &words);

} // namespace ExportCells
} // namespace EvalTrack
