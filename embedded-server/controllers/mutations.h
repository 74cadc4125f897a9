// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/loopcontext.h"
#include "controllers/requestfields.h"
#include "services/unitofwork.h"

#include <functional>
#include <optional>
#include <type_traits>

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
    /// How an answer is kept for the request that repeats it.
    enum class Keep {
        Plain,  ///< As it is. A caller without an account has no key: login and refresh.
        Sealed, ///< It holds a secret: kept so that only this server reads it. Callers without an
                ///< account may give a key as well.
    };

    /// `work` may run more than once and touches nothing but the database.
    [[nodiscard]] Response perform(const Request &request, const Work &work,
                                   const Current &current = {}, Keep keep = Keep::Plain) const;
    /// The answer that perform() gave to the same request before, for what must not be prepared
    /// twice; nothing when it is the first, or without a key.
    [[nodiscard]] std::optional<Response> answeredBefore(const Request &request) const;
    /// perform() for the record that `:id` names. `work` (UnitOfWork &, Id) gives a
    /// Result<Response>, or a Result<void> for 204; `show` (const Caller &, Id) the record as GET
    /// shows it.
    template <typename Id, typename WorkOnOne, typename Show>
    [[nodiscard]] Response performOn(const Request &request, WorkOnOne work, Show show,
                                     Keep keep = Keep::Plain) const;
    /// The same with a body: `parse` as for readBody(), `work` gets its value as a third argument.
    template <typename Id, typename Parse, typename WorkOnOne, typename Show>
    [[nodiscard]] Response performOn(const Request &request, Parse parse, WorkOnOne work,
                                     Show show) const;

private:
    struct Key
    {
        std::optional<UserId> user; ///< Whose key it is; nobody's where the caller has no account.
        QByteArray text;
        QByteArray fingerprint;
        Keep keep = Keep::Plain;
        bool isThere() const { return !text.isEmpty(); }
    };

    [[nodiscard]] Result<Key> keyOf(const Request &request, Keep keep) const;
    [[nodiscard]] Result<Response> attempt(UnitOfWork &unit, const Key &key, const Work &work,
                                           const Current &current) const;
    [[nodiscard]] Result<Response> replay(const Key &key, const Current &current) const;
    [[nodiscard]] Response stale(const Current &current) const;
    void afterCommit(const UnitOfWork &unit) const;

    LoopContext m_context;
};

template <typename Id, typename WorkOnOne, typename Show>
Response Mutations::performOn(const Request &request, WorkOnOne work, Show show, Keep keep) const
{
    const Id id = pathId<Id>(request);
    return perform(
        request,
        [&](UnitOfWork &unit) -> Result<Response> {
            auto done = work(unit, id);
            if constexpr (std::is_same_v<decltype(done), Result<void>>) {
                return done ? Result<Response>(noContent()) : std::unexpected(done.error());
            } else {
                return done;
            }
        },
        [&] { return show(request.caller, id); }, keep);
}

template <typename Id, typename Parse, typename WorkOnOne, typename Show>
Response Mutations::performOn(const Request &request, Parse parse, WorkOnOne work, Show show) const
{
    const auto body = readBody(request, parse);
    if (!body) {
        return errorResponse(body.error());
    }
    return performOn<Id>(
        request, [&](UnitOfWork &unit, Id id) { return work(unit, id, *body); }, show);
}

} // namespace EvalTrack::Server
