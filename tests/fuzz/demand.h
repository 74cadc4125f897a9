// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>

namespace EvalTrack::Fuzz {

/// Ends the run when something that must hold for every input does not: the fuzzer then keeps the
/// input.
inline void demand(bool holds, const char *what)
{
    if (!holds) {
        std::fprintf(stderr, "Does not hold: %s\n", what);
        std::abort();
    }
}

} // namespace EvalTrack::Fuzz

/// What libFuzzer calls with every input.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);
