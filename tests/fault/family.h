// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fault/share.h"
#include "fault/verdict.h"

namespace EvalTrack::Fault {

/// Stations and server are killed with SIGKILL at any moment while they capture and send.
[[nodiscard]] Verdict killFamily(quint64 seed, const Share &share);

/// Stations send through a network that loses, doubles, reorders, cuts and invents answers.
[[nodiscard]] Verdict networkFamily(quint64 seed, const Share &share);

/// Programs are stopped and woken again in the middle of things, and two of them share a store.
[[nodiscard]] Verdict processFamily(quint64 seed, const Share &share);

/// PostgreSQL is killed or drops every connection, and comes back.
[[nodiscard]] Verdict databaseFamily(quint64 seed, const Share &share);

/// The disk under PostgreSQL is full, and has room again.
[[nodiscard]] Verdict databaseDiskFamily(quint64 seed, const Share &share);

/// PostgreSQL's primary dies, and its synchronous standby takes over.
[[nodiscard]] Verdict failoverFamily(quint64 seed, const Share &share);

/// The disk of a station is full, and has room again.
[[nodiscard]] Verdict diskFamily(quint64 seed, const Share &share);

/// The power goes while a store is written: what was not synced is there, or not, or in pieces.
[[nodiscard]] Verdict powerFamily(quint64 seed, const Share &share);

/// Every single call to the disk under a store fails once, in each way there is.
[[nodiscard]] Verdict ioFamily(quint64 seed, const Share &share);

/// Stores are damaged, copied, and of the version before.
[[nodiscard]] Verdict storeFamily(quint64 seed, const Share &share);

/// The wall clocks of stations jump while they capture.
[[nodiscard]] Verdict clockFamily(quint64 seed, const Share &share);

/// The kernel drops packets between stations and server: in, out, both, or some.
[[nodiscard]] Verdict netnsFamily(quint64 seed, const Share &share);

} // namespace EvalTrack::Fault
