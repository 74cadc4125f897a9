// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

namespace EvalTrack::Server {

/// The random secret in the file at `path`, which is made with mode 0600 when there is none: 64
/// characters of base64url. Storage when the file cannot be read, written, or is damaged; the
/// detail names it.
[[nodiscard]] Result<QByteArray> keptSecret(const QString &path);

} // namespace EvalTrack::Server
