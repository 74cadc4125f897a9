// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/activity.h"
#include "wire/jsonwriter.h"

#include <QJsonObject>

/// The JSON of GET /activity.
namespace EvalTrack::Wire {

void write(JsonWriter &json, const ActivityEntry &entry);
/// Unknown keys are ignored; a missing or mistyped one is Validation.
[[nodiscard]] Result<ActivityEntry> parseActivityEntry(const QJsonObject &object);

} // namespace EvalTrack::Wire
