// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importplan.h"
#include "domain/importrecord.h"

#include <QByteArray>
#include <QList>

namespace EvalTrack {

/// The rows of a plan as the server takes them (POST /imports/:id/lines). Pure functions.
namespace ImportLines {

/// Indexes of the rows that are sent: what is new and what changes.
[[nodiscard]] QList<qsizetype> sent(const ImportPlan &plan);
/// The body for some of them.
[[nodiscard]] QByteArray bodyOf(const ImportPlan &plan, const QList<qsizetype> &rows);

} // namespace ImportLines
} // namespace EvalTrack
