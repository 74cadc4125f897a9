// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>

#include <chrono>

namespace EvalTrack {

/// From the beginning of a sync run to that of the next at least, unless somebody asks for it: what
/// comes meanwhile goes together. A request costs the server some milliseconds whatever it carries,
/// and fifty doors capture at once.
constexpr std::chrono::milliseconds RunSpacing{250};

/// Once to twice that, at random: doors that began together do not stay together.
[[nodiscard]] inline std::chrono::milliseconds nextRunSpacing()
{
    const auto most = static_cast<int>(RunSpacing.count());
    return RunSpacing + std::chrono::milliseconds(QRandomGenerator::global()->bounded(most));
}

} // namespace EvalTrack
