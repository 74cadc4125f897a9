// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace EvalTrack::Lint {

/// Tries each rule on what it must find and on what it must leave alone. Returns what did not come
/// out as it should.
[[nodiscard]] QStringList selfTest(const QString &qtHeaders);

} // namespace EvalTrack::Lint
