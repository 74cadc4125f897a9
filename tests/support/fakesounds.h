// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/feedbacksounds.h"

#include <QList>

#include <utility>

namespace EvalTrack::Test {

/// Keeps what would have been heard.
class FakeSounds final : public FeedbackSounds
{
public:
    QList<FeedbackSound> played;

    void play(FeedbackSound sound) override { played.append(sound); }
    [[nodiscard]] QList<FeedbackSound> take() { return std::exchange(played, {}); }
};

} // namespace EvalTrack::Test
