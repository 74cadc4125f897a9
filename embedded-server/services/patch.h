// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace EvalTrack::Server {

/// A field of a change that may be emptied: not mentioned, set to nothing, or set.
template <typename T>
using Patch = std::optional<std::optional<T>>;

/// Sets the field if the change mentions it.
template <typename Field, typename Value>
void applyPatch(const std::optional<Value> &change, Field &field)
{
    if (change) {
        field = *change;
    }
}

} // namespace EvalTrack::Server
