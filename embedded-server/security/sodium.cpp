// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/sodium.h"

#include <sodium.h>

namespace EvalTrack::Server {

void startSodium()
{
    [[maybe_unused]] static const int started = sodium_init();
}

} // namespace EvalTrack::Server
