// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/importspages.h"

#include "imports/importhistorypage.h"
#include "imports/importspage.h"

namespace EvalTrack {

QList<PageEntry> importsPages()
{
    PageEntry imports{PageIds::Imports, Icon::Table, Permission::EditPeople,
                      [] { return ImportsPage::tr("Import"); },
                      [](const PageContext &context, QWidget *parent) -> Page * {
                          return new ImportsPage(context, parent);
                      }};
    PageEntry history{PageIds::ImportHistory, Icon::Clock, Permission::EditPeople,
                      [] { return ImportHistoryPage::tr("Earlier imports"); },
                      [](const PageContext &context, QWidget *parent) -> Page * {
                          return new ImportHistoryPage(context, parent);
                      }};
    history.isInNavigation = false;
    history.under = {PageIds::Imports};
    return {imports, history};
}

} // namespace EvalTrack
