// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/patch.h"
#include "wire/fieldreader.h"
#include "wire/keys.h"

/// Fields that several request bodies have, read alike.
namespace EvalTrack::Server::BodyFields {

/// Text without the white space around it; nullopt when it is absent or blank.
[[nodiscard]] std::optional<QString> text(Wire::FieldReader &fields, QLatin1StringView key,
                                          int maximumLength);

/// A field of a change: untouched when the key is not there, nothing when it is null.
template <typename Read>
[[nodiscard]] auto patch(const Wire::FieldReader &fields, QLatin1StringView key, Read read)
    -> std::optional<std::invoke_result_t<Read>>
{
    // In place, because an optional made of an optional is a copy of it.
    using Field = std::optional<std::invoke_result_t<Read>>;
    return fields.has(key) ? Field(std::in_place, read()) : Field();
}

[[nodiscard]] Patch<QString> textPatch(Wire::FieldReader &fields, QLatin1StringView key,
                                       int maximumLength);
template <typename Id>
[[nodiscard]] Patch<Id> idPatch(Wire::FieldReader &fields, QLatin1StringView key)
{
    return patch(fields, key, [&]() -> std::optional<Id> {
        const auto number = fields.integer(key, Wire::Presence::Optional, 1);
        return number ? std::optional(Id(*number)) : std::nullopt;
    });
}
[[nodiscard]] Patch<QDate> datePatch(Wire::FieldReader &fields, QLatin1StringView key);

/// The uuid that a client may give to what it creates; null when it does not.
template <typename Uuid>
[[nodiscard]] Uuid uuid(Wire::FieldReader &fields)
{
    return Uuid(fields.uuid(Wire::Key::uuid, Wire::Presence::Optional).value_or(QUuid()));
}

} // namespace EvalTrack::Server::BodyFields
