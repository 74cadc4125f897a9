// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "wire/jsonwriter.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QUuid>

#include <chrono>

/// GET /sync/changes and the limits of the protocol (contract sections 5 and 6).
///
/// A client starts without a cursor: the server sends everything the caller may see in keyset pages
/// (entities in the order department, user, employee, event, attendance, evaluation) and then the
/// changes since the snapshot of the first page; hasMore is false when the client is up to date.
/// `epoch` changes with the caller's role or permissions: a client that sees another epoch than its
/// own drops its copy (never its outbox) and starts again without a cursor. A cursor that the
/// server no longer knows answers 410.
namespace EvalTrack::Wire {

constexpr int ProtocolVersion = 1;
constexpr int ChangesPerPageMax = 2'000;
constexpr int ChangesPerPageDefault = 1'000;
constexpr int CapturesPerRequestMax = 500;
constexpr int PageLimitMax = 1'000;
/// More than any hall has; what a door can say that it holds.
constexpr int SeatsMax = 1'000'000;

/// Query parameters, besides `limit` and `cursor`: `?since=<ISO date>` on the first page asks for
/// events (and what hangs on them) from that date on; an employee's own records always come whole.
inline constexpr QLatin1StringView SinceParameter("since");
/// `?since=…&until=<ISO date>` asks for history alone: the events of that time and what hangs on
/// them, without people and without the changes since; hasMore is false at their end.
inline constexpr QLatin1StringView UntilParameter("until");
/// `?stalls=<number>`: how often the client's sending came to a standstill since it last told; for
/// the server's metrics only.
inline constexpr QLatin1StringView StallsParameter("stalls");
constexpr int StallsMax = 1'000;
/// `?unsent=<seconds>`: how long the oldest capture waits that the client has not sent; left out
/// when none does. For the server's metrics of capture stations.
inline constexpr QLatin1StringView UnsentParameter("unsent");
constexpr int UnsentMax = 10 * 365 * 86'400;
/// Header of every answer of ours; without it, an answer comes from a captive portal or another
/// server.
inline constexpr QByteArrayView ProtocolHeader("X-EvalTrack-Protocol");
inline constexpr QByteArrayView IdempotencyKeyHeader("Idempotency-Key");

/// The entities in the feed. Names on the wire: department, user, employee, event, attendance,
/// evaluation.
enum class FeedEntity { Department, User, Employee, Event, Attendance, Evaluation };
enum class ChangeOperation {
    Upsert, ///< data carries the whole entity (writeForFeed).
    Delete, ///< Gone, or no longer visible to the caller; data is null.
};

struct Change
{
    FeedEntity entity = FeedEntity::Event;
    QUuid uuid;
    ChangeOperation operation = ChangeOperation::Upsert;
    qint64 revision = 0;
    QJsonObject data;

    bool operator==(const Change &) const = default;
};

struct ChangePage
{
    QList<Change> changes;
    QString cursor;
    bool hasMore = false;
    QString epoch;
    Timestamp serverTime;
    int unreadable = 0; ///< Items that do not even say what they are about.

    bool operator==(const ChangePage &) const = default;
};

[[nodiscard]] QByteArrayView name(FeedEntity entity);
[[nodiscard]] QByteArrayView name(ChangeOperation operation);
[[nodiscard]] std::optional<FeedEntity> feedEntityFromName(QStringView text);

[[nodiscard]] Result<ChangePage> parseChangePage(const QJsonObject &object);

} // namespace EvalTrack::Wire
