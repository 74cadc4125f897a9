// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/user.h"

namespace EvalTrack::Server {

class Database;

/// Conflict when `before` is the last administrator who can sign in, and the change would take that
/// away: nobody could give it back. Changes of this kind go one after the other until their
/// transactions end, so that two administrators cannot demote each other at the same moment. Call
/// it with the account locked, before it is changed.
[[nodiscard]] Result<void> keepAnAdministrator(Database &database, const User &before,
                                               Role roleAfter, bool isActiveAfter);

} // namespace EvalTrack::Server
