// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/signout.h"

#include "base/deliver.h"
#include "common/page.h"
#include "common/prompter.h"
#include "common/toaster.h"

namespace EvalTrack {

SignOut::SignOut(Desk &desk, Prompter &prompter, Toaster &toaster, QWidget &window)
    : QObject(&window)
    , m_desk(desk)
    , m_prompter(prompter)
    , m_toaster(toaster)
    , m_window(window)
{}

void SignOut::ask(Page &page)
{
    page.keepDrafts([this](bool isKept) {
        if (isKept) {
            confirm();
        } else {
            m_toaster.toast(tr("What you typed could not be saved, so you are still signed in. "
                               "Look at the form, and try again."),
                            Tone::Warning);
        }
    });
}

void SignOut::confirm()
{
    const int waiting = m_desk.sync.waitingCount();
    QString text =
        waiting == 0
            ? tr("Your records are removed from this computer. They stay on the server.")
            : tr("%n record(s) have not reached the server yet. They stay on this computer and "
                 "are sent when you sign in again; everything else is removed from it.",
                 nullptr, waiting);
    if (const int attention = m_desk.sync.attentionCount(); attention > 0) {
        text += u' ' + tr("%n record(s) in the outbox need a decision and stay there.", nullptr,
                          attention);
    }
    if (const auto givenUp = static_cast<int>(m_desk.tray.givenUp().size()); givenUp > 0) {
        text +=
            u' ' + tr("%n discarded record(s) stay on this computer too, sealed, so that you can "
                      "put them back.",
                      nullptr, givenUp);
    }
    m_prompter.ask(&m_window, {tr("Sign out?"), text, tr("Sign out"), QString()},
                   [this](bool accepted) {
                       if (accepted) {
                           signOut();
                       }
                   });
}

void SignOut::signOut()
{
    m_window.setEnabled(false);
    deliver(m_desk.session.signOut(), this, [this](const Result<void> &result) {
        m_window.setEnabled(true);
        if (!result) {
            m_prompter.showError(&m_window, result.error());
        }
    });
}

} // namespace EvalTrack
