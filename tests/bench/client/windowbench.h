// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/benchclient.h"

namespace EvalTrack::Bench {

/// How somebody gets to the window.
enum class Entry {
    Session,  ///< The one of the last time is taken up.
    Password, ///< Typed again, with the server away.
};

/// How long it takes until the list of people is painted in the main window.
[[nodiscard]] bool measureEntry(BenchClient &client, int people, Entry entry);

/// The same by the session, then works with the list: how long a key and a turn of the wheel take.
[[nodiscard]] bool measureWindow(BenchClient &client, int people);

/// Goes through every screen twice, the first time as it is made: how long each takes from the
/// click until its first rows are painted, and the longest that the window stood still on the way.
[[nodiscard]] bool measureScreens(BenchClient &client, int people);

} // namespace EvalTrack::Bench
