// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/mutations.h"
#include "services/departmentservice.h"

namespace EvalTrack::Server {

/// /departments
class DepartmentController
{
public:
    DepartmentController(const LoopContext &context, const Mutations &mutations);

    [[nodiscard]] Response list(const Request &request) const;
    [[nodiscard]] Response get(const Request &request) const;
    [[nodiscard]] Response create(const Request &request) const;
    [[nodiscard]] Response change(const Request &request) const;
    [[nodiscard]] Response remove(const Request &request) const;

private:
    [[nodiscard]] Result<Response> show(const Caller &caller, DepartmentId id) const;

    Mutations m_mutations;
    DepartmentService m_service;
};

} // namespace EvalTrack::Server
