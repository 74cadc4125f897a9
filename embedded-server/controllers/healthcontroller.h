// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/loopcontext.h"

namespace EvalTrack::Server {

/// How the server is: for load balancers and for Prometheus.
class HealthController
{
public:
    explicit HealthController(const LoopContext &context);

    [[nodiscard]] Response health(const Request &request) const;
    /// That this event loop turns; PostgreSQL is not asked, so that a server that waits for its
    /// database is not restarted for it.
    [[nodiscard]] Response live(const Request &request) const;
    /// Whether a balancer should send requests here: 503 while the database is away and while the
    /// server drains.
    [[nodiscard]] Response ready(const Request &request) const;
    [[nodiscard]] Response metrics(const Request &request) const;

private:
    LoopContext m_context;
};

} // namespace EvalTrack::Server
