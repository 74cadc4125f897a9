// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/mutations.h"
#include "services/employeeservice.h"

namespace EvalTrack::Server {

/// /employees
class EmployeeController
{
public:
    EmployeeController(const LoopContext &context, const Mutations &mutations);

    [[nodiscard]] Response list(const Request &request) const;
    [[nodiscard]] Response get(const Request &request) const;
    [[nodiscard]] Response create(const Request &request) const;
    [[nodiscard]] Response change(const Request &request) const;
    [[nodiscard]] Response deactivate(const Request &request) const;
    [[nodiscard]] Response pin(const Request &request) const;
    [[nodiscard]] Reply setPin(const Request &request) const;

private:
    [[nodiscard]] Result<Response> show(const Caller &caller, UserId id) const;

    LoopContext m_context;
    Mutations m_mutations;
    EmployeeService m_service;
};

} // namespace EvalTrack::Server
