// SPDX-License-Identifier: GPL-3.0-or-later
#include "tray/traypages.h"

#include "tray/traypage.h"

namespace EvalTrack {

QList<PageEntry> trayPages()
{
    return {
        {PageIds::Tray, Icon::Tray, Permission::ViewOwnRecords,
         [] { return TrayPage::tr("Outbox"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new TrayPage(context, parent);
         }},
    };
}

} // namespace EvalTrack
