// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

namespace EvalTrack {

/// Attendance of everybody or, for an employee, the own one; and the capture screen.
[[nodiscard]] QList<PageEntry> attendancePages();

} // namespace EvalTrack
