// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/loopcontext.h"
#include "services/unitofwork.h"

#include <functional>

namespace EvalTrack::Server {

/// Carries out what changes something, for every controller alike: one transaction with its audit
/// rows, run again after a deadlock; `Idempotency-Key` (the stored answer for a repeated request,
/// 422 for another request under the same key); 412 with the record as it is now when If-Match is
/// stale; and, after the commit, accounts forgotten and changes announced. One per event loop.
class Mutations
{
public:
    explicit Mutations(const LoopContext &context);

    using Work = std::function<Result<Response>(UnitOfWork &)>;
    /// The record as GET shows it to this caller.
    using Current = std::function<Result<Response>()>;

    /// `work` may run more than once and touches nothing but the database.
    [[nodiscard]] Response perform(const Request &request, const Work &work,
                                   const Current &current = {}) const;

private:
    struct Key
    {
        QByteArray text;
        QByteArray fingerprint;
        bool isThere() const { return !text.isEmpty(); }
    };

    [[nodiscard]] Result<Response> attempt(UnitOfWork &unit, const Key &key, const Work &work,
                                           const Current &current) const;
    [[nodiscard]] Result<Response> replay(const Caller &caller, const Key &key,
                                          const Current &current) const;
    [[nodiscard]] Response stale(const Current &current) const;
    void afterCommit(const UnitOfWork &unit) const;

    LoopContext m_context;
};

} // namespace EvalTrack::Server
