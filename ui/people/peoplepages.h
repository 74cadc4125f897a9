// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

namespace EvalTrack {

/// Everybody, for HR; the own profile, for an employee.
[[nodiscard]] QList<PageEntry> peoplePages();

} // namespace EvalTrack
