// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/syncprotocol.h"

#include <QByteArray>

namespace EvalTrack {

/// So many changes are written at once: some 5 ms in the store thread, so that nobody at a door
/// waits for them.
constexpr qsizetype FeedPieceSize = 100;

/// An answer's body as a page of the feed; ProtocolMismatch when it is none. Runs in a pool.
[[nodiscard]] Result<Wire::ChangePage> parseFeedPage(const QByteArray &body);

} // namespace EvalTrack
