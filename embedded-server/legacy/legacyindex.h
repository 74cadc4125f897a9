// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "legacy/legacycontent.h"
#include "legacy/legacyrules.h"

#include <QHash>
#include <QSet>
#include <QStringList>

#include <optional>

namespace EvalTrack::Server {

/// What became of the rows that others refer to: v1's ids to ours, and who waits. In a dry run the
/// ids are made up.
struct LegacyIndex
{
    struct PlacedEvent
    {
        qint64 id = 0;
        Timestamp start;
        QStringList questions;
    };

    QHash<qint64, qint64> accounts;      ///< users.id of v1 → users.id
    std::optional<qint64> administrator; ///< Who creates what nobody created.
    QHash<qint64, qint64> people;        ///< employees.id of v1 → users.id
    QSet<qint64> waitingPeople;
    QHash<qint64, PlacedEvent> events;
    QSet<qint64> waitingEvents;
    QSet<std::pair<qint64, qint64>> attended; ///< Event and employee of v1 that have an attendance.
};

/// What a row is here, or why it waits.
template <typename Content>
struct LegacyMapped
{
    std::optional<Content> content;
    LegacyRule reason = LegacyRule::Orphan; ///< Why it waits; without content only.
    LegacyFindings findings;
};

} // namespace EvalTrack::Server
