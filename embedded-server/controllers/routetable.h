// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/loopcontext.h"
#include "http/route.h"

namespace EvalTrack::Server {

/// Every route of the server, with who may call it. The handlers keep their controllers alive and
/// must be called in the thread of the context's loop.
[[nodiscard]] RouteTable buildRoutes(LoopContext &context);

} // namespace EvalTrack::Server
