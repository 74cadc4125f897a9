// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/mutations.h"
#include "http/request.h"
#include "http/response.h"
#include "legacy/legacyruns.h"
#include "services/legacyrunservice.h"

#include <QThreadPool>

#include <memory>

namespace EvalTrack::Server {

/// /legacy/sources and /legacy/runs: the move from v1, started and watched from the client. The two
/// addresses of a body are used and forgotten: not kept, not logged, not answered.
class LegacyRunController
{
public:
    LegacyRunController(const LoopContext &context, const Mutations &mutations);

    [[nodiscard]] Response sources(const Request &request) const;
    [[nodiscard]] Reply look(const Request &request) const;
    [[nodiscard]] Response list(const Request &request) const;
    [[nodiscard]] Response get(const Request &request) const;
    /// Answered once v1 was opened; what is wrong with it is a 400 that names the field.
    [[nodiscard]] Reply start(const Request &request) const;
    [[nodiscard]] Response cancel(const Request &request) const;
    [[nodiscard]] Response report(const Request &request) const;

private:
    [[nodiscard]] Response begin(const Request &request, const LegacyRuns::Order &order) const;
    [[nodiscard]] Response answerRun(int status, LegacyRun run) const;

    const LoopContext &m_context;
    Mutations m_mutations;
    LegacyRunService m_service;
    std::shared_ptr<QThreadPool> m_pool; ///< Waits for v1, so that the loop need not.
};

} // namespace EvalTrack::Server
