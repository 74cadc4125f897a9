// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/capture.h"
#include "wire/fieldreader.h"

#include <QList>

namespace EvalTrack::Server {

/// The captures in the body of POST /sync/captures, at most Wire::CapturesPerRequestMax. What makes
/// one unreadable is told in `fields`; a text that no code of ours can be is kept as readable text,
/// for a person to look at. Pure.
[[nodiscard]] QList<Capture> readCaptureBatch(Wire::FieldReader &fields);

} // namespace EvalTrack::Server
