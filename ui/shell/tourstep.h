// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace EvalTrack {

class MainWindow;

/// What lies between the program and its server while pictures are taken.
enum class TourNetwork {
    Up,
    Down,   ///< Nobody is there.
    Slow,   ///< Answers do not come until it is up again.
    Broken, ///< The server answers each question with a failure of its own.
};

/// One stop of the tour: what is done, what must be there before the picture, and what is done
/// after it.
struct TourStep
{
    QString name; ///< Of the picture; none is taken when empty.
    std::function<void()> prepare;
    std::function<void()> leave = {};
    /// Whatever comes to rest when empty.
    std::function<bool()> isReady = {};
    /// Whether there is something to show; asked when the picture would be taken. Always when
    /// empty.
    std::function<bool()> isWanted = {};

    /// Lets go of dialogs, menus and of typed input, as somebody who changed their mind.
    static void closeWhatIsOpen(MainWindow &window);
};

} // namespace EvalTrack
