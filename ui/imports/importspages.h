// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

namespace EvalTrack {

/// The screens of this folder, for the registry: tables into EvalTrack and out of it.
[[nodiscard]] QList<PageEntry> importsPages();

} // namespace EvalTrack
