// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/feedbacksounds.h"

#include <QMediaDevices>
#include <QSoundEffect>

#include <map>
#include <memory>

namespace EvalTrack {

/// The sounds of resources/sounds by Qt Multimedia. Only built where that is there.
class QtSounds final : public FeedbackSounds
{
public:
    void prepare() override;
    void play(FeedbackSound sound) override;

private:
    std::map<FeedbackSound, std::unique_ptr<QSoundEffect>> m_effects; ///< None without a device.
    std::unique_ptr<QMediaDevices> m_devices; ///< Made when first asked: it loads a backend.
};

} // namespace EvalTrack
