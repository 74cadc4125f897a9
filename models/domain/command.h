// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance.h"
#include "domain/department.h"
#include "domain/employee.h"
#include "domain/evaluation.h"
#include "domain/event.h"

#include <QList>
#include <QString>

#include <variant>

namespace EvalTrack {

// What a person can change offline. A command carries the record as it was read (`before`) and as
// it should be (`after`), so that the outbox sends only what differs, and a conflict can be judged
// field by field (base, mine, theirs). Accounts, roles and passwords are no commands: the server
// alone decides them (ports/accounts.h).

/// A new profile; after.uuid is made by whoever makes the command. The person has no login until an
/// administrator gives one.
struct CreateEmployee
{
    Employee after;
};
struct UpdateEmployee
{
    Employee before;
    Employee after;
};
struct SetEmployeeActive
{
    UserUuid employee;
    bool isActive = false;
};
/// after.questions: only the texts count.
struct CreateEvent
{
    Event after;
};
struct UpdateEvent
{
    Event before;
    Event after;
};
struct SetEventActive
{
    EventUuid event;
    bool isActive = false;
};
/// The signed-in person registers for an event.
struct RegisterSelf
{
    EventUuid event;
    AttendanceUuid attendance; ///< Made by whoever makes the command.
    std::optional<QString> notes;
};
/// HR sets status or notes.
struct UpdateAttendance
{
    Attendance before;
    Attendance after;
};
/// The signed-in person says "I was there" (contract: PATCH /attendances/:id/confirm).
struct ConfirmOwnAttendance
{
    AttendanceUuid attendance;
};
struct RemoveAttendance
{
    AttendanceUuid attendance;
};
struct QuestionResponse
{
    QuestionId questionId;
    QString response;

    bool operator==(const QuestionResponse &) const = default;
};
struct AnswerEvaluation
{
    EvaluationUuid evaluation;
    QList<QuestionResponse> answers;
};
struct GradeEvaluation
{
    EvaluationUuid evaluation;
    int score = 0; ///< 1..10
    std::optional<QString> feedback;
};
/// The employee's own comment, until it is graded.
struct CommentEvaluation
{
    EvaluationUuid evaluation;
    QString feedback;
};
/// A new department; after.uuid is made by whoever makes the command.
struct CreateDepartment
{
    Department after;
};
/// Name, head, or which one it is under.
struct UpdateDepartment
{
    Department before;
    Department after;
};
/// Takes a department away: what is below it comes to where it was, and who is in it goes to
/// `moveTo`; without that the server refuses while somebody is in it.
struct RemoveDepartment
{
    DepartmentUuid department;
    std::optional<DepartmentId> moveTo;
};

using Command =
    std::variant<CreateEmployee, UpdateEmployee, SetEmployeeActive, CreateEvent, UpdateEvent,
                 SetEventActive, RegisterSelf, UpdateAttendance, ConfirmOwnAttendance,
                 RemoveAttendance, AnswerEvaluation, GradeEvaluation, CommentEvaluation,
                 CreateDepartment, UpdateDepartment, RemoveDepartment>;

/// The alternatives of Command as names that are stored and shown; same order.
enum class CommandKind {
    CreateEmployee,
    UpdateEmployee,
    SetEmployeeActive,
    CreateEvent,
    UpdateEvent,
    SetEventActive,
    RegisterSelf,
    UpdateAttendance,
    ConfirmOwnAttendance,
    RemoveAttendance,
    AnswerEvaluation,
    GradeEvaluation,
    CommentEvaluation,
    CreateDepartment,
    UpdateDepartment,
    RemoveDepartment,
};

[[nodiscard]] inline CommandKind kindOf(const Command &command)
{
    return static_cast<CommandKind>(command.index());
}

} // namespace EvalTrack
