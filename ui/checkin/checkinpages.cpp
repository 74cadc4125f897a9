// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkin/checkinpages.h"

#include "checkin/checkincodepage.h"
#include "checkin/checkinpage.h"

namespace EvalTrack {

QList<PageEntry> checkInPages()
{
    return {
        {PageIds::CheckIn, Icon::Scan, Permission::ActAsParticipant,
         [] { return CheckInPage::tr("Check in"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new CheckInPage(context, parent);
         }},
        {.id = PageIds::CheckInCode,
         .icon = Icon::Scan,
         .permission = Permission::CaptureAttendance,
         .title = [] { return CheckInCodePage::tr("Check-in code"); },
         .make = [](const PageContext &context, QWidget *parent) -> Page * {
             return new CheckInCodePage(context, parent);
         },
         .isInNavigation = false,
         .under = {PageIds::Capture}},
    };
}

} // namespace EvalTrack
