// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/sharedview.h"
#include "wire/jsonwriter.h"

#include <QJsonObject>

/// The JSON of /views.
namespace EvalTrack::Wire {

class FieldReader;

void write(JsonWriter &json, const SharedView &view);
/// What POST /views takes, and the rest of it left out.
void writeNew(JsonWriter &json, const SharedView &view);
/// Reads what POST /views takes; what is wrong is told to the reader.
[[nodiscard]] SharedView newSharedViewIn(FieldReader &reader);
[[nodiscard]] Result<SharedView> parseSharedView(const QJsonObject &object);

} // namespace EvalTrack::Wire
