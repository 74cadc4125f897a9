// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/employee.h"

namespace EvalTrack {

/// A name that nobody typed follows its parts, as on the server.
[[nodiscard]] inline Employee withNameOfParts(Employee employee, const Employee &before)
{
    const bool partsChanged =
        employee.firstName != before.firstName || employee.lastName != before.lastName;
    if (partsChanged && employee.name == before.name) {
        employee.name = QString(employee.firstName + u' ' + employee.lastName).simplified();
    }
    return employee;
}

} // namespace EvalTrack
