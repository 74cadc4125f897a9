// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/commandeffect.h"

#include "base/overloaded.h"
#include "wire/editablefields.h"

#include <algorithm>

namespace EvalTrack {

namespace {

void putAnswers(Evaluation &evaluation, const AnswerEvaluation &command, Timestamp at)
{
    for (const QuestionResponse &response : command.answers) {
        const auto same = std::find_if(
            evaluation.answers.begin(), evaluation.answers.end(),
            [&response](const Answer &a) { return a.questionId == response.questionId; });
        if (same != evaluation.answers.end()) {
            same->response = response.response;
            continue;
        }
        Answer answer;
        answer.evaluationId = evaluation.id;
        answer.questionId = response.questionId;
        answer.response = response.response;
        answer.createdAt = at;
        answer.updatedAt = at;
        evaluation.answers.append(answer);
    }
}

bool answersAll(const Evaluation &evaluation, const Event &event)
{
    return std::all_of(event.questions.begin(), event.questions.end(),
                       [&evaluation](const Question &question) {
                           return std::any_of(evaluation.answers.begin(), evaluation.answers.end(),
                                              [&question](const Answer &answer) {
                                                  return answer.questionId == question.id &&
                                                         !answer.response.trimmed().isEmpty();
                                              });
                       });
}

} // namespace

CommandSubject subjectOf(const Command &command)
{
    switch (kindOf(command)) {
    case CommandKind::CreateEmployee:
    case CommandKind::UpdateEmployee:
    case CommandKind::SetEmployeeActive:
        return CommandSubject::Person;
    case CommandKind::CreateEvent:
    case CommandKind::UpdateEvent:
    case CommandKind::SetEventActive:
        return CommandSubject::Event;
    case CommandKind::RegisterSelf:
    case CommandKind::UpdateAttendance:
    case CommandKind::ConfirmOwnAttendance:
    case CommandKind::RemoveAttendance:
        return CommandSubject::Attendance;
    case CommandKind::CreateDepartment:
    case CommandKind::UpdateDepartment:
    case CommandKind::RemoveDepartment:
        return CommandSubject::Department;
    case CommandKind::AnswerEvaluation:
    case CommandKind::GradeEvaluation:
    case CommandKind::CommentEvaluation:
        break;
    }
    return CommandSubject::Evaluation;
}

QUuid subjectUuidOf(const Command &command)
{
    return std::visit(Overloaded{
                          [](const CreateEmployee &c) { return c.after.uuid.value(); },
                          [](const UpdateEmployee &c) { return c.after.uuid.value(); },
                          [](const SetEmployeeActive &c) { return c.employee.value(); },
                          [](const CreateEvent &c) { return c.after.uuid.value(); },
                          [](const UpdateEvent &c) { return c.after.uuid.value(); },
                          [](const SetEventActive &c) { return c.event.value(); },
                          [](const UpdateAttendance &c) { return c.after.uuid.value(); },
                          [](const CreateDepartment &c) { return c.after.uuid.value(); },
                          [](const UpdateDepartment &c) { return c.after.uuid.value(); },
                          [](const RemoveDepartment &c) { return c.department.value(); },
                          [](const auto &c) {
                              if constexpr (requires { c.evaluation; }) {
                                  return c.evaluation.value();
                              } else {
                                  return c.attendance.value();
                              }
                          },
                      },
                      command);
}

bool isCreation(const Command &command)
{
    return std::holds_alternative<CreateEmployee>(command) ||
           std::holds_alternative<CreateEvent>(command) ||
           std::holds_alternative<CreateDepartment>(command) ||
           std::holds_alternative<RegisterSelf>(command);
}

void layOver(std::optional<Employee> &employee, const PendingCommand &pending)
{
    if (const auto *create = std::get_if<CreateEmployee>(&pending.command)) {
        if (!employee) {
            employee = create->after;
            employee->createdAt = pending.createdAt;
            employee->updatedAt = pending.createdAt;
        }
    } else if (const auto *update = std::get_if<UpdateEmployee>(&pending.command)) {
        if (employee) {
            EditableFields::apply(*employee,
                                  EditableFields::changed(update->before, update->after));
        }
    } else if (const auto *active = std::get_if<SetEmployeeActive>(&pending.command)) {
        if (employee) {
            employee->isActive = active->isActive;
        }
    }
}

void layOver(std::optional<Event> &event, const PendingCommand &pending)
{
    if (const auto *create = std::get_if<CreateEvent>(&pending.command)) {
        if (!event) {
            event = create->after;
            event->createdAt = pending.createdAt;
            event->updatedAt = pending.createdAt;
        }
    } else if (const auto *update = std::get_if<UpdateEvent>(&pending.command)) {
        if (event) {
            EditableFields::apply(*event, EditableFields::changed(update->before, update->after));
        }
    } else if (const auto *active = std::get_if<SetEventActive>(&pending.command)) {
        if (event) {
            event->isActive = active->isActive;
            event->status = active->isActive ? EventStatus::Active : EventStatus::Inactive;
        }
    }
}

void layOver(std::optional<Department> &department, const PendingCommand &pending)
{
    if (const auto *create = std::get_if<CreateDepartment>(&pending.command)) {
        if (!department) {
            department = create->after;
        }
    } else if (const auto *update = std::get_if<UpdateDepartment>(&pending.command)) {
        if (department) {
            EditableFields::apply(*department,
                                  EditableFields::changed(update->before, update->after));
        }
    } else if (std::holds_alternative<RemoveDepartment>(pending.command)) {
        department.reset();
    }
}

void layOver(std::optional<Attendance> &attendance, const PendingCommand &pending,
             const SignedInPerson &me)
{
    const auto confirm = [&attendance, &pending] {
        attendance->status = AttendanceStatus::Confirmed;
        attendance->attendedAt = attendance->attendedAt.value_or(pending.createdAt);
    };
    if (const auto *registration = std::get_if<RegisterSelf>(&pending.command)) {
        if (!attendance) {
            attendance.emplace();
            attendance->uuid = registration->attendance;
            attendance->eventUuid = registration->event;
            attendance->userUuid = me.uuid;
            attendance->userId = me.id;
            attendance->notes = registration->notes;
            attendance->createdAt = pending.createdAt;
            attendance->updatedAt = pending.createdAt;
        }
    } else if (const auto *update = std::get_if<UpdateAttendance>(&pending.command)) {
        if (attendance) {
            const bool wasConfirmed = attendance->status == AttendanceStatus::Confirmed;
            EditableFields::apply(*attendance,
                                  EditableFields::changed(update->before, update->after));
            if (!wasConfirmed && attendance->status == AttendanceStatus::Confirmed) {
                confirm();
            }
        }
    } else if (std::holds_alternative<ConfirmOwnAttendance>(pending.command)) {
        if (attendance) {
            confirm();
        }
    } else if (std::holds_alternative<RemoveAttendance>(pending.command)) {
        attendance.reset();
    }
}

void layOver(std::optional<Evaluation> &evaluation, const PendingCommand &pending,
             const SignedInPerson &me, const std::optional<Event> &event)
{
    if (!evaluation) {
        return;
    }
    if (const auto *answers = std::get_if<AnswerEvaluation>(&pending.command)) {
        putAnswers(*evaluation, *answers, pending.createdAt);
        const bool isDone = event && !event->questions.isEmpty() && answersAll(*evaluation, *event);
        if (isDone && evaluation->status == EvaluationStatus::Pending) {
            evaluation->status = EvaluationStatus::Submitted;
            evaluation->submittedAt = pending.createdAt;
        }
    } else if (const auto *grade = std::get_if<GradeEvaluation>(&pending.command)) {
        evaluation->status = EvaluationStatus::Graded;
        evaluation->score = grade->score;
        evaluation->feedback = grade->feedback ? grade->feedback : evaluation->feedback;
        evaluation->graderId = me.id;
        evaluation->gradedAt = pending.createdAt;
    } else if (const auto *comment = std::get_if<CommentEvaluation>(&pending.command)) {
        evaluation->feedback = comment->feedback;
    }
}

} // namespace EvalTrack
