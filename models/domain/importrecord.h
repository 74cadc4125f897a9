// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/importfields.h"
#include "domain/importsheet.h"

#include <QUuid>

namespace EvalTrack {

/// A line of an import that the server would not take.
struct RefusedLine
{
    int line = 0;
    QString field;   ///< As in the REST contract; empty: the row as a whole.
    QString message; ///< English, as the server sends it.

    bool operator==(const RefusedLine &) const = default;
};

/// An import as the server keeps it.
struct ImportRecord
{
    qint64 id = 0;
    QUuid uuid;
    ImportKind kind = ImportKind::People;
    QString fileName;
    QString byName; ///< Whose import it is.
    Timestamp createdAt;
    std::optional<Timestamp> appliedAt; ///< Nothing while its lines only wait.
    std::optional<Timestamp> undoneAt;
    qint64 created = 0;
    qint64 changed = 0;
    qint64 leftAsIs = 0; ///< By undoing: records that somebody had changed since.

    bool operator==(const ImportRecord &) const = default;
};

/// What became of an import. With refused lines nothing was changed.
struct ImportOutcome
{
    ImportRecord record;
    QList<RefusedLine> refused;

    bool operator==(const ImportOutcome &) const = default;
};

/// A line as it is sent.
struct ImportLine
{
    int line = 0;
    QUuid uuid;
    std::optional<qint64> revision; ///< Nothing for a new record.
};

namespace ImportLimits {
constexpr int LinesPerRequest = 1000;
constexpr int Refused = 500; ///< As many refused lines as are told.
} // namespace ImportLimits

} // namespace EvalTrack
