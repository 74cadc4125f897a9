// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/loopcontext.h"
#include "services/statusservice.h"

namespace EvalTrack::Server {

/// /admin/status and /admin/errors: how the server is and what went wrong on it, for
/// administrators.
class StatusController
{
public:
    explicit StatusController(const LoopContext &context);

    /// 200 without PostgreSQL too, and says so.
    [[nodiscard]] Response status(const Request &request) const;
    /// Newest first.
    [[nodiscard]] Response errors(const Request &request) const;

private:
    LoopContext m_context;
    StatusService m_service;
};

} // namespace EvalTrack::Server
