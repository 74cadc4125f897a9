// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/redacted.h"
#include "domain/attendance.h"
#include "domain/department.h"
#include "domain/employee.h"
#include "domain/event.h"
#include "domain/importfields.h"
#include "domain/importvalues.h"
#include "domain/user.h"

#include <QList>
#include <QString>
#include <QUuid>

#include <optional>
#include <variant>

namespace EvalTrack {

/// Why a cell, or a row, cannot be taken as it is.
enum class ImportTrouble {
    Missing,
    TooShort,
    TooLong,
    NotText,
    NotAnEmail,
    NotADay,
    NotATime,
    NotYesOrNo,
    NotANumber,
    OutOfRange,
    NotAChoice, ///< Of a status, a role or a kind of registration.
    NotAZone,
    SkippedTime,  ///< Clocks there never show it.
    Doubled,      ///< Line `detail` of the same file has it.
    Taken,        ///< It is that of `detail`.
    SeveralMatch, ///< More than one record is meant.
    NotFound,
    OwnManager,
    BeforeHiring,  ///< A contract that ends, or a person who left, before the hire date.
    BelowItself,   ///< A department in one that is, or would be, below it.
    NotNewAccount, ///< A password of somebody who has an account.
    Fault,         ///< A workbook's error value.
    NotSent,       ///< Of an exported record that waits to be sent; the server cannot know it yet.
    NewDepartment  ///< No fault: `detail` is to be made.
};

struct ImportIssue
{
    int column = -1; ///< Of the sheet; -1: the row as a whole.
    ImportTrouble trouble = ImportTrouble::Missing;
    QString detail;
    std::optional<QString> proposal; ///< What to write instead.

    [[nodiscard]] bool isFault() const { return trouble != ImportTrouble::NewDepartment; }
    bool operator==(const ImportIssue &) const = default;
};

enum class ImportVerdict { Create, Change, Same, Wrong };

/// A record as it is, unless it is new, and as the row says it.
template <typename Entity>
struct ImportDraft
{
    std::optional<Entity> before;
    Entity after;

    bool operator==(const ImportDraft &) const = default;
};

struct ImportRow
{
    int line = 0;
    ImportVerdict verdict = ImportVerdict::Same;
    QString subject; ///< Whom or what it is of, as lists show it.
    QUuid uuid;      ///< Of the record; of a new one as it will have it.
    QUuid manager;   ///< Where the row names one, or a head: of a person who may be new in the same
                     ///< file.
    QUuid parent;    ///< Of a department that may be new in the same file.
    Redacted<QString> password; ///< The first one of a new account; empty: it has none.
    QList<int> changed;         ///< Columns of the sheet that say something new.
    QList<ImportIssue> issues;
    /// What is to be sent; nothing for rows that are wrong or say nothing new.
    std::variant<std::monostate, ImportDraft<Employee>, ImportDraft<Department>, ImportDraft<Event>,
                 ImportDraft<Attendance>, ImportDraft<User>>
        draft;
};

/// What an import would do: a dry run changes nothing.
struct ImportPlan
{
    ImportKind kind = ImportKind::People;
    ImportMapping mapping;
    QList<ImportRow> rows; ///< One a row of the sheet, in its order.
    int creations = 0;
    int changes = 0;
    int same = 0;
    int wrong = 0;
    QStringList newDepartments;
    ImportValues::DayOrder order = ImportValues::DayOrder::DayFirst;
    bool isOrderGuessed = false; ///< Days fit both orders.
    /// Fields without which nobody knows what a row is of, and no column says any of them.
    QList<ImportField> missingFields;

    [[nodiscard]] bool isClean() const { return wrong == 0 && missingFields.isEmpty(); }
};

} // namespace EvalTrack
