// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/peoplepages.h"

#include "people/anniversariespage.h"
#include "people/documentspage.h"
#include "people/historypage.h"
#include "people/peoplepage.h"
#include "people/profilepage.h"

namespace EvalTrack {

QList<PageEntry> peoplePages()
{
    return {
        {PageIds::People,
         Icon::People,
         Permission::ViewPeople,
         [] { return PeoplePage::tr("People"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new PeoplePage(context, parent);
         },
         true,
         {},
         {},
         {{u"new"_qs, Permission::EditPeople,
           [] {
               return PeoplePage::tr("New person");
           }}}},
        {PageIds::Anniversaries,
         Icon::Calendar,
         Permission::ViewPeople,
         [] { return AnniversariesPage::tr("Birthdays and anniversaries"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new AnniversariesPage(context, parent);
         },
         false,
         {},
         {PageIds::People},
         {{{},
           Permission::ViewPeople,
           [] {
               return AnniversariesPage::tr("Birthdays and anniversaries");
           }}}},
        {PageIds::Documents,
         Icon::Note,
         Permission::ViewOwnRecords,
         [] { return DocumentsPage::tr("Documents"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new DocumentsPage(context, parent);
         },
         false,
         {},
         {PageIds::People, PageIds::Profile}},
        {PageIds::History,
         Icon::Clock,
         Permission::ViewPeople,
         [] { return HistoryPage::tr("History"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new HistoryPage(context, parent);
         },
         false,
         {},
         {PageIds::People}},
        {PageIds::Profile, Icon::Person, Permission::ViewOwnRecords,
         [] { return ProfilePage::tr("My profile"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new ProfilePage(context, parent);
         },
         true,
         [](Role role) {
             return role == Role::Employee;
         }},
    };
}

} // namespace EvalTrack
