// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/loopcontext.h"
#include "controllers/mutations.h"
#include "services/userservice.h"
#include "storage/repositories/feedrepository.h"

namespace EvalTrack::Server {

/// /users
class UserController
{
public:
    UserController(const LoopContext &context, const Mutations &mutations);

    [[nodiscard]] Response list(const Request &request) const;
    [[nodiscard]] Response get(const Request &request) const;
    [[nodiscard]] Reply create(const Request &request) const;
    [[nodiscard]] Reply change(const Request &request) const;
    [[nodiscard]] Response remove(const Request &request) const;

private:
    [[nodiscard]] Result<Response> show(const Caller &caller, UserId id) const;

    LoopContext m_context;
    Mutations m_mutations;
    UserService m_service;
    FeedRepository m_feed;
};

} // namespace EvalTrack::Server
