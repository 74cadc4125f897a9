// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/capturetable.h"

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr QByteArrayView Captures("captures");
constexpr QByteArrayView CaptureOutcomes("captures.outcome");
constexpr int AllRows = 1'000'000;

int number(OutboxState state)
{
    return static_cast<int>(state);
}

} // namespace

CaptureTable::CaptureTable(StoreDatabase &database, const Sealer &sealer)
    : m_database(database)
    , m_sealer(sealer)
{}

Result<void> CaptureTable::requeueSent()
{
    return m_database.run("UPDATE captures SET state = ? WHERE state = ?",
                          {number(OutboxState::Queued), number(OutboxState::Sent)});
}

Result<void> CaptureTable::append(const StoredCapture &stored)
{
    const QUuid uuid = stored.capture.uuid.value();
    return m_database.run(
        "INSERT INTO captures (device_sequence, uuid, event_uuid, user_uuid, state, captured_at, "
        "is_leaving, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        {stored.capture.deviceSequence, uuid.toRfc4122(),
         stored.capture.eventUuid.value().toRfc4122(),
         stored.person ? QVariant(stored.person->value().toRfc4122()) : QVariant(),
         number(stored.state),
         static_cast<qint64>(stored.capture.capturedAt.time_since_epoch().count()),
         stored.capture.isLeaving ? 1 : 0,
         m_sealer.seal(Captures, uuid, StoreCodec::encode(stored.capture))});
}

Result<void> CaptureTable::putBefore(const StoredCapture &stored)
{
    const QUuid uuid = stored.capture.uuid.value();
    return m_database.run(
        "INSERT INTO captures (device_sequence, uuid, event_uuid, user_uuid, state, captured_at, "
        "attempts, is_leaving, sealed, outcome) VALUES ((SELECT min(0, "
        "coalesce(min(device_sequence), 0)) - 1 FROM captures), ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {uuid.toRfc4122(), stored.capture.eventUuid.value().toRfc4122(),
         stored.person ? QVariant(stored.person->value().toRfc4122()) : QVariant(),
         number(stored.state),
         static_cast<qint64>(stored.capture.capturedAt.time_since_epoch().count()), stored.attempts,
         stored.capture.isLeaving ? 1 : 0,
         m_sealer.seal(Captures, uuid, StoreCodec::encode(stored.capture)),
         m_sealer.seal(CaptureOutcomes, uuid, StoreCodec::encode(stored.outcome))});
}

Result<QList<StoredCapture>> CaptureTable::list(const char *sql, const QVariantList &values,
                                                const QSet<QUuid> &heldEvents,
                                                const QSet<QUuid> &except)
{
    QList<StoredCapture> found;
    auto ok = m_database.select(sql, values, [&](const QSqlQuery &row) -> Result<void> {
        if (heldEvents.contains(QUuid::fromRfc4122(row.value(6).toByteArray()))) {
            return {};
        }
        const QUuid uuid = QUuid::fromRfc4122(row.value(0).toByteArray());
        if (except.contains(uuid)) {
            return {};
        }
        auto stored = read(row);
        if (!stored) {
            return std::unexpected(stored.error());
        }
        found.append(std::move(*stored));
        return {};
    });
    return ok ? Result<QList<StoredCapture>>(std::move(found)) : std::unexpected(ok.error());
}

Result<StoredCapture> CaptureTable::read(const QSqlQuery &row) const
{
    const QUuid uuid = QUuid::fromRfc4122(row.value(0).toByteArray());
    StoredCapture stored;
    if (!row.value(1).isNull()) {
        stored.person = UserUuid(QUuid::fromRfc4122(row.value(1).toByteArray()));
    }
    stored.state = static_cast<OutboxState>(row.value(2).toInt());
    stored.attempts = row.value(3).toInt();
    const auto plain = m_sealer.open(Captures, uuid, row.value(4).toByteArray());
    auto capture = plain ? StoreCodec::decode<Capture>(*plain) : std::unexpected(plain.error());
    if (!capture) {
        return std::unexpected(capture.error());
    }
    stored.capture = std::move(*capture);
    if (!row.value(5).isNull()) {
        const auto said = m_sealer.open(CaptureOutcomes, uuid, row.value(5).toByteArray());
        auto outcome =
            said ? StoreCodec::decode<StoreCodec::Outcome>(*said) : std::unexpected(said.error());
        if (!outcome) {
            return std::unexpected(outcome.error());
        }
        stored.outcome = std::move(*outcome);
    }
    return stored;
}

