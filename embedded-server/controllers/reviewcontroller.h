// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/mutations.h"
#include "services/reviewservice.h"

namespace EvalTrack::Server {

/// /reviews: captures that a person looks at, and the decisions.
class ReviewController
{
public:
    ReviewController(const LoopContext &context, const Mutations &mutations);

    /// `state=open` (unless given) or `state=decided`.
    [[nodiscard]] Response list(const Request &request) const;
    [[nodiscard]] Response decide(const Request &request) const;

private:
    Mutations m_mutations;
    ReviewService m_service;
};

} // namespace EvalTrack::Server
