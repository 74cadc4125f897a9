// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "legacy/legacyrow.h"
#include "storage/repositories/repository.h"

#include <QFile>
#include <QHash>
#include <QString>
#include <QTextStream>
#include <QTimeZone>

#include <optional>

namespace EvalTrack::Server {

/// The way back: what was entered or changed here since the last import, as SQL for v1's tables.
/// `accounts.sql` is for its PostgreSQL, `business.sql` for its MySQL, one transaction each, to be
/// read before they are run. Nothing is written to v1. A password that was set here is none of
/// v1's: a new account gets one that nobody has.
class LegacyExport : private Repository
{
public:
    struct Summary
    {
        qint64 people = 0;
        qint64 events = 0;
        qint64 attendances = 0;
        qint64 evaluations = 0;
    };

    LegacyExport(Database &database, const QTimeZone &zone)
        : Repository(database)
        , m_zone(zone)
    {}

    [[nodiscard]] Result<Summary> write(const QString &folder);

private:
    [[nodiscard]] Result<void> readIds();
    [[nodiscard]] Result<void> writePeople();
    [[nodiscard]] Result<void> writeEvents();
    [[nodiscard]] Result<void> writeAttendances();
    [[nodiscard]] Result<void> writeEvaluations();
    /// v1's id of a row: the one it has, else the next that v1 has never given.
    [[nodiscard]] qint64 idFor(LegacySource source, const std::optional<qint64> &known);
    [[nodiscard]] QString localStamp(Timestamp at) const;
    [[nodiscard]] QString localDay(Timestamp at) const;
    [[nodiscard]] QString localTime(Timestamp at) const;

    QTimeZone m_zone;
    QTextStream m_accounts;
    QTextStream m_business;
    QHash<LegacySource, qint64> m_highest;
    QHash<qint64, qint64> m_users;     ///< users.id → v1's users.id
    QHash<qint64, qint64> m_employees; ///< users.id → v1's employees.id
    QHash<qint64, qint64> m_events;
    Summary m_summary;
};

/// A text as MySQL reads it, in quotes; NULL for nothing.
[[nodiscard]] QString mySqlText(const std::optional<QString> &text);
/// The same for PostgreSQL.
[[nodiscard]] QString postgresText(const std::optional<QString> &text);

} // namespace EvalTrack::Server
