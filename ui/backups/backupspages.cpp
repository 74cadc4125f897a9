// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/backupspages.h"

#include "backups/backupspage.h"

namespace EvalTrack {

QList<PageEntry> backupsPages()
{
    return {
        {.id = PageIds::Backups,
         .icon = Icon::Save,
         .permission = Permission::ViewSystemStatus,
         .title = [] { return BackupsPage::tr("Backups"); },
         .make = [](const PageContext &context, QWidget *parent) -> Page * {
             return new BackupsPage(context, parent);
         },
         .isInNavigation = false, // The outbox would not fit below it any more.
         .under = {PageIds::Status},
         .isOfThisComputer = true},
    };
}

} // namespace EvalTrack
