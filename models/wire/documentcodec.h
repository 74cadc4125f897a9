// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/persondocument.h"
#include "wire/jsonwriter.h"

#include <QJsonObject>

/// The JSON of a person's documents: /employees/:id/documents, /documents/:id.
namespace EvalTrack::Wire {

void write(JsonWriter &json, const PersonDocument &document);
/// Unknown keys are ignored; a missing or mistyped one is Validation.
[[nodiscard]] Result<PersonDocument> parseDocument(const QJsonObject &object);

} // namespace EvalTrack::Wire
