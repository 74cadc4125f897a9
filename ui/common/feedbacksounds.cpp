// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/feedbacksounds.h"

#ifdef EVALTRACK_HAS_SOUNDS
#include "common/qtsounds.h"
#endif

#include <QApplication>

namespace EvalTrack {

namespace {

class SystemBeep final : public FeedbackSounds
{
public:
    void play(FeedbackSound sound) override
    {
        if (sound != FeedbackSound::Recorded) {
            QApplication::beep();
        }
    }
};

} // namespace

std::unique_ptr<FeedbackSounds> FeedbackSounds::ofThisComputer()
{
#ifdef EVALTRACK_HAS_SOUNDS
    // Nobody is where there is no screen, and looking for a loudspeaker takes its time.
    if (QGuiApplication::platformName() != u"offscreen") {
        return std::make_unique<QtSounds>();
    }
#endif
    return std::make_unique<SystemBeep>();
}

} // namespace EvalTrack
