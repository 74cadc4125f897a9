// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QCollator>
#include <QDate>
#include <QString>

#include <chrono>
#include <optional>

/// How models show dates and numbers: in the default locale and this computer's time zone. Absent
/// values are empty texts.
namespace EvalTrack::ItemText {

[[nodiscard]] QString date(const std::optional<QDate> &date);
[[nodiscard]] QString dateTime(const std::optional<Timestamp> &at);
/// As clocks show it where an event happens, with its place while they differ from this computer's:
/// "22 nov 2026, 09:00 (Lima, UTC−5)".
[[nodiscard]] QString dateTime(const std::optional<Timestamp> &at,
                               const std::optional<QString> &zone);
[[nodiscard]] QString number(qint64 value);
/// Sorts texts as readers of the default locale expect.
[[nodiscard]] QCollator collator();

} // namespace EvalTrack::ItemText
