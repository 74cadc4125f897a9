// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/bodyfields.h"

namespace EvalTrack::Server::BodyFields {

using Wire::Presence;

std::optional<QString> text(Wire::FieldReader &fields, QLatin1StringView key, int maximumLength)
{
    auto content = fields.text(key, Presence::Optional, maximumLength);
    if (content) {
        content = content->trimmed();
    }
    return content && content->isEmpty() ? std::nullopt : content;
}

Patch<QString> textPatch(Wire::FieldReader &fields, QLatin1StringView key, int maximumLength)
{
    return patch(fields, key, [&] { return text(fields, key, maximumLength); });
}

Patch<QDate> datePatch(Wire::FieldReader &fields, QLatin1StringView key)
{
    return patch(fields, key, [&] { return fields.date(key, Presence::Optional); });
}

} // namespace EvalTrack::Server::BodyFields
