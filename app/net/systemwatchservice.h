// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "ports/systemwatch.h"

namespace EvalTrack {

/// The SystemWatch port over GET /admin/status and GET /admin/errors.
class SystemWatchService final : public SystemWatch
{
    Q_OBJECT
public:
    explicit SystemWatchService(ApiClient &api, QObject *parent = nullptr);

    QFuture<Result<SystemStatus>> status() override;
    QFuture<Result<Paged<ServerFault>>> faults(const QString &cursor) override;

private:
    ApiClient &m_api;
};

} // namespace EvalTrack
