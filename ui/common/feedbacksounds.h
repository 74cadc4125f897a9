// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace EvalTrack {

/// What whoever stands at the door hears, also without looking. They differ in pitch, number and
/// length.
enum class FeedbackSound {
    Recorded, ///< Short and high: it is recorded, go on.
    Look,     ///< Twice: it is kept, and the screen says what is the matter.
    Failed,   ///< Long and low: it is NOT recorded.
};

/// The loudspeaker of this computer. UI thread. Behind it is Qt Multimedia (qtsounds.h), the beep
/// of the system, or a test that counts.
class FeedbackSounds
{
public:
    FeedbackSounds() = default;
    FeedbackSounds(const FeedbackSounds &) = delete;
    FeedbackSounds &operator=(const FeedbackSounds &) = delete;
    virtual ~FeedbackSounds() = default;

    /// Never null: without Qt Multimedia it beeps for what somebody should look at.
    [[nodiscard]] static std::unique_ptr<FeedbackSounds> ofThisComputer();

    /// Makes what play() needs, so that the first one does not come late.
    virtual void prepare() {}
    /// Returns at once; a computer that cannot be heard is no error.
    virtual void play(FeedbackSound sound) = 0;
};

} // namespace EvalTrack
