// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "ports/devices.h"

namespace EvalTrack {

/// Capture stations over the /devices routes: online only, nothing is kept. Lives in the UI thread.
class DevicesService final : public Devices
{
    Q_OBJECT
public:
    explicit DevicesService(ApiClient &api, QObject *parent = nullptr);

    QFuture<Result<Paged<Device>>> page(const QString &cursor) override;
    QFuture<Result<CodedDevice>> create(const NewDevice &device) override;
    QFuture<Result<Device>> change(DeviceId device, qint64 revision,
                                   const DeviceChange &change) override;
    QFuture<Result<CodedDevice>> renewCode(DeviceId device) override;

private:
    ApiClient &m_api;
};

} // namespace EvalTrack
