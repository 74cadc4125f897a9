// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>

/// Codes that make a computer a capture station: random, shown once, good for an hour and for one
/// use. Thread-safe; they throw nothing and fail at nothing.
namespace EvalTrack::Server::EnrolmentCodes {

constexpr auto Lifetime = std::chrono::hours(1);

/// A new one: 50 random bits as EnrolmentCode spells them.
[[nodiscard]] QString make();
/// What the database keeps. Keyed, because 50 bits can be tried by who reads the table alone.
[[nodiscard]] QByteArray hash(const QString &code, const QByteArray &key);

} // namespace EvalTrack::Server::EnrolmentCodes