// What is sealed cannot change unseen; what lies beside it in the open is compared with it.
Result<void> CaptureTable::verify(const QUuid &device, qint64 lastSequence)
{
    const auto damaged = [] {
        return failure(ErrorCode::StorageDamaged, QStringLiteral("a capture is damaged"));
    };
    auto ok = m_database.check("PRAGMA integrity_check(captures)");
    if (!ok) {
        return ok;
    }
    return m_database.select(
        "SELECT uuid, user_uuid, state, attempts, sealed, outcome, event_uuid, device_sequence, "
        "captured_at, typeof(state) FROM captures",
        {}, [&](const QSqlQuery &row) -> Result<void> {
            const auto stored = read(row);
            if (!stored) {
                return std::unexpected(stored.error());
            }
            const Capture &capture = stored->capture;
            const int state = row.value(2).toInt();
            const bool isAnswered = stored->state == OutboxState::Acknowledged ||
                                    stored->state == OutboxState::Rejected ||
                                    stored->state == OutboxState::Review;
            const bool isPlausible =
                row.value(9).toString() == u"integer" && state >= 0 &&
                state <= number(OutboxState::Review) && (!isAnswered || !row.value(5).isNull()) &&
                row.value(6).toByteArray() == capture.eventUuid.value().toRfc4122() &&
                row.value(8).toLongLong() == capture.capturedAt.time_since_epoch().count();
            const qint64 sequence = row.value(7).toLongLong();
            const bool isOurs =
                sequence <= 0 || (sequence == capture.deviceSequence && sequence <= lastSequence &&
                                  capture.deviceId == device);
            return isPlausible && isOurs ? Result<void>() : damaged();
        });
}

CaptureTable::Salvaged CaptureTable::salvage()
{
    Salvaged salvaged;
    QSet<QUuid> seen;
    QSet<QUuid> read;
    const auto take = [&](const QSqlQuery &row) {
        const QUuid uuid = QUuid::fromRfc4122(row.value(0).toByteArray());
        seen.insert(uuid);
        auto stored = this->read(row);
        if (!stored || read.contains(uuid)) {
            return;
        }
        read.insert(uuid);
        if (stored->state == OutboxState::Acknowledged && !row.value(5).isNull()) {
            return; // The server has it.
        }
        const bool isDecided =
            stored->state == OutboxState::Rejected || stored->state == OutboxState::Review;
        if (!isDecided || row.value(5).isNull()) {
            stored->state = OutboxState::Queued; // Sent twice is recorded once.
        }
        salvaged.captures.append(std::move(*stored));
    };
    // From both ends as far as the table goes, then one by one what an index still names.
    bool isWhole = m_database
                       .select("SELECT uuid, user_uuid, state, attempts, sealed, outcome FROM "
                               "captures NOT INDEXED ORDER BY device_sequence",
                               {}, take)
                       .has_value();
    isWhole = m_database
                  .select("SELECT uuid, user_uuid, state, attempts, sealed, outcome FROM captures "
                          "NOT INDEXED ORDER BY device_sequence DESC",
                          {}, take)
                  .has_value() &&
              isWhole;
    QSet<QUuid> named;
    isWhole = m_database
                  .select("SELECT uuid FROM captures ORDER BY uuid", {},
                          [&named](const QSqlQuery &row) {
                              named.insert(QUuid::fromRfc4122(row.value(0).toByteArray()));
                          })
                  .has_value() &&
              isWhole;
    for (const QUuid &uuid : std::as_const(named)) {
        if (!read.contains(uuid)) {
            seen.insert(uuid);
            static_cast<void>(m_database.select("SELECT uuid, user_uuid, state, attempts, sealed, "
                                                "outcome FROM captures WHERE uuid = ?",
                                                {uuid.toRfc4122()}, take));
        }
    }
    salvaged.unread = static_cast<int>(seen.size() - read.size());
    salvaged.isWhole = isWhole && m_database.check("PRAGMA integrity_check(captures)").has_value();
    std::ranges::sort(salvaged.captures, {},
                      [](const StoredCapture &stored) { return -stored.capture.deviceSequence; });
    return salvaged;
}

