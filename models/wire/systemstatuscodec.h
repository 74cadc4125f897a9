// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/systemstatus.h"
#include "wire/jsonwriter.h"

#include <QJsonObject>

/// The JSON of GET /admin/status and GET /admin/errors.
namespace EvalTrack::Wire {

/// `timestamp` and what follows it, into an object that is open: before it stands what v2's clients
/// read.
void writeMembers(JsonWriter &json, const SystemStatus &status);
void write(JsonWriter &json, const ServerFault &fault);
/// Unknown keys are ignored; a missing or mistyped one is Validation, as from a server that is
/// older.
[[nodiscard]] Result<SystemStatus> parseSystemStatus(const QJsonObject &object);
[[nodiscard]] Result<ServerFault> parseServerFault(const QJsonObject &object);

} // namespace EvalTrack::Wire
