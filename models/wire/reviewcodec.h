// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/review.h"
#include "wire/jsonwriter.h"

#include <QJsonObject>

/// The JSON of captures under review and of explanations: GET /reviews, POST /reviews/decisions,
/// GET /attendances/:id/explanation.
namespace EvalTrack::Wire {

/// At most so many captures are decided in one request.
constexpr int DecisionsPerRequestMax = 500;

void write(JsonWriter &json, const std::optional<CaptureRecord::Change> &change);
void write(JsonWriter &json, const CaptureRecord &record);
void write(JsonWriter &json, const AttendanceExplanation &explanation);

// Reading what write() wrote. Unknown keys are ignored; a missing or mistyped one is Validation.

[[nodiscard]] Result<CaptureRecord> parseCaptureRecord(const QJsonObject &object);
[[nodiscard]] Result<AttendanceExplanation> parseAttendanceExplanation(const QJsonObject &object);
[[nodiscard]] std::optional<CaptureRecord::Change> parseChange(const QJsonValue &value);

} // namespace EvalTrack::Wire
