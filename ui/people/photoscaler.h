// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

namespace EvalTrack::PhotoScaler {

constexpr int LongestSide = 512;

/// A picture out of a file as the JPEG that is sent: the right way up, at most LongestSide long.
/// Validation when it is no picture that can be read. For any thread.
[[nodiscard]] Result<QByteArray> fromFile(const QString &file);

} // namespace EvalTrack::PhotoScaler
