// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/reportspages.h"

#include "reports/reportspage.h"

namespace EvalTrack {

QList<PageEntry> reportsPages()
{
    return {
        {PageIds::Reports, Icon::Chart, Permission::ViewReports,
         [] { return ReportsPage::tr("Reports"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new ReportsPage(context, parent);
         }},
    };
}

} // namespace EvalTrack
