// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/devicespages.h"

#include "devices/devicespage.h"

namespace EvalTrack {

QList<PageEntry> devicesPages()
{
    return {
        {PageIds::Devices,
         Icon::Computer,
         Permission::ManageDevices,
         [] { return DevicesPage::tr("Capture stations"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new DevicesPage(context, parent);
         },
         true,
         {},
         {},
         {{u"new"_qs, Permission::ManageDevices,
           [] {
               return DevicesPage::tr("New capture station");
           }}}},
    };
}

} // namespace EvalTrack
