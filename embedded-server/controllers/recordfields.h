// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/employeeservice.h"
#include "services/eventservice.h"
#include "wire/fieldreader.h"

/// The fields of records, read alike whether one is sent or a whole table of them is imported.
namespace EvalTrack::Server {

[[nodiscard]] EmployeeService::Change readEmployeeFields(Wire::FieldReader &fields);
/// Refuses a new profile that has no name.
void checkIsNamed(Wire::FieldReader &fields, const EmployeeService::Change &change);
/// `presence` is that of title, date and duration.
[[nodiscard]] EventService::Change readEventFields(Wire::FieldReader &fields,
                                                   Wire::Presence presence);

} // namespace EvalTrack::Server
