// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apiserver.h"

#include <gtest/gtest.h>

namespace EvalTrack::Test {

/// Compares an answer with tests/data/contract/<name>.json as text, keys in their order. What
/// differs at every run (times, uuids, tokens) is written as its kind. With EVALTRACK_UPDATE_GOLDEN
/// set the files are written anew, to be read before they are committed.
[[nodiscard]] testing::AssertionResult matchesGolden(const ApiAnswer &answer, const char *name);

} // namespace EvalTrack::Test
