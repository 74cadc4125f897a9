// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/capturerepository.h"

#include "wire/jsonwriter.h"
#include "wire/keys.h"
#include "wire/names.h"

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
        json.field("event_id"_L1, number(outcome.eventId));
        json.field("user_id"_L1, number(outcome.userId));
        json.field("attendance_id"_L1, number(outcome.attendanceId));
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

Result<QList<CaptureRepository::EventFacts>>
CaptureRepository::lockEvents(const QList<Capture> &captures) const
{
    QList<EventId> ids;
    QList<EventUuid> uuids;
    for (const Capture &capture : captures) {
        if (capture.eventId) {
            if (!ids.contains(*capture.eventId)) {
                ids.append(*capture.eventId);
            }
        } else if (!uuids.contains(capture.eventUuid)) {
            uuids.append(capture.eventUuid);
        }
    }
    return all("captures.lockEvents", {ids, uuids}, [](const Row &row) {
        const Timestamp begin = row.timestamp(4);
        return EventFacts{row.id<EventId>(0),
                          row.id<EventUuid>(1),
                          row.boolean(2),
                          row.boolean(3),
                          begin,
                          begin + std::chrono::minutes(row.integer(5))};
    });
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
    const auto byCode = run("captures.peopleByCode", {codes});
    if (!byCode) {
        return std::unexpected(byCode.error());
    }
    for (const Row row : *byCode) {
        people.byCode.insert(row.text(0), {row.id<UserId>(1), row.boolean(2)});
    }
    const auto byId = run("captures.peopleById", {ids});
    if (!byId) {
        return std::unexpected(byId.error());
    }
    for (const Row row : *byId) {
        people.byId.insert(row.id<UserId>(0), {row.id<UserId>(0), row.boolean(1)});
    }
    return people;
}

Result<QList<CaptureRepository::Presence>>
CaptureRepository::lockPresences(const QList<EventId> &events, const QList<UserId> &users) const
{
    return all("captures.lockPresences", {events, users}, [](const Row &row) {
        Presence presence;
        presence.eventId = row.id<EventId>(0);
        presence.userId = row.id<UserId>(1);
        presence.attendanceId = row.id<AttendanceId>(2);
        presence.status = statusOf(row.utf8(3));
        presence.attendedAt = row.optionalTimestamp(4);
        presence.acceptedCapture = row.optionalId<CaptureUuid>(5);
        if (presence.acceptedCapture) {
            presence.acceptedAt = row.timestamp(6);
        }
        presence.updatedAt = row.timestamp(7);
        presence.seatCapture = row.optionalId<CaptureUuid>(8);
        return presence;
    });
}

Result<QHash<std::pair<EventId, UserId>, AttendanceId>>
CaptureRepository::confirm(const QList<Confirmation> &confirmations) const
{
    QHash<std::pair<EventId, UserId>, AttendanceId> attendances;
    if (confirmations.isEmpty()) {
        return attendances;
    }
    QList<AttendanceUuid> uuids;
    QList<EventId> events;
    QList<UserId> users;
    QStringList states;
    QList<Timestamp> times;
    QList<std::optional<CaptureUuid>> claims;
    QList<EventId> confirmedEvents;
    QList<UserId> confirmedUsers;
    for (const Confirmation &confirmation : confirmations) {
        uuids.append(confirmation.uuid);
        events.append(confirmation.eventId);
        users.append(confirmation.userId);
        states.append(QString::fromLatin1(Wire::name(confirmation.status)));
        times.append(confirmation.attendedAt);
        claims.append(confirmation.seatCapture);
        if (confirmation.status == AttendanceStatus::Confirmed) {
            confirmedEvents.append(confirmation.eventId);
            confirmedUsers.append(confirmation.userId);
        }
    }
    const auto rows = run("captures.confirm", {uuids, events, users, states, times, claims});
    if (!rows) {
        return std::unexpected(rows.error());
    }
    for (const Row row : *rows) {
        attendances.insert({row.id<EventId>(1), row.id<UserId>(2)}, row.id<AttendanceId>(0));
    }
    if (auto ok = execute("captures.openEvaluations", {confirmedEvents, confirmedUsers}); !ok) {
        return std::unexpected(ok.error());
    }
    return attendances;
}

Result<void> CaptureRepository::saveOutcomes(const QList<Outcome> &outcomes) const
{
    return outcomes.isEmpty() ? Result<void>()
                              : execute("captures.saveOutcomes", {rowsOf(outcomes)});
}

Result<void> CaptureRepository::markOvertaken(const QList<CaptureUuid> &captures) const
{
    return captures.isEmpty() ? Result<void>() : execute("captures.markOvertaken", {captures});
}

Result<QList<CaptureRepository::Outcome>>
CaptureRepository::outcomes(const QList<CaptureUuid> &captures) const
{
    return all("captures.outcomes", {captures}, [](const Row &row) {
        const QString word = row.text(1);
        return Outcome{row.id<CaptureUuid>(0),
                       Wire::fromName<CaptureOutcome>(word).value_or(CaptureOutcome::Review),
                       row.optionalText(2),
                       std::nullopt,
                       std::nullopt,
                       row.optionalId<AttendanceId>(3)};
    });
}

Result<QHash<EventId, std::optional<qint64>>>
CaptureRepository::walkInSeats(const QList<EventId> &events) const
{
    QHash<EventId, std::optional<qint64>> seats;
    const auto rows = run("captures.walkInSeats", {events});
    if (!rows) {
        return std::unexpected(rows.error());
    }
    for (const Row row : *rows) {
        seats.insert(row.id<EventId>(0), row.optionalInteger(1));
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
                      .capturedAt = row.timestamp(6)};
    });
}

Result<void> CaptureRepository::seat(const QList<AttendanceId> &attendances) const
{
    for (const char *query :
         {"captures.takeSeats", "captures.openSeatedEvaluations", "captures.settleSeated"}) {
        if (auto ok = execute(query, {attendances}); !ok) {
            return ok;
        }
    }
    return {};
}

Result<void> CaptureRepository::unseat(const QList<AttendanceId> &attendances,
                                       const QString &reason) const
{
    for (const char *query : {"captures.giveUpSeats", "captures.closeUnseatedEvaluations"}) {
        if (auto ok = execute(query, {attendances}); !ok) {
            return ok;
        }
    }
    return execute("captures.reviewUnseated", {attendances, reason});
}

Result<void> CaptureRepository::settleReviews(AttendanceId attendance, UserId reviewer) const
{
    return execute("captures.settleReviews", {attendance, reviewer});
}

} // namespace EvalTrack::Server
