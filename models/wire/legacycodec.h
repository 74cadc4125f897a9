// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/legacymove.h"
#include "wire/jsonwriter.h"

#include <QJsonObject>

/// The JSON of /legacy.
namespace EvalTrack::Wire {

void write(JsonWriter &json, const LegacySources &sources);
void write(JsonWriter &json, const LegacyFound &found);
void write(JsonWriter &json, const LegacyRun &run);

// Unknown keys are ignored; a missing or mistyped one is Validation.
[[nodiscard]] Result<LegacySources> parseLegacySources(const QJsonObject &object);
[[nodiscard]] Result<LegacyFound> parseLegacyFound(const QJsonObject &object);
[[nodiscard]] Result<LegacyRun> parseLegacyRun(const QJsonObject &object);
[[nodiscard]] Result<LegacyTrayRow> parseLegacyTrayRow(const QJsonObject &object);

/// What the server says of a fault, after the name of the field.
[[nodiscard]] QLatin1StringView words(LegacyFault fault);
[[nodiscard]] std::optional<LegacyFault> legacyFaultIn(const FieldError &error);

} // namespace EvalTrack::Wire
