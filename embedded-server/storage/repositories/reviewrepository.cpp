// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/reviewrepository.h"

#include "wire/names.h"
#include "wire/reviewcodec.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace EvalTrack::Server {

namespace {

using std::chrono::milliseconds;

QJsonDocument document(const Row &row, int column)
{
    return QJsonDocument::fromJson(row.utf8(column).toByteArray());
}

std::optional<milliseconds> optionalMilliseconds(const Row &row, int column)
{
    const auto count = row.optionalInteger(column);
    return count ? std::optional(milliseconds(*count)) : std::nullopt;
}

/// Of an id and the name in the column after it.
std::optional<NamedPerson> personIn(const Row &row, int column)
{
    const auto id = row.optionalId<UserId>(column);
    return id ? std::optional(NamedPerson{*id, row.text(column + 1)}) : std::nullopt;
}

template <typename Enum>
std::optional<Enum> enumIn(const Row &row, int column)
{
    return row.isNull(column) ? std::nullopt : Wire::fromName<Enum>(row.text(column));
}

Capture captureIn(const Row &row)
{
    Capture capture;
    capture.uuid = row.id<CaptureUuid>(0);
    capture.eventUuid = row.optionalId<EventUuid>(1).value_or(EventUuid());
    capture.eventId = row.optionalId<EventId>(2);
    capture.code = row.optionalText(3);
    capture.userId = row.optionalId<UserId>(4);
    capture.deviceId = row.isNull(5) ? QUuid() : row.uuid(5);
    capture.deviceSequence = row.optionalInteger(6).value_or(0);
    capture.bootId = row.isNull(7) ? QUuid() : row.uuid(7);
    capture.capturedAt = row.timestamp(8);
    capture.utcOffset = std::chrono::minutes(row.integer(9));
    capture.zone = row.optionalText(10).value_or(QString());
    capture.monotonic = optionalMilliseconds(row, 11).value_or(milliseconds(0));
    capture.anchorAt = row.optionalTimestamp(12);
    capture.anchorUncertainty = optionalMilliseconds(row, 13);
    capture.method = enumIn<CaptureMethod>(row, 14).value_or(CaptureMethod::Manual);
    capture.note = row.optionalText(15);
    capture.anchorBootId = row.isNull(16) ? std::nullopt : std::optional(row.uuid(16));
    capture.anchorMonotonic = optionalMilliseconds(row, 17);
    capture.isWaiting = row.boolean(39);
    capture.isLeaving = row.boolean(40);
    return capture;
}

/// A row of capture_records.
CaptureRecord recordIn(const Row &row)
{
    CaptureRecord record;
    record.capture = captureIn(row);
    record.outcome = enumIn<CaptureOutcome>(row, 18).value_or(CaptureOutcome::Review);
    record.reason = row.optionalText(19);
    const QJsonArray flags = document(row, 20).array();
    for (const QJsonValue &flag : flags) {
        if (const auto known = Wire::fromName<CaptureFlag>(flag.toString())) {
            record.flags.append(*known);
        }
    }
    record.countedAt = row.timestamp(21);
    record.bestAt = row.optionalTimestamp(22);
    record.uncertainty = optionalMilliseconds(row, 23);
    record.receivedAt = row.timestamp(24);
    record.recordedBy = personIn(row, 25).value_or(NamedPerson());
    record.person = personIn(row, 27);
    record.eventId = row.optionalId<EventId>(29);
    record.eventTitle = row.optionalText(30).value_or(QString());
    record.attendanceId = row.optionalId<AttendanceId>(31);
    record.state = enumIn<ReviewState>(row, 32);
    record.decidedBy = personIn(row, 33);
    record.decidedAt = row.optionalTimestamp(35);
    record.decisionNote = row.optionalText(36);
    if (!row.isNull(37)) {
        record.change = Wire::parseChange(document(row, 37).object());
    }
    return record;
}

constexpr int SequenceColumn = 38;

} // namespace

Result<QList<ReviewRepository::Listed>>
ReviewRepository::page(Which which, const std::optional<Position> &after, int limit) const
{
    const SqlValue time = after ? SqlValue(after->time) : SqlValue(QStringLiteral("infinity"));
    const qint64 id = after ? after->id : std::numeric_limits<qint64>::max();
    return all(which == Which::Open ? "reviews.openPage" : "reviews.decidedPage", {time, id, limit},
               [](const Row &row) {
                   return Listed{recordIn(row), row.integer(SequenceColumn)};
               });
}

Result<qint64> ReviewRepository::openCount() const
{
    return number("reviews.countOpen");
}

Result<QList<CaptureRecord>> ReviewRepository::ofAttendance(EventId event, UserId user) const
{
    return all("reviews.ofAttendance", {event, user}, recordIn);
}

Result<QList<CaptureRecord>> ReviewRepository::byCaptures(const QList<CaptureUuid> &captures) const
{
    return all("reviews.byCaptures", {captures}, recordIn);
}

Result<void> ReviewRepository::decide(const QList<CaptureUuid> &captures,
                                      const Decision &decision) const
{
    return execute("reviews.decide", {captures, QString::fromLatin1(Wire::name(decision.state)),
                                      decision.by, decision.note, decision.person});
}

Result<void> ReviewRepository::reopen(const QList<CaptureUuid> &captures) const
{
    return execute("reviews.reopen", {captures});
}

Result<std::optional<ReviewRepository::Presence>>
ReviewRepository::presence(AttendanceId attendance) const
{
    return first("reviews.presence", {attendance}, [](const Row &row) {
        return Presence{enumIn<AttendanceStatus>(row, 0).value_or(AttendanceStatus::Pending),
                        row.optionalTimestamp(1),
                        !row.isNull(2),
                        row.optionalTimestamp(3),
                        row.optionalTimestamp(4),
                        row.optionalTimestamp(5)};
    });
}

Result<QList<AttendanceCorrection>> ReviewRepository::corrections(AttendanceId attendance) const
{
    return all("reviews.corrections", {attendance}, [](const Row &row) {
        return AttendanceCorrection{row.timestamp(0), row.optionalTimestamp(1),
                                    row.optionalTimestamp(2), row.text(3),
                                    personIn(row, 4).value_or(NamedPerson())};
    });
}

Result<void> ReviewRepository::correct(AttendanceId attendance, const std::optional<Timestamp> &at,
                                       const QString &reason, UserId by) const
{
    auto noted = execute("reviews.addCorrection", {attendance, at, reason, by});
    return noted ? execute("reviews.setCorrection", {attendance, at}) : noted;
}

Result<QList<AttendanceExplanation::Step>> ReviewRepository::steps(AttendanceId attendance) const
{
    return all("reviews.steps", {attendance}, [](const Row &row) {
        return AttendanceExplanation::Step{row.timestamp(0), row.text(1), personIn(row, 2)};
    });
}

Result<std::optional<NamedPerson>> ReviewRepository::person(UserId user) const
{
    return first("reviews.activePerson", {user}, [](const Row &row) {
        return NamedPerson{row.id<UserId>(0), row.text(1)};
    });
}

} // namespace EvalTrack::Server
