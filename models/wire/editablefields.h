// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance.h"
#include "domain/department.h"
#include "domain/employee.h"
#include "domain/event.h"

#include <QJsonObject>

/// The fields that people may change, in wire form, so that "what differs" means the same thing to
/// a request's body, to the local store and to a conflict. Pure functions.
namespace EvalTrack::EditableFields {

[[nodiscard]] QJsonObject of(const Employee &employee);
[[nodiscard]] QJsonObject of(const Event &event);
[[nodiscard]] QJsonObject of(const Attendance &attendance);
[[nodiscard]] QJsonObject of(const Department &department);

/// Sets the fields that `changes` names; what it does not name stays.
void apply(Employee &employee, const QJsonObject &changes);
void apply(Event &event, const QJsonObject &changes);
void apply(Attendance &attendance, const QJsonObject &changes);
void apply(Department &department, const QJsonObject &changes);

/// The members of `after` that `before` has otherwise.
[[nodiscard]] QJsonObject changed(const QJsonObject &before, const QJsonObject &after);
template <typename Entity>
[[nodiscard]] QJsonObject changed(const Entity &before, const Entity &after)
{
    return changed(of(before), of(after));
}

/// What a creation says: nothing is not mentioned.
[[nodiscard]] QJsonObject withoutBlanks(const QJsonObject &fields);

} // namespace EvalTrack::EditableFields
