// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/loopcontext.h"
#include "http/request.h"
#include "http/response.h"
#include "services/activityservice.h"

namespace EvalTrack::Server {

/// /activity: who did what.
class ActivityController
{
public:
    explicit ActivityController(const LoopContext &context);

    /// `since=` and `until=`: from when, and until before when; everything unless given. Newest
    /// first.
    [[nodiscard]] Response list(const Request &request) const;
    /// Of a person's profile and account.
    [[nodiscard]] Response ofPerson(const Request &request) const;

private:
    ActivityService m_service;
};

} // namespace EvalTrack::Server
