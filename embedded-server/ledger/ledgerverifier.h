// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "ledger/knowncheckpoints.h"
#include "ledger/ledgercheckpoints.h"

#include <QUuid>

#include <optional>

namespace EvalTrack::Server {

class Database;

/// Reads the whole ledger and computes every chain anew, against the links in the database and the
/// checkpoints outside it. The bytes are put together here and not by the database's own function,
/// which whoever changes records could change too. Takes seconds for a million captures, and
/// memory for one page of them and for the checkpoints; use from the thread of the database.
class LedgerVerifier
{
public:
    struct Finding
    {
        enum class Kind {
            Broken,    ///< The record is not the one that was recorded.
            Missing,   ///< A link has no record any more, or a position is left out.
            Truncated, ///< The chain ends before where it had come to.
            Unchained, ///< A record that no chain has: it was not recorded by a server.
            Unsigned,  ///< The checkpoints themselves were changed, or are gone.
        };
        Kind kind = Kind::Broken;
        QUuid device;
        qint64 position = 0;
        QUuid capture;  ///< Nil when there is none to name.
        QString detail; ///< English, one sentence.
    };
    struct Report
    {
        qint64 captures = 0;
        qint64 devices = 0;
        qint64 checkpoints = 0;
        std::optional<Timestamp> lastCheckpoint;
        std::optional<Finding> finding; ///< The first one, by device and position.
    };

    explicit LedgerVerifier(Database &database);

    /// `folder` is where the checkpoints are (LedgerCheckpoints).
    [[nodiscard]] Result<Report> verify(const QString &folder) const;

private:
    class Walk;

    [[nodiscard]] Result<std::optional<KnownCheckpoints::Known>>
    knownOf(const QString &folder) const;
    [[nodiscard]] Result<void>
    lookForLostCheckpoints(Report &report, const std::optional<KnownCheckpoints::Known> &known,
                           const QString &folder) const;
    [[nodiscard]] Result<void> followChains(Walk &walk) const;
    [[nodiscard]] Result<void> lookForUnchained(Report &report) const;

    Database &m_database;
};

} // namespace EvalTrack::Server
