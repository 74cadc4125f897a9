// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace EvalTrack {

/// What brings the local store from one version to the next: forward only, each in one transaction.
/// The version of a store is how many of these were run (PRAGMA user_version).
using StoreMigration = QList<const char *>;

[[nodiscard]] const QList<StoreMigration> &storeMigrations();

} // namespace EvalTrack
