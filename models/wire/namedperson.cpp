// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/namedperson.h"

#include "wire/keys.h"

namespace EvalTrack::Wire {

void writePerson(JsonWriter &json, QLatin1StringView key, const std::optional<NamedPerson> &person)
{
    json.key(key);
    if (!person) {
        json.null();
        return;
    }
    json.beginObject();
    json.field(Key::id, person->id.value());
    json.field(Key::name, person->name);
    json.endObject();
}

std::optional<NamedPerson> personIn(FieldReader &reader, QLatin1StringView key, Presence presence)
{
    const auto object = reader.object(key, presence);
    if (!object) {
        return std::nullopt;
    }
    return NamedPerson{UserId(object->value(Key::id).toInteger()),
                       object->value(Key::name).toString()};
}

} // namespace EvalTrack::Wire
