// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace EvalTrack {

class MainWindow;

/// One stop of the tour: what is done, what must be there before the picture, and what is done
/// after it.
struct TourStep
{
    QString name; ///< Of the picture; none is taken when empty.
    std::function<void()> prepare;
    std::function<void()> leave = {};
    /// Whatever comes to rest when empty.
    std::function<bool()> isReady = {};

    /// Lets go of dialogs and of typed input, as somebody who changed their mind.
    static void closeWhatIsOpen(MainWindow &window);
};

} // namespace EvalTrack
