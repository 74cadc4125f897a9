// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/mutations.h"
#include "http/request.h"
#include "http/response.h"
#include "services/legacytrayservice.h"

namespace EvalTrack::Server {

/// /legacy/tray: rows of v1 that wait for a decision.
class LegacyTrayController
{
public:
    LegacyTrayController(const LoopContext &context, const Mutations &mutations);

    /// `state=`: open unless given, or decided. The oldest first.
    [[nodiscard]] Response list(const Request &request) const;
    [[nodiscard]] Response decide(const Request &request) const;

private:
    Mutations m_mutations;
    LegacyTrayService m_service;
};

} // namespace EvalTrack::Server
