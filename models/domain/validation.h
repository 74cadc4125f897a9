// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QDate>
#include <QStringView>

#include <optional>

namespace EvalTrack {

/// The rules that a form and the server hold alike (contract section 3, "Validation"). Each returns
/// nothing when the value is acceptable, else which rule it broke; the server and the screens put
/// that into words.
enum class RuleBroken {
    Required,
    TooShort,
    TooLong,
    NotAnEmail,
    OutOfRange,
    NotText,   ///< Control characters or NUL.
    NotDigits, ///< Something else than 0 to 9.
    NotAZone,  ///< No IANA name of a time zone that is known here.
};

namespace Limits {
constexpr int NameMin = 2;
constexpr int NameMax = 200;
constexpr int EmailMax = 254; // RFC 5321, 4.5.3.1.3
constexpr int PasswordMin = 8;
constexpr int PasswordMax = 256; // hashing is paid by the byte
constexpr int TitleMax = 200;
constexpr int TextMax = 10'000;
constexpr int ShortTextMax = 200;
constexpr int CodeMax = 128;
constexpr int DurationMin = 15;
constexpr int DurationMax = 480;
constexpr int ScoreMin = 1;
constexpr int ScoreMax = 10;
constexpr int QuestionsMax = 100;
constexpr int PinMin = 4;
constexpr int PinMax = 12;
constexpr int DoubleTapMax = 3600; // seconds; the same badge an hour later is no double tap
} // namespace Limits

[[nodiscard]] std::optional<RuleBroken> checkName(QStringView name);
[[nodiscard]] std::optional<RuleBroken> checkEmail(QStringView email);
[[nodiscard]] std::optional<RuleBroken> checkNewPassword(QStringView password);
[[nodiscard]] std::optional<RuleBroken> checkTitle(QStringView title);
[[nodiscard]] std::optional<RuleBroken> checkText(QStringView text, int maximumLength);
[[nodiscard]] std::optional<RuleBroken> checkDurationMinutes(int minutes);
[[nodiscard]] std::optional<RuleBroken> checkMaxAttendees(int seats);
[[nodiscard]] std::optional<RuleBroken> checkScore(int score);
[[nodiscard]] std::optional<RuleBroken> checkPin(QStringView pin);
/// Whether a contract would end, or somebody would have left, before they were hired. Days that are
/// not known are before nothing.
[[nodiscard]] bool isBeforeHiring(const std::optional<QDate> &end,
                                  const std::optional<QDate> &hireDate);
[[nodiscard]] std::optional<RuleBroken> checkZone(const QString &zone);

} // namespace EvalTrack
