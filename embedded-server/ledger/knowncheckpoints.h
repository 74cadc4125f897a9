// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace EvalTrack::Server {

class Database;
class LedgerCheckpoints;

/// What the database knows of the signed checkpoints, which stand outside it: how many there are,
/// so that it shows when the last ones, or all, are gone. Noted after the file has them, so that
/// the file never has fewer by itself. Use from the thread of the database.
class KnownCheckpoints
{
public:
    struct Known
    {
        qint64 count = 0;
        Timestamp lastAt{};
    };

    explicit KnownCheckpoints(Database &database);

    /// What was signed with a key; without one, what was by the server that signed last.
    [[nodiscard]] Result<std::optional<Known>>
    of(const std::optional<QByteArray> &signingKey) const;
    /// Never forgets what it knew.
    [[nodiscard]] Result<void> note(const LedgerCheckpoints &checkpoints) const;

    /// English, one sentence: of those known, `count` are in the folder.
    [[nodiscard]] static QString describeLoss(const Known &known, qint64 count,
                                              const QString &folder);

private:
    Database &m_database;
};

} // namespace EvalTrack::Server
