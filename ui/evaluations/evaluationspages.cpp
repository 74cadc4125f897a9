// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluations/evaluationspages.h"

#include "evaluations/evaluationspage.h"

namespace EvalTrack {

QList<PageEntry> evaluationsPages()
{
    return {
        {PageIds::Evaluations, Icon::Evaluations, Permission::ViewOwnRecords,
         [] { return EvaluationsPage::tr("Evaluations"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new EvaluationsPage(context, parent);
         }},
    };
}

} // namespace EvalTrack
