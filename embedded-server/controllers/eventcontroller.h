// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/mutations.h"
#include "services/attendanceservice.h"
#include "services/checkinservice.h"
#include "services/evaluationservice.h"
#include "services/eventservice.h"
#include "storage/repositories/feedrepository.h"

namespace EvalTrack::Server {

/// /events
class EventController
{
public:
    EventController(const LoopContext &context, const Mutations &mutations);

    [[nodiscard]] Response list(const Request &request) const;
    [[nodiscard]] Response get(const Request &request) const;
    [[nodiscard]] Response create(const Request &request) const;
    [[nodiscard]] Response change(const Request &request) const;
    [[nodiscard]] Response toggle(const Request &request) const;
    [[nodiscard]] Response deactivate(const Request &request) const;
    [[nodiscard]] Response checkInKey(const Request &request) const;

private:
    /// The event with its attendances and evaluations (to those who may not see everybody's only
    /// their own) and questions. Streams what is long.
    [[nodiscard]] Result<Response> show(int status, const Caller &caller, EventId id) const;
    [[nodiscard]] Result<Response> showBriefly(const Caller &caller, EventId id) const;

    Mutations m_mutations;
    EventService m_service;
    FeedRepository m_feed;
    AttendanceService m_attendances;
    EvaluationService m_evaluations;
    CheckInService m_checkIns;
    const Clock &m_clock;
};

} // namespace EvalTrack::Server
