// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "net/apirequest.h"

#include <QJsonObject>

namespace EvalTrack {

/// The contract's error body {"message", "error", "statusCode"} of an answer that is no success.
/// A list of messages becomes field errors: each message begins with its field's name.
[[nodiscard]] Error errorOf(const HttpAnswer &answer);

/// The JSON object of a success, or the error of anything else. A success that is not JSON is
/// ProtocolMismatch; one without a body (204) is an empty object.
[[nodiscard]] Result<QJsonObject> objectOf(const Result<HttpAnswer> &answer);

/// Whether the same request may succeed later without anybody changing anything.
[[nodiscard]] bool isTransient(ErrorCode code);

} // namespace EvalTrack
