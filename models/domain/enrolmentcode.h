// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

/// The code that makes a computer a capture station: ten signs of Crockford's base 32, written in
/// two groups, to be read out over a telephone and typed by hand.
namespace EvalTrack::EnrolmentCode {

inline constexpr QLatin1StringView Alphabet("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
constexpr int Length = 10;

/// The ten signs of what somebody typed: case, spaces and hyphens do not matter, and O, I and L are
/// the digits that they look like. nullopt for what cannot be a code.
[[nodiscard]] std::optional<QString> fromTyped(QStringView typed);
/// As it is shown: "7H3KP-0QWXZ".
[[nodiscard]] QString grouped(const QString &code);

} // namespace EvalTrack::EnrolmentCode
