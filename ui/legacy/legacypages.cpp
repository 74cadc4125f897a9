// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacypages.h"

#include "legacy/legacymovepage.h"
#include "legacy/legacytraypage.h"

namespace EvalTrack {

// Done once in the life of a company: not in the navigation, but found by name and by the list of
// imports.
QList<PageEntry> legacyPages()
{
    PageEntry move{PageIds::LegacyMove, Icon::Server, Permission::ManageAccounts,
                   [] { return LegacyMovePage::tr("Move from v1"); },
                   [](const PageContext &context, QWidget *parent) -> Page * {
                       return new LegacyMovePage(context, parent);
                   }};
    move.isInNavigation = false;
    move.under = {PageIds::Imports};
    move.deeds = {{u"open"_qs, move.permission, move.title}};
    PageEntry tray{PageIds::LegacyTray, Icon::Tray, Permission::EditPeople,
                   [] { return LegacyTrayPage::tr("v1 tray"); },
                   [](const PageContext &context, QWidget *parent) -> Page * {
                       return new LegacyTrayPage(context, parent);
                   }};
    tray.isInNavigation = false;
    tray.under = {PageIds::Imports};
    tray.deeds = {{u"open"_qs, tray.permission, tray.title}};
    return {move, tray};
}

} // namespace EvalTrack
