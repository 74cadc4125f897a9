// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/cameras.h"

#include <QMediaDevices>
#include <QVideoFrame>

#include <memory>

namespace EvalTrack {

/// The cameras by Qt Multimedia. Only built where that is there, and the only files that know it.
class QtCameras final : public Cameras
{
    Q_OBJECT
public:
    [[nodiscard]] QList<CameraInfo> list() override;
    [[nodiscard]] std::unique_ptr<CameraFeed> open(const QByteArray &id) override;

    /// The picture of a frame in the main memory, in any thread: QVideoFrame::toImage() of Qt 6.4
    /// wants the UI thread, where it takes the time of a whole frame. Null for what cameras do not
    /// send (more than 8 bits a colour, textures).
    [[nodiscard]] static QImage imageOf(QVideoFrame frame);

private:
    std::unique_ptr<QMediaDevices> m_devices; ///< Made when first asked: it loads a backend.
};

} // namespace EvalTrack
