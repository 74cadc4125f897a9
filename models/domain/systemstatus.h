// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/device.h"
#include "domain/user.h"

#include <QList>
#include <QString>
#include <QUuid>

#include <optional>

namespace EvalTrack {

/// PostgreSQL as a server sees it. What it could not ask is not there.
struct DatabaseStatus
{
    bool isReachable = false;
    std::optional<QString> version;
    std::optional<qint64> sizeBytes;
    int poolSize = 0;                  ///< Connections that the server keeps for requests.
    int poolOpen = 0;                  ///< Of these, open.
    int poolInUse = 0;                 ///< Of these, at work when the server looked last.
    std::optional<qint64> connections; ///< Of every program.
    std::optional<qint64> maxConnections;

    bool operator==(const DatabaseStatus &) const = default;
};

/// A capture station as the status page tells it.
struct StationStatus
{
    DeviceId id;
    QString name;
    QString site;
    DeviceState state = DeviceState::Waiting;
    std::optional<Timestamp> lastSeenAt;  ///< To the minute.
    std::optional<Timestamp> unsentSince; ///< Since when its oldest capture waits there.

    bool operator==(const StationStatus &) const = default;
};

/// How a server is, as it said at `at`. Figures are of the one process that answered, since it
/// started, where they do not say else.
struct SystemStatus
{
    struct Requests ///< Without health checks.
    {
        int minutes = 0; ///< Of the last so many.
        qint64 answered = 0;
        qint64 errors = 0; ///< Of these, with a status of 500 and above.

        bool operator==(const Requests &) const = default;
    };
    struct Captures
    {
        qint64 accepted = 0;
        qint64 duplicate = 0;
        qint64 review = 0;
        std::optional<qint64> toReview; ///< That wait for somebody now, whenever they came.

        bool operator==(const Captures &) const = default;
    };
    struct Backup
    {
        bool isWatched = false;          ///< Else the server knows nothing of backups.
        std::optional<Timestamp> lastAt; ///< Nothing: there was none yet.

        bool operator==(const Backup &) const = default;
    };
    struct Disk ///< Of the server's data folder.
    {
        std::optional<qint64> freeBytes;
        std::optional<qint64> sizeBytes;

        bool operator==(const Disk &) const = default;
    };

    Timestamp at;
    QString version;
    QString environment;
    Timestamp startedAt;
    std::optional<qint64> schemaVersion;
    bool isDraining = false; ///< It will stop, and sends people elsewhere.
    DatabaseStatus database;
    Requests requests;
    Captures captures;
    Backup backup;
    Disk disk;
    QList<StationStatus> stations;

    bool operator==(const SystemStatus &) const = default;
};

/// A request that a server could not carry out: what is known of it names no record and no value.
struct ServerFault
{
    qint64 id = 0; ///< Grows as they are written down, which may be after they happened.
    QUuid uuid;
    Timestamp at;
    QString requestId; ///< As the answer had it, and the log has it.
    QString traceId;   ///< W3C.
    QString method;
    QString route; ///< The pattern: "/events/:id".
    int status = 0;
    QString code;                    ///< ErrorCode in English; may be empty.
    QString message;                 ///< English, for whoever repairs it; may be empty.
    std::optional<NamedPerson> user; ///< Who asked.

    bool operator==(const ServerFault &) const = default;
};

} // namespace EvalTrack
