// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QList>

#include <chrono>
#include <optional>

namespace EvalTrack::Server {

/// PostgreSQL as it stands.
struct DatabaseFigures
{
    qint64 connections = 0;    ///< Of clients, to every database of the cluster.
    qint64 maxConnections = 0; ///< What its configuration allows.
    qint64 sizeBytes = 0;      ///< Of our database.
    std::chrono::milliseconds oldestTransaction{0};

    bool operator==(const DatabaseFigures &) const = default;
};

/// How many there are of one kind: "events", "active".
struct CompanyFigure
{
    QByteArray kind;
    QByteArray state;
    qint64 count = 0;

    bool operator==(const CompanyFigure &) const = default;
};

/// A capture station that is in use, by its id.
struct StationFigures
{
    qint64 id = 0;
    Timestamp lastContact;
    /// Since when something waits there to be sent, as it said itself; it goes on waiting while
    /// nothing is heard of it.
    std::optional<Timestamp> unsentSince;

    bool operator==(const StationFigures &) const = default;
};

/// What the server finds when it looks around, as it was then. What could not be asked is not
/// there: an old number would look like a good one.
struct WatchedFigures
{
    Timestamp at;
    bool isDatabaseUp = false;
    std::optional<DatabaseFigures> database;
    QList<CompanyFigure> company;
    QList<StationFigures> stations;
    qint64 diskFreeBytes = -1; ///< Of the data folder's disk; negative: unknown.
    qint64 diskSizeBytes = -1;
    bool isBackupWatched = false;
    std::optional<Timestamp> lastBackup; ///< Nothing: there was none yet.
};

/// What one server process counted of itself, for the administrator's status page.
struct ServerFigures
{
    WatchedFigures watched;
    int poolSize = 0;
    int poolOpen = 0;
    int poolInUse = 0;
    int minutes = 0; ///< Of the last so many:
    qint64 answered = 0;
    qint64 errors = 0;
    qint64 capturesAccepted = 0; ///< Since it started, as the others.
    qint64 capturesDuplicate = 0;
    qint64 capturesInReview = 0;
};

} // namespace EvalTrack::Server
