// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/device.h"
#include "ports/capturerecorder.h"
#include "store/storehost.h"

namespace EvalTrack {

/// Records captures in the store thread, ahead of everything else that waits there. Lives in the UI
/// thread.
class LocalCaptureRecorder final : public CaptureRecorder
{
    Q_OBJECT
public:
    explicit LocalCaptureRecorder(StoreHost &host, QObject *parent = nullptr);

    void openDoor(EventUuid event) override;
    QFuture<Result<RecordedCapture>> record(EventUuid event, const QString &code,
                                            CaptureMethod method, Direction direction) override;

    /// Two reads of one person within this time are told as one.
    void setDoubleTap(std::chrono::seconds time) { m_doubleTap = time; }

Q_SIGNALS:
    void recorded();
    void doorOpened();

private:
    StoreHost &m_host;
    std::chrono::seconds m_doubleTap = DefaultDoubleTap;
};

} // namespace EvalTrack
