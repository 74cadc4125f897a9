// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>

namespace EvalTrack::Server::RefreshTokens {

constexpr auto Lifetime = std::chrono::hours(24 * 30);
/// An answer may be lost on its way: so long after its first use a token is taken again, as long as
/// nobody has used what it bought; a capture station's at any time.
constexpr auto GraceTime = std::chrono::seconds(60);

/// A new refresh token: 256 random bits, base64url. Only its hash is stored.
[[nodiscard]] QByteArray make();
/// What the database keeps: BLAKE2b-256 of the token, 32 bytes. No salt is needed, the token is
/// random.
[[nodiscard]] QByteArray hash(const QByteArray &token);
/// Whether text has the shape of a token at all, so that nonsense does not reach the database.
[[nodiscard]] bool isPlausible(const QByteArray &token);

} // namespace EvalTrack::Server::RefreshTokens
