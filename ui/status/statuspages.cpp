// SPDX-License-Identifier: GPL-3.0-or-later
#include "status/statuspages.h"

#include "status/statuspage.h"

namespace EvalTrack {

QList<PageEntry> statusPages()
{
    return {
        {PageIds::Status, Icon::Server, Permission::ViewSystemStatus,
         [] { return StatusPage::tr("Status"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new StatusPage(context, parent);
         }},
    };
}

} // namespace EvalTrack
