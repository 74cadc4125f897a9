// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/command.h"

#include <optional>

namespace EvalTrack {

/// What becomes of a refused command when somebody edits the same record again: one command that
/// stands for both, so that the tray does not keep what was put right. Nullopt when the new edit is
/// another matter: it touches no field of the refused one, which then waits on for its own
/// decision. A record whose creation was refused is unknown to the server: every edit of it goes
/// into the creation. Pure.
[[nodiscard]] std::optional<Command> correctedBy(const Command &refused, const Command &edit);

} // namespace EvalTrack
