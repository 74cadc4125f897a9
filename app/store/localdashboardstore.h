// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "ports/stores.h"
#include "store/storehost.h"

namespace EvalTrack {

/// The dashboard that the server computed last, kept in the store. refresh() asks for a new one;
/// one request at a time, and none without somebody signed in. A question that got no answer is
/// asked again once the server is heard (catchUp()). Lives in the UI thread.
class LocalDashboardStore final : public DashboardStore
{
    Q_OBJECT
public:
    LocalDashboardStore(StoreHost &host, ApiClient &api, QObject *parent = nullptr);

    [[nodiscard]] std::optional<Dashboard> dashboard() const override { return m_dashboard; }
    void refresh() override;
    /// The server has just been read: what was asked in vain before is asked now.
    void catchUp();

private:
    StoreHost &m_host;
    ApiClient &m_api;
    std::optional<Dashboard> m_dashboard;
    bool m_isAsking = false;
    bool m_isOwed = false; ///< Asked for, and not answered.
};

} // namespace EvalTrack
