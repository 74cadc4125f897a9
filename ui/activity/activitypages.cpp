// SPDX-License-Identifier: GPL-3.0-or-later
#include "activity/activitypages.h"

#include "activity/activitypage.h"

namespace EvalTrack {

QList<PageEntry> activityPages()
{
    return {
        {PageIds::Activity, Icon::Clock, Permission::ViewActivity,
         [] { return ActivityPage::tr("Activity"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new ActivityPage(context, parent);
         }},
    };
}

} // namespace EvalTrack
