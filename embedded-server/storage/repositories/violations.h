// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sqlerror.h"

namespace EvalTrack::Server {

/// A refused statement as clients may hear of it: a violated constraint in the contract's words,
/// and nothing of queries or SQLSTATEs in what a client is shown. Faults keep their detail, which
/// only the log sees.
[[nodiscard]] Error explain(const SqlError &error);

} // namespace EvalTrack::Server
