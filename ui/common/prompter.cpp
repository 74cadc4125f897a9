// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/prompter.h"

#include <QCoreApplication>

namespace EvalTrack {

void Prompter::askToDiscard(QWidget *parent, const std::function<void()> &discarded)
{
    const Confirmation question{
        QCoreApplication::translate("Prompter", "Leave without saving?"),
        QCoreApplication::translate("Prompter", "What you entered here has not been saved."),
        QCoreApplication::translate("Prompter", "Leave without saving"),
        QCoreApplication::translate("Prompter", "Stay here"), /*isDestructive=*/true};
    ask(parent, question, [discarded](bool accepted) {
        if (accepted) {
            discarded();
        }
    });
}

} // namespace EvalTrack
