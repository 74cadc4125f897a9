// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance.h"
#include "domain/department.h"
#include "domain/employee.h"
#include "domain/evaluation.h"
#include "domain/event.h"
#include "domain/user.h"
#include "storage/rows.h"

/// Entities out of rows. Each query of sql/queries selects an entity's columns in the order of the
/// contract (section 2) followed by what we add, so that one function reads them wherever they
/// begin in the row.
namespace EvalTrack::Server::Columns {

constexpr int User = 9;
constexpr int Event = 17;
constexpr int Attendance = 11;
constexpr int Evaluation = 14;
constexpr int Person = 4;
constexpr int Employee = 19;

/// id, name, email, role, is_active, created_at, updated_at, uuid, revision
[[nodiscard]] EvalTrack::User user(const Row &row, int at = 0);
/// id, title, description, date, duration, location, type, max_attendees, status, is_active,
/// created_at, updated_at, creator_id, registration, uuid, revision, zone
[[nodiscard]] EvalTrack::Event event(const Row &row, int at = 0);
/// id, event_id, user_id, status, attended_at, notes, created_at, updated_at, uuid, revision,
/// left_at
[[nodiscard]] EvalTrack::Attendance attendance(const Row &row, int at = 0);
/// id, event_id, user_id, grader_id, status, score, feedback, respuestas, submitted_at, graded_at,
/// created_at, updated_at, uuid, revision
[[nodiscard]] EvalTrack::Evaluation evaluation(const Row &row, int at = 0);
/// id, event_id, text, created_at, updated_at
[[nodiscard]] Question question(const Row &row, int at = 0);
/// id, evaluation_id, question_id, response, created_at, updated_at
[[nodiscard]] Answer answer(const Row &row, int at = 0);
/// id, name, email, role
[[nodiscard]] PersonRef person(const Row &row, int at = 0);
/// The columns of employee_profiles up to revision, then contract_until, left_on and notes.
[[nodiscard]] EvalTrack::Employee employee(const Row &row, int at = 0);

[[nodiscard]] Role role(const Row &row, int column);

} // namespace EvalTrack::Server::Columns
