// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/importcodec.h"

#include "wire/fieldreader.h"
#include "wire/keys.h"
#include "wire/names.h"

#include <QJsonArray>

namespace EvalTrack::Wire {

void write(JsonWriter &json, const ImportRecord &record)
{
    json.beginObject();
    json.field(Key::id, record.id);
    json.field(Key::kind, name(record.kind));
    json.field(Key::fileName, record.fileName);
    json.field(Key::by, record.byName);
    json.field(Key::createdAt, record.createdAt);
    json.field(Key::appliedAt, record.appliedAt);
    json.field(Key::undoneAt, record.undoneAt);
    json.field(Key::created, record.created);
    json.field(Key::changed, record.changed);
    json.field(Key::leftAsIs, record.leftAsIs);
    json.field(Key::uuid, record.uuid);
    json.endObject();
}

void write(JsonWriter &json, const ImportOutcome &outcome)
{
    json.beginObject();
    json.key(Key::record);
    write(json, outcome.record);
    json.key(Key::refused);
    json.beginArray();
    for (const RefusedLine &refused : outcome.refused) {
        json.beginObject();
        json.field(Key::line, refused.line);
        json.field(Key::field, refused.field);
        json.field(Key::message, refused.message);
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

Result<ImportRecord> parseImportRecord(const QJsonObject &object)
{
    FieldReader reader(object);
    ImportRecord record;
    record.id = reader.integer(Key::id, Presence::Required, 1).value_or(0);
    record.kind =
        reader.enumeration<ImportKind>(Key::kind, Presence::Required).value_or(ImportKind::People);
    record.fileName = reader.text(Key::fileName, Presence::Required).value_or(QString());
    record.byName = reader.text(Key::by, Presence::Required).value_or(QString());
    record.createdAt = reader.timestamp(Key::createdAt, Presence::Required).value_or(Timestamp());
    record.appliedAt = reader.timestamp(Key::appliedAt, Presence::Optional);
    record.undoneAt = reader.timestamp(Key::undoneAt, Presence::Optional);
    record.created = reader.integer(Key::created, Presence::Required, 0).value_or(0);
    record.changed = reader.integer(Key::changed, Presence::Required, 0).value_or(0);
    record.leftAsIs = reader.integer(Key::leftAsIs, Presence::Required, 0).value_or(0);
    record.uuid = reader.uuid(Key::uuid, Presence::Required).value_or(QUuid());
    const auto ok = reader.finish();
    return ok ? Result<ImportRecord>(record) : std::unexpected(ok.error());
}

Result<ImportOutcome> parseImportOutcome(const QJsonObject &object)
{
    FieldReader reader(object);
    ImportOutcome outcome;
    const auto imported = reader.object(Key::record, Presence::Required);
    const auto refused = reader.array(Key::refused, Presence::Required);
    if (auto ok = reader.finish(); !ok) {
        return std::unexpected(ok.error());
    }
    const auto record = parseImportRecord(*imported);
    if (!record) {
        return std::unexpected(record.error());
    }
    outcome.record = *record;
    for (const QJsonValue &each : *refused) {
        FieldReader line(each.toObject());
        outcome.refused.append(
            {static_cast<int>(line.integer(Key::line, Presence::Required, 0).value_or(0)),
             line.text(Key::field, Presence::Required).value_or(QString()),
             line.text(Key::message, Presence::Required).value_or(QString())});
        if (auto ok = line.finish(); !ok) {
            return std::unexpected(ok.error());
        }
    }
    return outcome;
}

} // namespace EvalTrack::Wire
