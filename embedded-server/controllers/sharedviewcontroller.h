// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/loopcontext.h"
#include "controllers/mutations.h"
#include "services/sharedviewservice.h"

namespace EvalTrack::Server {

/// /views: ways to look at lists that are shared by role.
class SharedViewController
{
public:
    SharedViewController(const LoopContext &context, const Mutations &mutations);

    [[nodiscard]] Response list(const Request &request) const;
    [[nodiscard]] Response share(const Request &request) const;
    [[nodiscard]] Response withdraw(const Request &request) const;

private:
    Mutations m_mutations;
    SharedViewService m_service;
};

} // namespace EvalTrack::Server
