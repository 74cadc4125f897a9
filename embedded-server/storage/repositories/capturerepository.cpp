// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/capturerepository.h"

#include "wire/jsonwriter.h"
#include "wire/keys.h"
#include "wire/names.h"
#include "wire/reviewcodec.h"

namespace EvalTrack::Server {

namespace {

using namespace Qt::Literals::StringLiterals;

template <typename Id>
std::optional<qint64> number(const std::optional<Id> &id)
{
    return id ? std::optional(id->value()) : std::nullopt;
}

/// The rows of attendance_captures, as jsonb_to_recordset reads them.
QByteArray rowsOf(const QList<Capture> &captures)
{
    Wire::JsonWriter json;
    json.beginArray();
    for (const Capture &capture : captures) {
        const auto orNull = [](const QUuid &uuid) {
            return uuid.isNull() ? std::nullopt : std::optional(uuid);
        };
        json.beginObject();
        json.field("uuid"_L1, capture.uuid.value());
        json.field("event_uuid"_L1, orNull(capture.eventUuid.value()));
        json.field("event_id"_L1, number(capture.eventId));
        json.field("code"_L1, capture.code);
        json.field("user_id"_L1, number(capture.userId));
        json.field("device_id"_L1, orNull(capture.deviceId));
        json.field("device_sequence"_L1, capture.deviceSequence);
        json.field("boot_id"_L1, orNull(capture.bootId));
        json.field("captured_at"_L1, capture.capturedAt);
        json.field("utc_offset_minutes"_L1, static_cast<qint64>(capture.utcOffset.count()));
        json.field("zone"_L1, capture.zone);
        json.field("monotonic_ms"_L1, static_cast<qint64>(capture.monotonic.count()));
        json.field("anchor_at"_L1, capture.anchorAt);
        json.field("anchor_uncertainty_ms"_L1,
                   capture.anchorUncertainty
                       ? std::optional<qint64>(capture.anchorUncertainty->count())
                       : std::nullopt);
        json.field("method"_L1, Wire::name(capture.method));
        json.field("note"_L1, capture.note);
        json.field("anchor_boot_id"_L1, capture.anchorBootId);
        json.field("anchor_monotonic_ms"_L1,
                   capture.anchorMonotonic ? std::optional<qint64>(capture.anchorMonotonic->count())
                                           : std::nullopt);
        json.field("is_waiting"_L1, capture.isWaiting);
        json.field("is_leaving"_L1, capture.isLeaving);
        json.endObject();
    }
    json.endArray();
    return json.take();
}

QByteArray rowsOf(const QList<CaptureRepository::Outcome> &outcomes)
{
    Wire::JsonWriter json;
    json.beginArray();
    for (const CaptureRepository::Outcome &outcome : outcomes) {
        json.beginObject();
        json.field("capture_uuid"_L1, outcome.capture.value());
        json.field("outcome"_L1, Wire::name(outcome.outcome));
        json.field("reason"_L1, outcome.reason);
        json.field("hold_reason"_L1, outcome.holdReason);
        json.field("event_id"_L1, number(outcome.eventId));
        json.field("user_id"_L1, number(outcome.userId));
        json.field("attendance_id"_L1, number(outcome.attendanceId));
        json.field("counted_at"_L1, outcome.countedAt);
        json.field("best_at"_L1, outcome.bestAt);
        json.field("uncertainty_ms"_L1, outcome.uncertainty
                                            ? std::optional<qint64>(outcome.uncertainty->count())
                                            : std::nullopt);
        json.key("flags"_L1);
        json.beginArray();
        for (const CaptureFlag flag : outcome.flags) {
            json.value(Wire::name(flag));
        }
        json.endArray();
        json.key("change"_L1);
        Wire::write(json, outcome.change);
        json.endObject();
    }
    json.endArray();
    return json.take();
}

AttendanceStatus statusOf(QByteArrayView name)
{
    for (const AttendanceStatus status :
         {AttendanceStatus::Pending, AttendanceStatus::Confirmed, AttendanceStatus::Cancelled}) {
        if (Wire::name(status) == name) {
            return status;
        }
    }
    return AttendanceStatus::Pending;
}

} // namespace

std::optional<CaptureRepository::Person> CaptureRepository::People::of(const Capture &capture) const
{
    if (capture.userId) {
        const auto found = byId.constFind(*capture.userId);
        return found == byId.constEnd() ? std::nullopt : std::optional(*found);
    }
    const auto found = byCode.constFind(capture.code.value_or(QString()).trimmed());
    return found == byCode.constEnd() ? std::nullopt : std::optional(*found);
}

Result<QList<CaptureUuid>> CaptureRepository::append(const QList<Capture> &captures,
                                                     UserId recordedBy) const
{
    return all("captures.append", {rowsOf(captures), recordedBy},
               [](const Row &row) { return row.id<CaptureUuid>(0); });
}

namespace {

struct NamedEvents
{
    QList<EventId> ids;
    QList<EventUuid> uuids;

