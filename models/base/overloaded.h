// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace EvalTrack {

/// One visitor of many lambdas, for std::visit: a case that is forgotten does not compile.
template <typename... Cases>
struct Overloaded : Cases...
{
    using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

} // namespace EvalTrack
