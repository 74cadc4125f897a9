// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/activitycodec.h"

#include "wire/keys.h"
#include "wire/namedperson.h"

namespace EvalTrack::Wire {

namespace {

constexpr int MostFields = 100;
constexpr int LongestField = 100;

} // namespace

void write(JsonWriter &json, const ActivityEntry &entry)
{
    json.beginObject();
    json.field(Key::id, entry.id);
    json.field(Key::at, entry.at);
    writePerson(json, Key::actor, entry.actor);
    json.field(Key::action, entry.action);
    json.field(Key::entity, entry.entity);
    json.field(Key::entityId, entry.entityId);
    json.field(Key::entityUuid,
               entry.entityUuid.isNull() ? std::nullopt : std::optional(entry.entityUuid));
    json.field(Key::title, entry.title.isEmpty() ? std::nullopt : std::optional(entry.title));
    writePerson(json, Key::person, entry.person);
    json.field(Key::captures,
               entry.captures ? std::optional<qint64>(*entry.captures) : std::nullopt);
    if (!entry.fields.isEmpty()) {
        json.key(Key::fields);
        json.beginArray();
        for (const QString &field : entry.fields) {
            json.value(field);
        }
        json.endArray();
    }
    json.endObject();
}

Result<ActivityEntry> parseActivityEntry(const QJsonObject &object)
{
    FieldReader reader(object);
    ActivityEntry entry;
    entry.id = reader.integer(Key::id, Presence::Required, 1).value_or(0);
    entry.at = reader.timestamp(Key::at, Presence::Required).value_or(Timestamp());
    entry.actor = personIn(reader, Key::actor, Presence::Optional);
    entry.action = reader.text(Key::action, Presence::Required).value_or(QString());
    entry.entity = reader.text(Key::entity, Presence::Required).value_or(QString());
    entry.entityId = reader.integer(Key::entityId, Presence::Optional);
    entry.entityUuid = reader.uuid(Key::entityUuid, Presence::Optional).value_or(QUuid());
    entry.title = reader.text(Key::title, Presence::Optional).value_or(QString());
    entry.person = personIn(reader, Key::person, Presence::Optional);
    if (const auto captures = reader.integer(Key::captures, Presence::Optional, 0)) {
        entry.captures = static_cast<int>(*captures);
    }
    entry.fields = reader.texts(Key::fields, Presence::Optional, MostFields, LongestField)
                       .value_or(QStringList());
    const auto ok = reader.finish();
    return ok ? Result<ActivityEntry>(entry) : std::unexpected(ok.error());
}

} // namespace EvalTrack::Wire
