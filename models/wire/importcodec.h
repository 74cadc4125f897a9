// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/importrecord.h"
#include "wire/jsonwriter.h"

#include <QJsonObject>

/// The JSON of /imports.
namespace EvalTrack::Wire {

void write(JsonWriter &json, const ImportRecord &record);
void write(JsonWriter &json, const ImportOutcome &outcome);
/// Unknown keys are ignored; a missing or mistyped one is Validation.
[[nodiscard]] Result<ImportRecord> parseImportRecord(const QJsonObject &object);
[[nodiscard]] Result<ImportOutcome> parseImportOutcome(const QJsonObject &object);

} // namespace EvalTrack::Wire
