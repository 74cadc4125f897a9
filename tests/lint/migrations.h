// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/sourcefile.h"

namespace EvalTrack::Lint {

/// Two versions of the server stand side by side while one takes over from the other, and the older
/// one may have to return: a step of the schema adds, and takes away only in a step of its own that
/// says from which step on nothing uses it (`0042_contract_0035_old_badges.sql`). What looks like
/// taking away but is not carries its reason, `-- expand: …`, in the line before the statement.
/// Steps that were there before the rule are left.
[[nodiscard]] QList<Violation> checkMigration(const QString &fileName, const QString &text);

/// Each of embedded-server/sql/migrations.
[[nodiscard]] QList<Violation> checkMigrations(const QString &root);

} // namespace EvalTrack::Lint