Result<QList<StoredCapture>> CaptureTable::queued(int limit, const QSet<QUuid> &heldEvents,
                                                  const QSet<QUuid> &except)
{
    const int most = heldEvents.isEmpty() ? limit + static_cast<int>(except.size()) : AllRows;
    auto found = list("SELECT uuid, user_uuid, state, attempts, sealed, outcome, event_uuid FROM "
                      "captures WHERE state = ? ORDER BY device_sequence LIMIT ?",
                      {number(OutboxState::Queued), most}, heldEvents, except);
    if (found && found->size() > limit) {
        found->resize(limit);
    }
    return found;
}

Result<std::optional<QUuid>> CaptureTable::nextToSend(const QSet<QUuid> &heldEvents)
{
    std::optional<QUuid> next;
    auto ok = m_database.select(
        "SELECT uuid, event_uuid FROM captures WHERE state = ? ORDER BY device_sequence LIMIT ?",
        {number(OutboxState::Queued), heldEvents.isEmpty() ? 1 : AllRows},
        [&](const QSqlQuery &row) {
            if (!next && !heldEvents.contains(QUuid::fromRfc4122(row.value(1).toByteArray()))) {
                next = QUuid::fromRfc4122(row.value(0).toByteArray());
            }
        });
    return ok ? Result<std::optional<QUuid>>(next) : std::unexpected(ok.error());
}

Result<QList<StoredCapture>> CaptureTable::inState(OutboxState state, int limit)
{
    return list("SELECT uuid, user_uuid, state, attempts, sealed, outcome, event_uuid FROM "
                "captures WHERE state = ? ORDER BY device_sequence LIMIT ?",
                {number(state), limit});
}

Result<std::optional<StoredCapture>> CaptureTable::find(const QUuid &uuid)
{
    auto found = list("SELECT uuid, user_uuid, state, attempts, sealed, outcome, event_uuid FROM "
                      "captures WHERE uuid = ?",
                      {uuid.toRfc4122()});
    if (!found) {
        return std::unexpected(found.error());
    }
    return found->isEmpty() ? std::nullopt : std::optional(found->first());
}

Result<void> CaptureTable::setState(const QUuid &uuid, OutboxState state, int attempts,
                                    const StoreCodec::Outcome &outcome)
{
    return m_database.run("UPDATE captures SET state = ?, attempts = ?, outcome = ? WHERE uuid = ?",
                          {number(state), attempts,
                           m_sealer.seal(CaptureOutcomes, uuid, StoreCodec::encode(outcome)),
                           uuid.toRfc4122()});
}

Result<void> CaptureTable::remove(const QUuid &uuid)
{
    return m_database.run("DELETE FROM captures WHERE uuid = ?", {uuid.toRfc4122()});
}

Result<void> CaptureTable::removeSettled(Timestamp before)
{
    return m_database.run(
        "DELETE FROM captures WHERE state = ? AND (captured_at < ? OR is_leaving OR EXISTS (SELECT "
        "1 FROM "
        "attendances a WHERE a.event_uuid = captures.event_uuid AND a.user_uuid = "
        "captures.user_uuid AND a.status = ?))",
        {number(OutboxState::Acknowledged), static_cast<qint64>(before.time_since_epoch().count()),
         static_cast<int>(AttendanceStatus::Confirmed)});
}

Result<void> CaptureTable::removeAcknowledged()
{
    return m_database.run("DELETE FROM captures WHERE state = ?",
                          {number(OutboxState::Acknowledged)});
}

