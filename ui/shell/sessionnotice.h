// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/banner.h"
#include "ports/session.h"
#include "ports/syncstatus.h"

namespace EvalTrack {

/// What somebody who is signed in has to know of the session, above every page: one thing at a
/// time, the most pressing first, with its next step. What the person has closed does not come back
/// until it is another. It asks; the window does.
class SessionNotice final : public QWidget
{
    Q_OBJECT
public:
    /// `role` is the one that the window is for.
    SessionNotice(const Session &session, const SyncStatus &sync, Role role, QWidget *parent);

    void refresh();
    /// Whether an administrator gave the person another role than the window's.
    [[nodiscard]] bool hasOtherRole() const;

Q_SIGNALS:
    void roleChangeRequested();
    void signInRequested();
    /// The server's certificate is to be looked at.
    void trustRequested();

private:
    [[nodiscard]] bool isServerUntrusted() const;
    void show(Tone tone, const QString &text, const QString &action = {});
    void act();

    const Session &m_session;
    const SyncStatus &m_sync;
    const Role m_role;
    Banner *m_banner;
    bool m_wasUntrusted = false;
    bool m_isKeychainClosed = false;
    std::optional<StoreDamage> m_damageClosed;
};

} // namespace EvalTrack
