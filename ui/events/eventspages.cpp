// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/eventspages.h"

#include "events/eventspage.h"

namespace EvalTrack {

QList<PageEntry> eventsPages()
{
    return {
        {PageIds::Events,
         Icon::Events,
         Permission::ViewEvents,
         [] { return EventsPage::tr("Events"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new EventsPage(context, parent);
         },
         true,
         {},
         {},
         {{u"new"_qs, Permission::ManageEvents,
           [] {
               return EventsPage::tr("New event");
           }}}},
    };
}

} // namespace EvalTrack