Result<QList<CaptureTable::Laid>> CaptureTable::laid(const char *sql, const QVariantList &values)
{
    QList<Laid> found;
    auto ok = m_database.select(sql, values, [&found](const QSqlQuery &row) {
        const auto state = static_cast<OutboxState>(row.value(4).toInt());
        if (state == OutboxState::Rejected || state == OutboxState::Review) {
            return;
        }
        found.append({QUuid::fromRfc4122(row.value(0).toByteArray()),
                      EventUuid(QUuid::fromRfc4122(row.value(1).toByteArray())),
                      UserUuid(QUuid::fromRfc4122(row.value(2).toByteArray())),
                      Timestamp(std::chrono::milliseconds(row.value(3).toLongLong())),
                      state == OutboxState::Acknowledged, row.value(5).toBool()});
    });
    return ok ? Result<QList<Laid>>(std::move(found)) : std::unexpected(ok.error());
}

Result<QList<CaptureTable::Laid>> CaptureTable::ofEvent(EventUuid event)
{
    return laid(
        "SELECT uuid, event_uuid, user_uuid, captured_at, state, is_leaving FROM captures WHERE "
        "event_uuid = ? AND user_uuid IS NOT NULL ORDER BY captured_at, device_sequence",
        {event.value().toRfc4122()});
}

Result<QList<CaptureTable::Laid>> CaptureTable::ofPerson(UserUuid person)
{
    return laid(
        "SELECT uuid, event_uuid, user_uuid, captured_at, state, is_leaving FROM captures WHERE "
        "user_uuid = ? ORDER BY captured_at, device_sequence",
        {person.value().toRfc4122()});
}

Result<QList<CaptureTable::Laid>> CaptureTable::ofKnownPeople()
{
    return laid(
        "SELECT uuid, event_uuid, user_uuid, captured_at, state, is_leaving FROM captures WHERE "
        "user_uuid IS NOT NULL",
        {});
}

Result<QList<EventUuid>> CaptureTable::events()
{
    QList<EventUuid> found;
    auto ok = m_database.select(
        "SELECT DISTINCT event_uuid FROM captures", {}, [&found](const QSqlQuery &row) {
            found.append(EventUuid(QUuid::fromRfc4122(row.value(0).toByteArray())));
        });
    return ok ? Result<QList<EventUuid>>(std::move(found)) : std::unexpected(ok.error());
}

Result<CaptureTable::Counts> CaptureTable::counts()
{
    Counts counts;
    auto ok = m_database.select("SELECT state, count(*) FROM captures GROUP BY state", {},
                                [&counts](const QSqlQuery &row) {
                                    switch (static_cast<OutboxState>(row.value(0).toInt())) {
                                    case OutboxState::Queued:
                                    case OutboxState::Sent:
                                        counts.waiting += row.value(1).toInt();
                                        break;
                                    case OutboxState::Review:
                                        counts.review += row.value(1).toInt();
                                        [[fallthrough]];
                                    case OutboxState::Rejected:
                                    case OutboxState::Conflict:
                                        counts.attention += row.value(1).toInt();
                                        break;
                                    case OutboxState::Acknowledged:
                                    case OutboxState::Discarded: // Is in the journal.
                                        break;
                                    }
                                });
    return ok ? Result<Counts>(counts) : std::unexpected(ok.error());
}

Result<std::optional<Timestamp>> CaptureTable::oldestWaiting()
{
    std::optional<Timestamp> oldest;
    auto ok = m_database.select(
        "SELECT min(captured_at) FROM captures WHERE state IN (?, ?)",
        {number(OutboxState::Queued), number(OutboxState::Sent)}, [&oldest](const QSqlQuery &row) {
            if (!row.isNull(0)) {
                oldest = Timestamp(std::chrono::milliseconds(row.value(0).toLongLong()));
            }
        });
    return ok ? Result<std::optional<Timestamp>>(oldest) : std::unexpected(ok.error());
}

} // namespace EvalTrack
