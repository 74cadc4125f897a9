// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/loopcontext.h"

namespace EvalTrack::Server {

/// How the server is: for load balancers, for the administrator, for Prometheus.
class HealthController
{
public:
    explicit HealthController(const LoopContext &context);

    [[nodiscard]] Response health(const Request &request) const;
    [[nodiscard]] Response ready(const Request &request) const;
    [[nodiscard]] Response status(const Request &request) const;
    [[nodiscard]] Response metrics(const Request &request) const;

private:
    LoopContext m_context;
};

} // namespace EvalTrack::Server
