// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

    QFuture<Result<RecordedCapture>> record(EventUuid event, const QString &code,
                                            CaptureMethod method) override;

Q_SIGNALS:
    void recorded();

private:
    StoreHost &m_host;
};

} // namespace EvalTrack
