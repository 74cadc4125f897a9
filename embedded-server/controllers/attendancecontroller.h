// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/mutations.h"
#include "services/attendanceservice.h"
#include "services/checkinservice.h"
#include "storage/repositories/feedrepository.h"

namespace EvalTrack::Server {

/// /attendances
class AttendanceController
{
public:
    AttendanceController(const LoopContext &context, const Mutations &mutations);

    [[nodiscard]] Response list(const Request &request) const;
    [[nodiscard]] Response get(const Request &request) const;
    [[nodiscard]] Response report(const Request &request) const;
    [[nodiscard]] Response create(const Request &request) const;
    [[nodiscard]] Response change(const Request &request) const;
    [[nodiscard]] Response confirm(const Request &request) const;
    [[nodiscard]] Response remove(const Request &request) const;
    [[nodiscard]] Response explanation(const Request &request) const;
    [[nodiscard]] Response correct(const Request &request) const;
    [[nodiscard]] Response checkIn(const Request &request) const;

private:
    [[nodiscard]] Result<Response> explained(int status, const Caller &caller,
                                             AttendanceId id) const;
    [[nodiscard]] Result<Response> show(const Caller &caller, AttendanceId id) const;

    Mutations m_mutations;
    AttendanceService m_service;
    FeedRepository m_feed;
    CheckInService m_checkIns;
};

} // namespace EvalTrack::Server
