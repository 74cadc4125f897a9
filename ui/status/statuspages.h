// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

namespace EvalTrack {

[[nodiscard]] QList<PageEntry> statusPages();

} // namespace EvalTrack
