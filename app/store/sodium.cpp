// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sodium.h"

#include <sodium.h>

namespace EvalTrack {

void startSodium()
{
    [[maybe_unused]] static const int started = sodium_init();
}

} // namespace EvalTrack
