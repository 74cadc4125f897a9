// SPDX-License-Identifier: GPL-3.0-or-later
#include "observability/tracescope.h"

#include <utility>

namespace EvalTrack::Server {

namespace {

thread_local const Wire::TraceParent *currentTrace = nullptr;

} // namespace

TraceScope::TraceScope(const Wire::TraceParent &trace)
    : m_outer(std::exchange(currentTrace, &trace))
{}

TraceScope::~TraceScope()
{
    currentTrace = m_outer;
}

const Wire::TraceParent *TraceScope::current()
{
    return currentTrace;
}

} // namespace EvalTrack::Server
