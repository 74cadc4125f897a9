// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/mutations.h"
#include "services/evaluationservice.h"
#include "storage/repositories/feedrepository.h"

namespace EvalTrack::Server {

/// /evaluations
class EvaluationController
{
public:
    EvaluationController(const LoopContext &context, const Mutations &mutations);

    [[nodiscard]] Response list(const Request &request) const;
    [[nodiscard]] Response get(const Request &request) const;
    [[nodiscard]] Response report(const Request &request) const;
    [[nodiscard]] Response create(const Request &request) const;
    [[nodiscard]] Response answer(const Request &request) const;
    [[nodiscard]] Response grade(const Request &request) const;
    [[nodiscard]] Response comment(const Request &request) const;
    [[nodiscard]] Response remove(const Request &request) const;

private:
    [[nodiscard]] Result<Response> show(const Caller &caller, EvaluationId id) const;

    Mutations m_mutations;
    EvaluationService m_service;
    FeedRepository m_feed;
};

} // namespace EvalTrack::Server
