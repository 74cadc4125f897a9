// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/stores.h"

#include <QCoreApplication>

namespace EvalTrack {

/// What is told of an attendance beside its note, a line each: event, registration, arrival,
/// leaving, and whether the server knows. Pure.
class AttendanceFacts
{
    Q_DECLARE_TR_FUNCTIONS(AttendanceFacts)
public:
    [[nodiscard]] static QString of(const AttendanceRow &row);
};

} // namespace EvalTrack
