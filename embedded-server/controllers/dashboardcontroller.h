// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/loopcontext.h"
#include "services/dashboardservice.h"

namespace EvalTrack::Server {

/// GET /dashboard[?zone=America/Caracas]
class DashboardController
{
public:
    explicit DashboardController(const LoopContext &context);

    [[nodiscard]] Response get(const Request &request) const;

private:
    LoopContext m_context;
    DashboardService m_service;
};

} // namespace EvalTrack::Server