    [[nodiscard]] bool isEmpty() const { return ids.isEmpty() && uuids.isEmpty(); }
    [[nodiscard]] SqlValues values() const { return {ids, uuids}; }
};

NamedEvents eventsOf(const QList<Capture> &captures)
{
    NamedEvents events;
    for (const Capture &capture : captures) {
        if (capture.eventId) {
            if (!events.ids.contains(*capture.eventId)) {
                events.ids.append(*capture.eventId);
            }
        } else if (!events.uuids.contains(capture.eventUuid)) {
            events.uuids.append(capture.eventUuid);
        }
    }
    return events;
}

CaptureRepository::EventFacts factsFrom(const Row &row)
{
    const Timestamp begin = row.timestamp(4);
    return {row.id<EventId>(0),
            row.id<EventUuid>(1),
            row.text(7),
            row.boolean(2),
            row.boolean(3),
            row.boolean(6),
            begin,
            begin + std::chrono::minutes(row.integer(5))};
}

} // namespace

Result<void> CaptureRepository::goByIndex() const
{
    return execute("captures.goByIndex");
}

Result<QList<CaptureRepository::EventFacts>>
CaptureRepository::lockEvents(const QList<Capture> &captures) const
{
    return all("captures.lockEvents", eventsOf(captures).values(), factsFrom);
}

Result<QList<CaptureRepository::EventFacts>>
CaptureRepository::holdEvents(const QList<Capture> &captures) const
{
    NamedEvents named = eventsOf(captures);
    auto events = all("captures.holdOpenEvents", named.values(), factsFrom);
    if (!events) {
        return events;
    }
    for (const EventFacts &event : *events) {
        named.ids.removeOne(event.id);
        named.uuids.removeOne(event.uuid);
    }
    if (named.isEmpty()) {
        return events;
    }
    // Those that have a limit, also since a moment ago, and those that there are not.
    const auto limited = all("captures.lockEvents", named.values(), factsFrom);
    if (!limited) {
        return limited;
    }
    return *events + *limited;
}

Result<CaptureRepository::People> CaptureRepository::people(const QList<Capture> &captures) const
{
    QStringList codes;
    QList<UserId> ids;
    for (const Capture &capture : captures) {
        if (capture.userId) {
            ids.append(*capture.userId);
        } else {
            codes.append(capture.code->trimmed());
        }
    }
    codes.removeDuplicates();
    People people;
    if (!codes.isEmpty()) {
        const auto byCode = run("captures.peopleByCode", {codes});
        if (!byCode) {
            return std::unexpected(byCode.error());
        }
        for (const Row row : *byCode) {
            people.byCode.insert(row.text(0), {row.id<UserId>(1), row.boolean(2)});
        }
    }
    if (!ids.isEmpty()) {
        const auto byId = run("captures.peopleById", {ids});
        if (!byId) {
            return std::unexpected(byId.error());
        }
        for (const Row row : *byId) {
            people.byId.insert(row.id<UserId>(0), {row.id<UserId>(0), row.boolean(1)});
        }
    }
    return people;
}

Result<QList<CaptureRepository::Presence>>
CaptureRepository::lockPresences(const QList<EventId> &events, const QList<UserId> &users) const
{
    return all("captures.lockPresences", {events, users}, [](const Row &row) {
        return Presence{.eventId = row.id<EventId>(0),
                        .userId = row.id<UserId>(1),
                        .attendanceId = row.id<AttendanceId>(2),
                        .status = statusOf(row.utf8(3)),
                        .attendedAt = row.optionalTimestamp(4),
                        .leftAt = row.optionalTimestamp(10),
                        .seatCapture = row.optionalId<CaptureUuid>(5),
                        .handAt = row.optionalTimestamp(6),
                        .correctedAt = row.optionalTimestamp(7),
                        .cancelledAt = row.optionalTimestamp(8),
                        .isRegistered = row.boolean(9)};
    });
}

Result<QList<CaptureRepository::Counting>>
CaptureRepository::counting(const QList<EventId> &events, const QList<UserId> &users) const
{
    return all("captures.counting", {events, users}, [](const Row &row) {
        return Counting{.eventId = row.id<EventId>(0),
                        .userId = row.id<UserId>(1),
                        .capture = row.id<CaptureUuid>(2),
                        .at = row.timestamp(3),
                        .isDecided = row.boolean(4),
                        .isWaiting = row.boolean(5),
                        .isLeaving = row.boolean(6)};
    });
}

Result<QHash<std::pair<EventId, UserId>, AttendanceId>>
CaptureRepository::derive(const QList<Derived> &attendances) const
{
    QHash<std::pair<EventId, UserId>, AttendanceId> ids;
    if (attendances.isEmpty()) {
        return ids;
    }
    struct Columns
    {
        QList<AttendanceId> ids;
        QList<AttendanceUuid> uuids;
        QList<EventId> events;
        QList<UserId> users;
        QStringList states;
        QList<std::optional<Timestamp>> times;
        QList<std::optional<CaptureUuid>> claims;
        QList<std::optional<Timestamp>> departures;
    };
    Columns added;
    Columns changed;
    QList<EventId> confirmedEvents;
    QList<UserId> confirmedUsers;
    for (const Derived &attendance : attendances) {
        Columns &columns = attendance.id.isNull() ? added : changed;
        columns.ids.append(attendance.id);
        columns.uuids.append(attendance.uuid);
        columns.events.append(attendance.eventId);
        columns.users.append(attendance.userId);
        columns.states.append(QString::fromLatin1(Wire::name(attendance.status)));
        columns.times.append(attendance.attendedAt);
        columns.claims.append(attendance.seatCapture);
        columns.departures.append(attendance.leftAt);
        if (attendance.status == AttendanceStatus::Confirmed) {
            confirmedEvents.append(attendance.eventId);
            confirmedUsers.append(attendance.userId);
        }
        if (!attendance.id.isNull()) {
            ids.insert({attendance.eventId, attendance.userId}, attendance.id);
        }
    }
    if (!added.ids.isEmpty()) {
        const auto rows =
            run("captures.addDerived", {added.uuids, added.events, added.users, added.states,
                                        added.times, added.claims, added.departures});
        if (!rows) {
            return std::unexpected(rows.error());
        }
        if (rows->count() < added.ids.size()) {
            // Their captures are committed now, but were not counted here.
            const auto refused = execute("captures.startOver");
            return refused ? failure(ErrorCode::Internal) : std::unexpected(refused.error());
        }
        for (const Row row : *rows) {
            ids.insert({row.id<EventId>(1), row.id<UserId>(2)}, row.id<AttendanceId>(0));
        }
    }
    if (!changed.ids.isEmpty()) {
        if (auto ok = execute("captures.changeDerived", {changed.ids, changed.states, changed.times,
                                                         changed.claims, changed.departures});
            !ok) {
            return std::unexpected(ok.error());
        }
    }
    QList<AttendanceId> unconfirmed;
    for (const Derived &attendance : attendances) {
        if (attendance.status != AttendanceStatus::Confirmed) {
            unconfirmed.append(ids.value({attendance.eventId, attendance.userId}));
        }
    }
    if (!confirmedEvents.isEmpty()) {
        if (auto ok = execute("captures.openEvaluations", {confirmedEvents, confirmedUsers}); !ok) {
            return std::unexpected(ok.error());
        }
    }
    if (!unconfirmed.isEmpty()) {
        if (auto ok = execute("captures.closeUnseatedEvaluations", {unconfirmed}); !ok) {
            return std::unexpected(ok.error());
        }
    }
    return ids;
}

Result<void> CaptureRepository::settle(const QList<Settlement> &settlements) const
{
    if (settlements.isEmpty()) {
        return {};
    }
    QList<AttendanceId> attendances;
    QList<std::optional<CaptureUuid>> accepted;
    QList<bool> seated;
    QList<bool> came;
    for (const Settlement &settlement : settlements) {
        attendances.append(settlement.attendance);
        accepted.append(settlement.accepted);
        seated.append(settlement.hasSeat);
        came.append(settlement.came);
    }
    return execute("captures.settle", {attendances, accepted, seated, came});
}

Result<void> CaptureRepository::saveOutcomes(const QList<Outcome> &outcomes) const
{
    return outcomes.isEmpty() ? Result<void>()
                              : execute("captures.saveOutcomes", {rowsOf(outcomes)});
}

// A capture under review has led to nothing yet, even if an attendance waits for it.
Result<QList<CaptureReceipt>> CaptureRepository::receipts(const QList<CaptureUuid> &captures) const
{
    return all("captures.outcomes", {captures}, [](const Row &row) {
        const auto outcome =
            Wire::fromName<CaptureOutcome>(row.text(1)).value_or(CaptureOutcome::Review);
        return CaptureReceipt{row.id<CaptureUuid>(0), outcome, row.optionalText(2),
                              outcome == CaptureOutcome::Review ? std::nullopt
                                                                : row.optionalId<AttendanceId>(3)};
    });
}

Result<qint64> CaptureRepository::lastSequenceOf(const QUuid &device) const
{
    const auto last =
        first("captures.lastSequenceOf", {device}, [](const Row &row) { return row.integer(0); });
    return last ? Result<qint64>(last->value_or(0)) : std::unexpected(last.error());
}

Result<QList<CaptureRepository::SequenceDoubt>>
CaptureRepository::sequenceDoubts(const QList<CaptureUuid> &captures) const
{
    return all("captures.sequenceDoubts", {captures}, [](const Row &row) {
        return SequenceDoubt{row.id<CaptureUuid>(0), row.boolean(1), row.boolean(2),
                             row.boolean(3)};
    });
}

Result<void> CaptureRepository::spreadSequence(const QList<SequenceDoubt> &doubts) const
{
    QList<CaptureUuid> closing;
    QList<CaptureUuid> cloned;
    for (const SequenceDoubt &doubt : doubts) {
        if (doubt.closesGap) {
            closing.append(doubt.capture);
        }
        if (doubt.isCloned) {
            cloned.append(doubt.capture);
        }
    }
    auto ok = closing.isEmpty() ? Result<void>() : execute("captures.closeGaps", {closing});
    return ok && !cloned.isEmpty() ? execute("captures.flagClones", {cloned}) : ok;
}

Result<QHash<EventId, CaptureRepository::Seats>>
CaptureRepository::seats(const QList<EventId> &events) const
{
    QHash<EventId, Seats> seats;
    const auto rows = run("captures.seats", {events});
    if (!rows) {
        return std::unexpected(rows.error());
    }
    for (const Row row : *rows) {
        seats.insert(row.id<EventId>(0), {row.optionalInteger(1), row.integer(2)});
    }
    return seats;
}

Result<QList<CaptureRepository::WalkIn>>
CaptureRepository::walkIns(const QList<EventId> &events) const
{
    return all("captures.walkIns", {events}, [](const Row &row) {
        return WalkIn{.eventId = row.id<EventId>(0),
                      .userId = row.id<UserId>(1),
                      .attendanceId = row.id<AttendanceId>(2),
                      .attendanceUuid = row.id<AttendanceUuid>(3),
                      .hasSeat = row.boolean(4),
                      .capture = row.id<CaptureUuid>(5),
                      .capturedAt = row.timestamp(6),
                      .isWaiting = row.boolean(7)};
    });
}

namespace {

struct Reseated
{
    QList<AttendanceId> attendances;
    QList<CaptureRepository::Settlement> settlements;
};

Reseated reseated(const QList<CaptureRepository::WalkIn> &walkIns, bool hasSeat)
{
    Reseated seats;
    for (const CaptureRepository::WalkIn &walkIn : walkIns) {
        seats.attendances.append(walkIn.attendanceId);
        seats.settlements.append({walkIn.attendanceId, walkIn.capture, hasSeat});
    }
    return seats;
}

} // namespace

Result<void> CaptureRepository::seat(const QList<WalkIn> &walkIns) const
{
    const Reseated seats = reseated(walkIns, true);
    for (const char *query : {"captures.takeSeats", "captures.openSeatedEvaluations"}) {
        if (auto ok = execute(query, {seats.attendances}); !ok) {
            return ok;
        }
    }
    return settle(seats.settlements);
}

Result<void> CaptureRepository::unseat(const QList<WalkIn> &walkIns) const
{
    const Reseated seats = reseated(walkIns, false);
    for (const char *query : {"captures.giveUpSeats", "captures.closeUnseatedEvaluations"}) {
        if (auto ok = execute(query, {seats.attendances}); !ok) {
            return ok;
        }
    }
    return settle(seats.settlements);
}

Result<std::optional<CaptureRepository::Share>>
CaptureRepository::shareOf(EventId event, const QUuid &device) const
{
    return first("captures.shareOf", {event, device}, [](const Row &row) {
        return Share{row.integer(0), row.integer(1)};
    });
}

Result<void> CaptureRepository::offerShare(EventId event, const QUuid &device, qint64 held) const
{
    return execute("captures.offerShare", {event, device, held});
}

Result<void> CaptureRepository::grantShare(EventId event, const QUuid &device, qint64 seats) const
{
    return execute("captures.grantShare", {event, device, seats});
}

Result<bool> CaptureRepository::endShare(EventId event, const QUuid &device) const
{
    const auto ended = run("captures.endShare", {event, device});
    return ended ? Result<bool>(ended->count() > 0) : std::unexpected(ended.error());
}

Result<CaptureRepository::Pool> CaptureRepository::seatPool(EventId event,
                                                            const QUuid &device) const
{
    const auto pool = first("captures.seatPool", {event, device}, [](const Row &row) {
        return Pool{.free = row.integer(0),
                    .promisedElsewhere = row.integer(1),
                    .waiting = row.integer(2),
                    .doors = row.integer(3)};
    });
    return pool ? Result<Pool>(pool->value_or(Pool())) : std::unexpected(pool.error());
}

Result<void> CaptureRepository::settleReviews(AttendanceId attendance, UserId reviewer) const
{
    return execute("captures.settleReviews", {attendance, reviewer});
}

} // namespace EvalTrack::Server
