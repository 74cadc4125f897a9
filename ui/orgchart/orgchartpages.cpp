// SPDX-License-Identifier: GPL-3.0-or-later
#include "orgchart/orgchartpages.h"

#include "orgchart/orgchartpage.h"

namespace EvalTrack {

QList<PageEntry> orgChartPages()
{
    return {
        {PageIds::OrgChart, Icon::OrgChart, Permission::ViewPeople,
         [] { return OrgChartPage::tr("Org chart"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new OrgChartPage(context, parent);
         }},
    };
}

} // namespace EvalTrack
