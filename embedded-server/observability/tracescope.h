// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/traceparent.h"

namespace EvalTrack::Server {

/// Which trace the running thread works for, as long as this lives: so that a statement can say it
/// without every service passing it on. Scopes nest. `trace` must outlive the scope.
class TraceScope
{
public:
    explicit TraceScope(const Wire::TraceParent &trace);
    ~TraceScope();
    TraceScope(const TraceScope &) = delete;
    TraceScope &operator=(const TraceScope &) = delete;

    /// Of the calling thread; null outside of a request.
    [[nodiscard]] static const Wire::TraceParent *current();

private:
    const Wire::TraceParent *m_outer;
};

} // namespace EvalTrack::Server
