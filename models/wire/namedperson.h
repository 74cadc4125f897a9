// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/user.h"
#include "wire/fieldreader.h"
#include "wire/jsonwriter.h"

/// {"id", "name"}: somebody to show beside a record, or null.
namespace EvalTrack::Wire {

void writePerson(JsonWriter &json, QLatin1StringView key, const std::optional<NamedPerson> &person);
[[nodiscard]] std::optional<NamedPerson> personIn(FieldReader &reader, QLatin1StringView key,
                                                  Presence presence);

} // namespace EvalTrack::Wire
