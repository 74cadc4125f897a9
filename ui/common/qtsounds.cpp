// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/qtsounds.h"

#include <QApplication>
#include <QAudioDevice>
#include <QUrl>

namespace EvalTrack {

namespace {

QString soundFile(FeedbackSound sound)
{
    switch (sound) {
    case FeedbackSound::Recorded:
        return u"qrc:/sounds/recorded.wav"_qs;
    case FeedbackSound::Look:
        return u"qrc:/sounds/look.wav"_qs;
    case FeedbackSound::Failed:
        return u"qrc:/sounds/failed.wav"_qs;
    }
    return {};
}

} // namespace

void QtSounds::prepare()
{
    if (!m_devices) {
        m_devices = std::make_unique<QMediaDevices>();
        // An effect stays with the device that it was made for.
        QObject::connect(m_devices.get(), &QMediaDevices::audioOutputsChanged, m_devices.get(),
                         [this] { m_effects.clear(); });
    }
    if (!m_effects.empty() || QMediaDevices::defaultAudioOutput().isNull()) {
        return;
    }
    for (const FeedbackSound sound :
         {FeedbackSound::Recorded, FeedbackSound::Look, FeedbackSound::Failed}) {
        auto effect = std::make_unique<QSoundEffect>();
        effect->setSource(QUrl(soundFile(sound)));
        m_effects.emplace(sound, std::move(effect));
    }
}

void QtSounds::play(FeedbackSound sound)
{
    prepare();
    const auto effect = m_effects.find(sound);
    if (effect != m_effects.end() && effect->second->status() != QSoundEffect::Error) {
        effect->second->play();
    } else if (sound != FeedbackSound::Recorded) {
        QApplication::beep();
    }
}

} // namespace EvalTrack
