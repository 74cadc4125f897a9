// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/attendance.h"
#include "domain/capture.h"
#include "domain/dashboard.h"
#include "domain/department.h"
#include "domain/employee.h"
#include "domain/evaluation.h"
#include "domain/event.h"
#include "domain/user.h"
#include "wire/jsonwriter.h"

#include <QJsonObject>

namespace EvalTrack::Wire {

// Writing. An entity in an answer is: beginObject, its contract members (contract section 2, in
// that order), what the route nests (creator, _count, …), its additions (section 5: at the END),
// endObject. write() is all of it with nothing nested.

void writeContract(JsonWriter &json, const User &user);
void writeAdditions(JsonWriter &json, const User &user);
void write(JsonWriter &json, const User &user);

void writeContract(JsonWriter &json, const Event &event);
void writeAdditions(JsonWriter &json, const Event &event); ///< registration, uuid, revision, zone
void write(JsonWriter &json, const Event &event);

void writeContract(JsonWriter &json, const Attendance &attendance);
void writeAdditions(JsonWriter &json, const Attendance &attendance);
void write(JsonWriter &json, const Attendance &attendance);

void writeContract(JsonWriter &json, const Evaluation &evaluation);
void writeAdditions(JsonWriter &json, const Evaluation &evaluation);
void write(JsonWriter &json, const Evaluation &evaluation);

void write(JsonWriter &json, const Question &question);
void write(JsonWriter &json, const Answer &answer);
void write(JsonWriter &json, const Employee &employee);
void write(JsonWriter &json, const Department &department);
void write(JsonWriter &json, const Dashboard &dashboard);

/// {id, name, email}
void writePerson(JsonWriter &json, const PersonRef &person);
/// {id, name, email, role}
void writePersonWithRole(JsonWriter &json, const PersonRef &person);
/// questions as [{id, text}]
void writeQuestionRefs(JsonWriter &json, const QList<Question> &questions);
/// answers as [{id, questionId, response}]
void writeAnswerRefs(JsonWriter &json, const QList<Answer> &answers);

/// The whole entity as the change feed carries it: write() plus what a local store needs to stand
/// on its own: an event's questions [{id,text}]; eventUuid and userUuid of attendances and
/// evaluations; an evaluation's answers.
/// A department's without `people`.
void writeForFeed(JsonWriter &json, const Department &department);
void writeForFeed(JsonWriter &json, const Event &event);
void writeForFeed(JsonWriter &json, const Attendance &attendance);
void writeForFeed(JsonWriter &json, const Evaluation &evaluation);

void write(JsonWriter &json, const Capture &capture);
/// The members alone.
void writeFields(JsonWriter &json, const CaptureReceipt &receipt);
void write(JsonWriter &json, const CaptureReceipt &receipt);

// Reading what write() and writeForFeed() wrote. Unknown keys are ignored; a missing or mistyped
// one is Validation.

[[nodiscard]] Result<User> parseUser(const QJsonObject &object);
[[nodiscard]] Result<Event> parseEvent(const QJsonObject &object);
[[nodiscard]] Result<Attendance> parseAttendance(const QJsonObject &object);
[[nodiscard]] Result<Evaluation> parseEvaluation(const QJsonObject &object);
[[nodiscard]] Result<Employee> parseEmployee(const QJsonObject &object);
[[nodiscard]] Result<Department> parseDepartment(const QJsonObject &object);
[[nodiscard]] Result<Dashboard> parseDashboard(const QJsonObject &object);
[[nodiscard]] Result<Capture> parseCapture(const QJsonObject &object);
[[nodiscard]] Result<CaptureReceipt> parseCaptureReceipt(const QJsonObject &object);

} // namespace EvalTrack::Wire
