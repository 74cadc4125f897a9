// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/accountspages.h"

#include "accounts/accountspage.h"

namespace EvalTrack {

QList<PageEntry> accountsPages()
{
    return {
        {PageIds::Accounts,
         Icon::Accounts,
         Permission::ManageAccounts,
         [] { return AccountsPage::tr("Accounts"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new AccountsPage(context, parent);
         },
         true,
         {},
         {},
         {{u"new"_qs, Permission::ManageAccounts,
           [] {
               return AccountsPage::tr("New account");
           }}}},
    };
}

} // namespace EvalTrack
