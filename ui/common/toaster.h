// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/tokens.h"

#include <QString>

#include <functional>

namespace EvalTrack {

/// Where a screen says in passing that something was done, with a way back. The main window shows
/// it for some seconds at its lower edge.
class Toaster
{
public:
    Toaster() = default;
    Toaster(const Toaster &) = delete;
    Toaster &operator=(const Toaster &) = delete;
    virtual ~Toaster() = default;

    virtual void toast(const QString &text, Tone tone = Tone::Neutral) = 0;
    /// `action` is a verb ("Undo"); `triggered` is called at most once.
    virtual void toastWithAction(const QString &text, const QString &action,
                                 const std::function<void()> &triggered) = 0;
};

} // namespace EvalTrack
