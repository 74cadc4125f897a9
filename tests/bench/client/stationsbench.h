// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace EvalTrack::Bench {

/// Fifty stations that capture twenty times a second each, all at once, as bare requests without an
/// engine: a thousand captures a second at the server. A station with a request under way sends
/// what came meanwhile with the next one, as the engine does. `folder` holds a client's store,
/// which knows the badges and an event.
[[nodiscard]] bool measureStations(const QUrl &server, const QString &folder, int people);

} // namespace EvalTrack::Bench
