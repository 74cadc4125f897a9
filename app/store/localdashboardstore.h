// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "ports/stores.h"
#include "store/storehost.h"

namespace EvalTrack {

/// The dashboard that the server computed last, kept in the store. refresh() asks for a new one;
/// one request at a time, and none without somebody signed in. Lives in the UI thread.
class LocalDashboardStore final : public DashboardStore
{
    Q_OBJECT
public:
    LocalDashboardStore(StoreHost &host, ApiClient &api, QObject *parent = nullptr);

    [[nodiscard]] std::optional<Dashboard> dashboard() const override { return m_dashboard; }
    void refresh() override;

private:
    StoreHost &m_host;
    ApiClient &m_api;
    std::optional<Dashboard> m_dashboard;
    bool m_isAsking = false;
};

} // namespace EvalTrack
