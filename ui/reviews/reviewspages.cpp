// SPDX-License-Identifier: GPL-3.0-or-later
#include "reviews/reviewspages.h"

#include "reviews/reviewspage.h"

namespace EvalTrack {

QList<PageEntry> reviewsPages()
{
    return {
        {PageIds::Reviews, Icon::Eye, Permission::ManageAttendance,
         [] { return ReviewsPage::tr("Review"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new ReviewsPage(context, parent);
         }},
    };
}

} // namespace EvalTrack
