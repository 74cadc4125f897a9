// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "security/claims.h"

#include <QByteArray>

namespace EvalTrack::Server::Jwt {

// The only place that touches cpp-jwt.

/// Signs with HS256.
[[nodiscard]] QByteArray encode(const Claims &claims, const QByteArray &secret);

/// Whether a token is ours and valid at `now`. The signature is compared first and in constant
/// time, so that nothing of a forged token is parsed. Refused with Unauthorized: any algorithm but
/// HS256, a type other than JWT, no or a past expiry, a time of issue in the future, a subject that
/// is no id.
[[nodiscard]] Result<Claims> decode(const QByteArray &token, const QByteArray &secret,
                                    Timestamp now);

} // namespace EvalTrack::Server::Jwt
