// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/localdashboardstore.h"

#include "base/deliver.h"
#include "net/erroranswer.h"
#include "wire/entitycodec.h"

#include <QTimeZone>

namespace EvalTrack {

LocalDashboardStore::LocalDashboardStore(StoreHost &host, ApiClient &api, QObject *parent)
    : DashboardStore(parent)
    , m_host(host)
    , m_api(api)
{
    connect(&host, &StoreHost::newsArrived, this, [this](const StoreNews &news) {
        if (news.changed.testFlag(StorePart::Dashboard) && news.dashboard != m_dashboard) {
            m_dashboard = news.dashboard;
            Q_EMIT dashboardChanged();
        }
    });
    connect(&host, &StoreHost::closed, this, [this] {
        m_dashboard.reset();
        m_isOwed = false;
        Q_EMIT dashboardChanged();
    });
}

void LocalDashboardStore::refresh()
{
    m_isOwed = true;
    if (!m_host.isOpen() || std::exchange(m_isAsking, true)) {
        return;
    }
    ApiRequest request;
    request.path = QStringLiteral("/dashboard");
    // The rows that a figure opens are shown by this computer's days and months, not the server's.
    request.query.addQueryItem(QStringLiteral("zone"),
                               QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    deliver(m_api.send(request), this, [this](const Result<HttpAnswer> &answer) {
        m_isAsking = false;
        const auto object = objectOf(answer);
        const auto dashboard =
            object ? Wire::parseDashboard(*object) : std::unexpected(object.error());
        m_isOwed = !dashboard && isTransient(dashboard.error().code);
        if (!dashboard || !m_host.isOpen()) {
            return; // The old figures stay, with their time.
        }
        static_cast<void>(
            m_host.run(StoreHost::Priority::Normal, [figures = *dashboard](LocalStore &store) {
                return store.setDashboard(figures);
            }));
    });
}

void LocalDashboardStore::catchUp()
{
    if (m_isOwed) {
        refresh();
    }
}

} // namespace EvalTrack
