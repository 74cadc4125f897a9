// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboardpages.h"

#include "dashboard/dashboardpage.h"

namespace EvalTrack {

QList<PageEntry> dashboardPages()
{
    PageEntry entry;
    entry.id = PageIds::Dashboard;
    entry.icon = Icon::Dashboard;
    entry.permission = Permission::ViewOwnRecords;
    entry.title = [] {
        return DashboardPage::tr("Dashboard");
    };
    entry.make = [](const PageContext &context, QWidget *parent) -> Page * {
        return new DashboardPage(context, parent);
    };
    return {entry};
}

} // namespace EvalTrack
