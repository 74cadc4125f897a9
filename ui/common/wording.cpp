// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/wording.h"

#include "common/errorpresenter.h"

namespace EvalTrack {

QString Wording::role(Role role)
{
    switch (role) {
    case Role::Admin:
        return tr("Administrator");
    case Role::HumanResources:
        return tr("Human resources");
    case Role::Employee:
        return tr("Employee");
    case Role::Station:
        return tr("Capture station");
    }
    return {};
}

QString Wording::attendance(AttendanceStatus status)
{
    switch (status) {
    case AttendanceStatus::Pending:
        return tr("Pending", "attendance");
    case AttendanceStatus::Confirmed:
        return tr("Confirmed", "attendance");
    case AttendanceStatus::Cancelled:
        return tr("Cancelled", "attendance");
    }
    return {};
}

QString Wording::evaluation(EvaluationStatus status)
{
    switch (status) {
    case EvaluationStatus::Pending:
        return tr("To answer", "evaluation");
    case EvaluationStatus::Submitted:
        return tr("To grade", "evaluation");
    case EvaluationStatus::Graded:
        return tr("Graded", "evaluation");
    }
    return {};
}

QString Wording::inactiveEvent()
{
    return tr("Inactive event");
}

QString Wording::phase(EventPhase phase)
{
    switch (phase) {
    case EventPhase::Inactive:
        return tr("Inactive", "event");
    case EventPhase::Upcoming:
        return tr("Upcoming", "event");
    case EventPhase::Running:
        return tr("In progress", "event");
    case EventPhase::Finished:
        return tr("Finished", "event");
    }
    return {};
}

QString Wording::registration(Registration registration)
{
    switch (registration) {
    case Registration::Open:
        return tr("Open: people register themselves");
    case Registration::Everyone:
        return tr("Everyone: all active employees are registered");
    }
    return {};
}

QString Wording::command(const OutboxItem &item)
{
    if (!item.command) {
        return tr("Attendance captured");
    }
    switch (*item.command) {
    case CommandKind::CreateEmployee:
        return tr("New person");
    case CommandKind::UpdateEmployee:
        return tr("Profile changed");
    case CommandKind::SetEmployeeActive:
        return tr("Person activated or deactivated");
    case CommandKind::CreateEvent:
        return tr("New event");
    case CommandKind::UpdateEvent:
        return tr("Event changed");
    case CommandKind::SetEventActive:
        return tr("Event activated or deactivated");
    case CommandKind::RegisterSelf:
        return tr("Registration for an event");
    case CommandKind::UpdateAttendance:
        return tr("Attendance changed");
    case CommandKind::ConfirmOwnAttendance:
        return tr("Confirmation of my attendance");
    case CommandKind::RemoveAttendance:
        return tr("Attendance removed");
    case CommandKind::AnswerEvaluation:
        return tr("Evaluation answered");
    case CommandKind::GradeEvaluation:
        return tr("Evaluation graded");
    case CommandKind::CommentEvaluation:
        return tr("Evaluation commented");
    case CommandKind::CreateDepartment:
        return tr("New department");
    case CommandKind::UpdateDepartment:
        return tr("Department changed");
    case CommandKind::RemoveDepartment:
        return tr("Department removed");
    }
    return {};
}

QString Wording::outbox(OutboxState state)
{
    switch (state) {
    case OutboxState::Queued:
        return tr("Waiting");
    case OutboxState::Sent:
        return tr("Being sent");
    case OutboxState::Acknowledged:
        return tr("Received");
    case OutboxState::Rejected:
        return tr("Refused");
    case OutboxState::Conflict:
        return tr("Conflict");
    case OutboxState::Review:
        return tr("To review");
    case OutboxState::Discarded:
        return tr("Discarded");
    }
    return {};
}

QString Wording::review(const QString &reason)
{
    // As CaptureService and captureDerivation of the server say it; one of a newer server is better
    // left out than shown in English.
    const QHash<QString, QString> known = {
        {u"unknown event"_qs, tr("The server does not know this event.")},
        {u"unknown person"_qs, tr("The server does not know this person.")},
        {u"unknown code"_qs, tr("Nobody has this code.")},
        {u"not permitted"_qs, tr("Only human resources may record the attendance of others.")},
        {u"inactive event"_qs, tr("The event is not active.")},
        {u"inactive person"_qs, tr("This person is not active.")},
        {u"event full"_qs, tr("Overbooked: let in where no seat was left.")},
        {u"waiting for a seat"_qs, tr("On the waiting list: no seat was left.")},
        {u"left without arriving"_qs, tr("Left without a recorded arrival.")},
        {u"clock ahead"_qs, tr("The clock of the computer that recorded it was ahead.")},
        {u"clock behind"_qs, tr("The clock of the computer that recorded it was behind.")},
        {u"dismissed"_qs, tr("Somebody decided that it does not count.")},
        {u"attendance cancelled"_qs, tr("The registration had been cancelled.")},
        {u"outside event time"_qs, tr("It was recorded outside the time of the event.")},
        {u"event is over"_qs, tr("It reached the server after the event was over.")},
    };
    return known.value(reason);
}

QString Wording::review(ReviewState state)
{
    switch (state) {
    case ReviewState::Open:
        return tr("To decide");
    case ReviewState::Accepted:
        return tr("Accepted");
    case ReviewState::Attached:
        return tr("Attached");
    case ReviewState::Dismissed:
        return tr("Rejected");
    }
    return {};
}

QString Wording::flag(CaptureFlag flag)
{
    switch (flag) {
    case CaptureFlag::ClockAhead:
        return tr("The clock of the device was ahead of the server's.");
    case CaptureFlag::ClockBehind:
        return tr("The clock of the device was behind the server's.");
    case CaptureFlag::Restarted:
        return tr("The device was restarted and had not seen the server since.");
    case CaptureFlag::SequenceGap:
        return tr("The record before it has not arrived: one may be missing.");
    case CaptureFlag::Cloned:
        return tr("Two records bear the same number: the device was copied.");
    case CaptureFlag::Late:
        return tr("It reached the server more than a month later.");
    case CaptureFlag::WalkIn:
        return tr("Came without being registered.");
    }
    return {};
}

QString Wording::method(CaptureMethod method)
{
    switch (method) {
    case CaptureMethod::Badge:
        return tr("badge");
    case CaptureMethod::Qr:
        return tr("QR code");
    case CaptureMethod::Pin:
        return tr("PIN");
    case CaptureMethod::Manual:
        return tr("typed");
    case CaptureMethod::Self:
        return tr("by the person");
    }
    return {};
}

QString Wording::outcome(const CaptureRecord &record)
{
    if (record.state == ReviewState::Dismissed) {
        return tr("Rejected");
    }
    switch (record.outcome) {
    case CaptureOutcome::Accepted:
        return tr("Counts");
    case CaptureOutcome::Duplicate:
        return tr("Already in");
    case CaptureOutcome::Review:
        return tr("To decide");
    }
    return {};
}

QString Wording::rule(AttendanceRule rule)
{
    switch (rule) {
    case AttendanceRule::NotYet:
        return tr("Registered; neither confirmed nor captured yet.");
    case AttendanceRule::EarliestCapture:
        return tr("The earliest capture that counts decides.");
    case AttendanceRule::ByHand:
        return tr("Confirmed by hand, and no capture is earlier.");
    case AttendanceRule::Corrected:
        return tr("A person corrected the time. Captures do not change it any more.");
    case AttendanceRule::Cancelled:
        return tr("A person cancelled it. What was captured before does not count.");
    case AttendanceRule::WaitsForSeat:
        return tr("Captured without being registered, and the event is full: waits for a seat.");
    case AttendanceRule::NoneCounts:
        return tr("Captured without being registered, and no capture counts any more.");
    }
    return {};
}

QString Wording::step(const QString &action)
{
    const QHash<QString, QString> known = {
        {u"attendance.create"_qs, tr("registered")},
        {u"attendance.update"_qs, tr("changed")},
        {u"attendance.confirm"_qs, tr("confirmed")},
        {u"attendance.delete"_qs, tr("removed")},
        {u"attendance.correct"_qs, tr("time corrected")},
        {u"attendance.uncorrect"_qs, tr("correction taken back")},
        {u"attendance.takeSeat"_qs, tr("got a seat")},
        {u"attendance.loseSeat"_qs, tr("lost the seat to somebody who came earlier")},
        {u"review.accept"_qs, tr("capture accepted")},
        {u"review.attach"_qs, tr("capture attached to the person")},
        {u"review.reject"_qs, tr("capture rejected")},
        {u"review.reopen"_qs, tr("decision taken back")},
    };
    return known.value(action, tr("changed"));
}

QString Wording::deed(const QString &action)
{
    const QHash<QString, QString> known = {
        {u"auth.login"_qs, tr("Signed in")},
        {u"auth.logout"_qs, tr("Signed out")},
        {u"auth.refreshReused"_qs, tr("A session was ended: its key was used twice")},
        {u"user.create"_qs, tr("Created an account")},
        {u"user.update"_qs, tr("Changed an account")},
        {u"user.delete"_qs, tr("Deleted an account")},
        {u"employee.create"_qs, tr("Added a person")},
        {u"employee.update"_qs, tr("Changed a profile")},
        {u"employee.document.add"_qs, tr("Added a document")},
        {u"employee.document.change"_qs, tr("Changed a document")},
        {u"employee.document.remove"_qs, tr("Removed a document")},
        {u"employee.photo.set"_qs, tr("Set a photo")},
        {u"employee.photo.remove"_qs, tr("Removed a photo")},
        {u"employee.pin.set"_qs, tr("Set a PIN")},
        {u"employee.pin.remove"_qs, tr("Took away a PIN")},
        {u"event.create"_qs, tr("Created an event")},
        {u"event.update"_qs, tr("Changed an event")},
        {u"event.activate"_qs, tr("Activated an event")},
        {u"event.deactivate"_qs, tr("Deactivated an event")},
        {u"attendance.create"_qs, tr("Registered for an event")},
        {u"attendance.update"_qs, tr("Changed an attendance")},
        {u"attendance.confirm"_qs, tr("Confirmed an attendance")},
        {u"attendance.delete"_qs, tr("Deleted an attendance")},
        {u"attendance.correct"_qs, tr("Corrected a time")},
        {u"attendance.uncorrect"_qs, tr("Took back a correction")},
        {u"attendance.takeSeat"_qs, tr("Gave a seat")},
        {u"attendance.loseSeat"_qs, tr("Gave a seat to who came earlier")},
        {u"capture.record"_qs, tr("Sent captures")},
        {u"review.accept"_qs, tr("Accepted a capture")},
        {u"review.attach"_qs, tr("Attached a capture to a person")},
        {u"review.reject"_qs, tr("Rejected a capture")},
        {u"review.reopen"_qs, tr("Took back a decision on a capture")},
        {u"evaluation.create"_qs, tr("Began an evaluation")},
        {u"evaluation.update"_qs, tr("Commented on an evaluation")},
        {u"evaluation.answer"_qs, tr("Answered an evaluation")},
        {u"evaluation.grade"_qs, tr("Graded an evaluation")},
        {u"evaluation.delete"_qs, tr("Deleted an evaluation")},
        {u"department.create"_qs, tr("Created a department")},
        {u"department.update"_qs, tr("Changed a department")},
        {u"department.delete"_qs, tr("Removed a department")},
        {u"view.share"_qs, tr("Shared a view of a list")},
        {u"view.withdraw"_qs, tr("Stopped sharing a view of a list")},
        {u"import.carryOut"_qs, tr("Imported a table")},
        {u"import.undo"_qs, tr("Took an import back")},
        {u"legacy.run"_qs, tr("Started a run of the move from v1")},
        {u"legacy.cancel"_qs, tr("Cancelled a run of the move from v1")},
        {u"legacy.decide"_qs, tr("Decided on a row of v1")},
        {u"legacy.reopen"_qs, tr("Took back a decision on a row of v1")},
        {u"device.create"_qs, tr("Created a capture station")},
        {u"device.update"_qs, tr("Changed a capture station")},
        {u"device.enrol"_qs, tr("Began to work as a capture station")},
        {u"device.code"_qs, tr("Made a code for a capture station")},
        {u"device.revoke"_qs, tr("Switched off a capture station")},
        {u"device.readmit"_qs, tr("Switched on a capture station")},
    };
    return known.value(action, action);
}

QString Wording::field(const QString &wireName)
{
    const QHash<QString, QString> known = {
        {u"name"_qs, tr("Name")},
        {u"firstName"_qs, tr("First name")},
        {u"lastName"_qs, tr("Last name")},
        {u"email"_qs, tr("E-mail")},
        {u"nationalId"_qs, tr("National ID")},
        {u"badgeCode"_qs, tr("Badge code")},
        {u"phone"_qs, tr("Phone")},
        {u"birthDate"_qs, tr("Date of birth")},
        {u"hireDate"_qs, tr("Hired on")},
        {u"contractUntil"_qs, tr("Contract until")},
        {u"leftOn"_qs, tr("Left on")},
        {u"jobTitle"_qs, tr("Job")},
        {u"department"_qs, tr("Department")},
        {u"departmentId"_qs, tr("Department")},
        {u"managerId"_qs, tr("Manager")},
        {u"headId"_qs, tr("Head")},
        {u"parentId"_qs, tr("Under")},
        {u"isActive"_qs, tr("Active")},
        {u"title"_qs, tr("Title")},
        {u"description"_qs, tr("Description")},
        {u"date"_qs, tr("Date and time")},
        {u"duration"_qs, tr("Duration")},
        {u"zone"_qs, tr("Time zone")},
        {u"location"_qs, tr("Place")},
        {u"type"_qs, tr("Type")},
        {u"maxAttendees"_qs, tr("Seats")},
        {u"registration"_qs, tr("Registration")},
        {u"preguntas"_qs, tr("Questions")},
        {u"questions"_qs, tr("Questions")},
        {u"status"_qs, tr("Status")},
        {u"notes"_qs, tr("Note")},
        {u"score"_qs, tr("Score")},
        {u"feedback"_qs, tr("Comment")},
        {u"answers"_qs, tr("Answers")},
        {u"role"_qs, tr("Role")},
        {u"password"_qs, tr("Password")},
    };
    return known.value(wireName, wireName);
}

QString Wording::fields(const QStringList &wireNames)
{
    QStringList words;
    for (const QString &each : wireNames) {
        words.append(field(each));
    }
    words.removeDuplicates();
    return words.join(u", ");
}

Tone Wording::tone(AttendanceStatus status)
{
    switch (status) {
    case AttendanceStatus::Pending:
        return Tone::Warning;
    case AttendanceStatus::Confirmed:
        return Tone::Success;
    case AttendanceStatus::Cancelled:
        return Tone::Neutral;
    }
    return Tone::Neutral;
}

Tone Wording::tone(EvaluationStatus status)
{
    switch (status) {
    case EvaluationStatus::Pending:
        return Tone::Neutral;
    case EvaluationStatus::Submitted:
        return Tone::Warning;
    case EvaluationStatus::Graded:
        return Tone::Success;
    }
    return Tone::Neutral;
}

Tone Wording::tone(EventPhase phase)
{
    switch (phase) {
    case EventPhase::Inactive:
        return Tone::Neutral;
    case EventPhase::Upcoming:
        return Tone::Info;
    case EventPhase::Running:
        return Tone::Success;
    case EventPhase::Finished:
        return Tone::Neutral;
    }
    return Tone::Neutral;
}

Tone Wording::tone(OutboxState state)
{
    switch (state) {
    case OutboxState::Queued:
    case OutboxState::Sent:
        return Tone::Info;
    case OutboxState::Acknowledged:
        return Tone::Success;
    case OutboxState::Rejected:
        return Tone::Danger;
    case OutboxState::Conflict:
    case OutboxState::Review:
        return Tone::Warning;
    case OutboxState::Discarded:
        break;
    }
    return Tone::Neutral;
}

Tone Wording::tone(ReviewState state)
{
    switch (state) {
    case ReviewState::Open:
        return Tone::Warning;
    case ReviewState::Accepted:
    case ReviewState::Attached:
        return Tone::Success;
    case ReviewState::Dismissed:
        return Tone::Neutral;
    }
    return Tone::Neutral;
}

Tone Wording::tone(const CaptureRecord &record)
{
    if (record.state == ReviewState::Dismissed) {
        return Tone::Neutral;
    }
    switch (record.outcome) {
    case CaptureOutcome::Accepted:
        return Tone::Success;
    case CaptureOutcome::Duplicate:
        return Tone::Neutral;
    case CaptureOutcome::Review:
        return Tone::Warning;
    }
    return Tone::Neutral;
}

QString Wording::saved(const SyncStatus &sync)
{
    return sync.isOnline()
               ? tr("Saved.")
               : tr("Saved on this computer. It is sent when there is a connection again.");
}

QString Wording::refusal(const OutboxItem &item)
{
    if (!item.reason) {
        return {};
    }
    const ErrorCode code = item.reason->code;
    const bool isTaken = code == ErrorCode::Conflict;
    switch (item.command.value_or(CommandKind::RemoveAttendance)) {
    case CommandKind::CreateEmployee:
    case CommandKind::UpdateEmployee:
        if (isTaken) {
            return tr("Somebody else has this e-mail, national ID or badge code.");
        }
        break;
    case CommandKind::RegisterSelf:
        if (isTaken) {
            return tr("You are registered already, or no seat is left.");
        }
        break;
    case CommandKind::ConfirmOwnAttendance:
        if (code == ErrorCode::Forbidden) {
            return tr("It can be confirmed only while the event is in progress.");
        }
        break;
    case CommandKind::GradeEvaluation:
        if (isTaken) {
            return tr("Somebody else has graded it already.");
        }
        break;
    case CommandKind::CreateDepartment:
    case CommandKind::UpdateDepartment:
        if (isTaken) {
            return tr("Another department has this name.");
        }
        break;
    case CommandKind::RemoveDepartment:
        if (isTaken) {
            return tr("Somebody is in it by now, and nothing was said about where to.");
        }
        break;
    case CommandKind::SetEmployeeActive:
    case CommandKind::CreateEvent:
    case CommandKind::UpdateEvent:
    case CommandKind::SetEventActive:
    case CommandKind::UpdateAttendance:
    case CommandKind::RemoveAttendance:
    case CommandKind::AnswerEvaluation:
    case CommandKind::CommentEvaluation:
        break;
    }
    return ErrorPresenter::words(*item.reason).text;
}

} // namespace EvalTrack
