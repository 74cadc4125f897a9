// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/reviewcodec.h"

#include "wire/entitycodec.h"
#include "wire/fieldreader.h"
#include "wire/keys.h"
#include "wire/namedperson.h"
#include "wire/names.h"

#include <QJsonArray>

namespace EvalTrack::Wire {

namespace {

template <typename Id>
std::optional<qint64> valueOf(const std::optional<Id> &id)
{
    return id ? std::optional(id->value()) : std::nullopt;
}

template <typename Enum>
std::optional<QByteArrayView> nameOf(const std::optional<Enum> &value)
{
    return value ? std::optional(name(*value)) : std::nullopt;
}

NamedPerson requiredPersonIn(FieldReader &reader, QLatin1StringView key)
{
    return personIn(reader, key, Presence::Required).value_or(NamedPerson());
}

template <typename Id>
std::optional<Id> idIn(FieldReader &reader, QLatin1StringView key)
{
    const auto value = reader.integer(key, Presence::Optional, 1);
    return value ? std::optional(Id(*value)) : std::nullopt;
}

/// Each object of an array as `parse` reads it.
template <typename T, typename Parse>
QList<T> listIn(FieldReader &reader, QLatin1StringView key, Parse parse)
{
    QList<T> list;
    const auto array = reader.array(key, Presence::Required);
    for (const QJsonValue &value : array.value_or(QJsonArray())) {
        auto item = parse(value.toObject());
        if (!item) {
            reader.refuse(key, QStringLiteral("must contain well-formed objects"));
            return list;
        }
        list.append(*std::move(item));
    }
    return list;
}

void write(JsonWriter &json, const AttendanceCorrection &correction)
{
    json.beginObject();
    json.field(Key::at, correction.at);
    json.field(Key::previousAt, correction.previous);
    json.field(Key::correctedAt, correction.corrected);
    json.field(Key::reason, correction.reason);
    writePerson(json, Key::by, correction.by);
    json.endObject();
}

Result<AttendanceCorrection> parseCorrection(const QJsonObject &object)
{
    FieldReader reader(object);
    AttendanceCorrection correction;
    correction.at = reader.timestamp(Key::at, Presence::Required).value_or(Timestamp());
    correction.previous = reader.timestamp(Key::previousAt, Presence::Optional);
    correction.corrected = reader.timestamp(Key::correctedAt, Presence::Optional);
    correction.reason = reader.text(Key::reason, Presence::Required).value_or(QString());
    correction.by = requiredPersonIn(reader, Key::by);
    const auto ok = reader.finish();
    return ok ? Result<AttendanceCorrection>(correction) : std::unexpected(ok.error());
}

void write(JsonWriter &json, const AttendanceExplanation::Step &step)
{
    json.beginObject();
    json.field(Key::at, step.at);
    json.field(Key::action, step.action);
    writePerson(json, Key::by, step.by);
    json.endObject();
}

Result<AttendanceExplanation::Step> parseStep(const QJsonObject &object)
{
    FieldReader reader(object);
    AttendanceExplanation::Step step;
    step.at = reader.timestamp(Key::at, Presence::Required).value_or(Timestamp());
    step.action = reader.text(Key::action, Presence::Required).value_or(QString());
    step.by = personIn(reader, Key::by, Presence::Optional);
    const auto ok = reader.finish();
    return ok ? Result<AttendanceExplanation::Step>(step) : std::unexpected(ok.error());
}

} // namespace

void write(JsonWriter &json, const std::optional<CaptureRecord::Change> &change)
{
    if (!change) {
        json.null();
        return;
    }
    json.beginObject();
    json.key(Key::before);
    if (change->statusBefore) {
        json.beginObject();
        json.field(Key::status, name(*change->statusBefore));
        json.field(Key::attendedAt, change->attendedBefore);
        json.endObject();
    } else {
        json.null();
    }
    json.key(Key::after);
    json.beginObject();
    json.field(Key::status, name(change->statusAfter));
    json.field(Key::attendedAt, change->attendedAfter);
    json.endObject();
    json.endObject();
}

std::optional<CaptureRecord::Change> parseChange(const QJsonValue &value)
{
    if (!value.isObject()) {
        return std::nullopt;
    }
    CaptureRecord::Change change;
    const QJsonValue before = value.toObject().value(Key::before);
    if (before.isObject()) {
        FieldReader reader(before.toObject());
        change.statusBefore = reader.enumeration<AttendanceStatus>(Key::status, Presence::Required);
        change.attendedBefore = reader.timestamp(Key::attendedAt, Presence::Optional);
    }
    FieldReader after(value.toObject().value(Key::after).toObject());
    const auto status = after.enumeration<AttendanceStatus>(Key::status, Presence::Required);
    if (!status) {
        return std::nullopt;
    }
    change.statusAfter = *status;
    change.attendedAfter = after.timestamp(Key::attendedAt, Presence::Optional);
    return change;
}

void write(JsonWriter &json, const CaptureRecord &record)
{
    json.beginObject();
    json.key(Key::capture);
    write(json, record.capture);
    json.field(Key::outcome, name(record.outcome));
    json.field(Key::reason, record.reason);
    json.key(Key::flags);
    json.beginArray();
    for (const CaptureFlag flag : record.flags) {
        json.value(name(flag));
    }
    json.endArray();
    json.field(Key::countedAt, record.countedAt);
    json.field(Key::bestAt, record.bestAt);
    json.field(Key::uncertaintyMs, record.uncertainty
                                       ? std::optional<qint64>(record.uncertainty->count())
                                       : std::nullopt);
    json.field(Key::receivedAt, record.receivedAt);
    writePerson(json, Key::recordedBy, record.recordedBy);
    writePerson(json, Key::person, record.person);
    json.field(Key::eventId, valueOf(record.eventId));
    json.field(Key::eventTitle, record.eventTitle);
    json.field(Key::attendanceId, valueOf(record.attendanceId));
    json.field(Key::state, nameOf(record.state));
    writePerson(json, Key::decidedBy, record.decidedBy);
    json.field(Key::decidedAt, record.decidedAt);
    json.field(Key::decisionNote, record.decisionNote);
    json.key(Key::change);
    write(json, record.change);
    json.endObject();
}

Result<CaptureRecord> parseCaptureRecord(const QJsonObject &object)
{
    FieldReader reader(object);
    CaptureRecord record;
    const auto capture =
        parseCapture(reader.object(Key::capture, Presence::Required).value_or(QJsonObject()));
    if (!capture) {
        return std::unexpected(capture.error());
    }
    record.capture = *capture;
    record.outcome = reader.enumeration<CaptureOutcome>(Key::outcome, Presence::Required)
                         .value_or(CaptureOutcome::Review);
    record.reason = reader.text(Key::reason, Presence::Optional);
    // A flag of a newer server is no reason to show nothing.
    for (const QJsonValue &flag :
         reader.array(Key::flags, Presence::Required).value_or(QJsonArray())) {
        if (const auto known = fromName<CaptureFlag>(flag.toString())) {
            record.flags.append(*known);
        }
    }
    record.countedAt = reader.timestamp(Key::countedAt, Presence::Required).value_or(Timestamp());
    record.bestAt = reader.timestamp(Key::bestAt, Presence::Optional);
    if (const auto uncertainty = reader.integer(Key::uncertaintyMs, Presence::Optional, 0)) {
        record.uncertainty = std::chrono::milliseconds(*uncertainty);
    }
    record.receivedAt = reader.timestamp(Key::receivedAt, Presence::Required).value_or(Timestamp());
    record.recordedBy = requiredPersonIn(reader, Key::recordedBy);
    record.person = personIn(reader, Key::person, Presence::Optional);
    record.eventId = idIn<EventId>(reader, Key::eventId);
    record.eventTitle = reader.text(Key::eventTitle, Presence::Optional).value_or(QString());
    record.attendanceId = idIn<AttendanceId>(reader, Key::attendanceId);
    record.state = reader.enumeration<ReviewState>(Key::state, Presence::Optional);
    record.decidedBy = personIn(reader, Key::decidedBy, Presence::Optional);
    record.decidedAt = reader.timestamp(Key::decidedAt, Presence::Optional);
    record.decisionNote = reader.text(Key::decisionNote, Presence::Optional);
    record.change = parseChange(object.value(Key::change));
    const auto ok = reader.finish();
    return ok ? Result<CaptureRecord>(record) : std::unexpected(ok.error());
}

void write(JsonWriter &json, const AttendanceExplanation &explanation)
{
    json.beginObject();
    json.key(Key::attendance);
    write(json, explanation.attendance);
    json.field(Key::rule, name(explanation.rule));
    json.field(Key::confirmedByHandAt, explanation.confirmedByHandAt);
    json.field(Key::cancelledAt, explanation.cancelledAt);
    const auto list = [&json](QLatin1StringView key, const auto &items) {
        json.key(key);
        json.beginArray();
        for (const auto &item : items) {
            write(json, item);
        }
        json.endArray();
    };
    list(Key::captures, explanation.captures);
    list(Key::corrections, explanation.corrections);
    list(Key::steps, explanation.steps);
    json.endObject();
}

Result<AttendanceExplanation> parseAttendanceExplanation(const QJsonObject &object)
{
    FieldReader reader(object);
    AttendanceExplanation explanation;
    const auto attendance =
        parseAttendance(reader.object(Key::attendance, Presence::Required).value_or(QJsonObject()));
    if (!attendance) {
        return std::unexpected(attendance.error());
    }
    explanation.attendance = *attendance;
    explanation.rule = reader.enumeration<AttendanceRule>(Key::rule, Presence::Required)
                           .value_or(AttendanceRule::NotYet);
    explanation.confirmedByHandAt = reader.timestamp(Key::confirmedByHandAt, Presence::Optional);
    explanation.cancelledAt = reader.timestamp(Key::cancelledAt, Presence::Optional);
    explanation.captures = listIn<CaptureRecord>(reader, Key::captures, parseCaptureRecord);
    explanation.corrections =
        listIn<AttendanceCorrection>(reader, Key::corrections, parseCorrection);
    explanation.steps = listIn<AttendanceExplanation::Step>(reader, Key::steps, parseStep);
    const auto ok = reader.finish();
    return ok ? Result<AttendanceExplanation>(explanation) : std::unexpected(ok.error());
}

} // namespace EvalTrack::Wire
