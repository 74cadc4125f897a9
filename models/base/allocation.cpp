// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/allocation.h"

#include <cstdlib> // __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace EvalTrack {

void keepFreedMemory()
{
#ifdef __GLIBC__
    constexpr int Megabyte = 1024 * 1024;
    // Setting one of these fixes the others where they are, too low.
    mallopt(M_MMAP_THRESHOLD, 4 * Megabyte);
    mallopt(M_TRIM_THRESHOLD, 32 * Megabyte);
    mallopt(M_TOP_PAD, Megabyte);
#endif
}

} // namespace EvalTrack
