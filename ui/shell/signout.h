// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/desk.h"

#include <QObject>

#include <functional>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace EvalTrack {

class Page;
class Prompter;
class Toaster;

/// Signing out of a window: what was typed is kept first, then the person is told what stays on
/// this computer and agrees. DesktopUi follows the session from there. UI thread.
class SignOut final : public QObject
{
    Q_OBJECT
public:
    /// Everything outlives it; `window` is its parent.
    SignOut(Desk &desk, Prompter &prompter, Toaster &toaster, QWidget &window);

    /// `page` is the one that is open.
    void ask(Page &page);

private:
    void confirm();
    void signOut();

    Desk &m_desk;
    Prompter &m_prompter;
    Toaster &m_toaster;
    QWidget &m_window;
};

} // namespace EvalTrack
