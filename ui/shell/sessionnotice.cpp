// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/sessionnotice.h"

#include "common/wording.h"

#include <QBoxLayout>

#include <utility>

namespace EvalTrack {

SessionNotice::SessionNotice(const Session &session, const SyncStatus &sync, Role role,
                             QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_sync(sync)
    , m_role(role)
    , m_banner(new Banner(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Three, Space::One, Space::Three, 0);
    m_banner->setObjectName(u"sessionBanner"_qs);
    layout->addWidget(m_banner);
    connect(&m_sync, &SyncStatus::changed, this, [this] {
        const bool isUntrusted = isServerUntrusted();
        if (std::exchange(m_wasUntrusted, isUntrusted) != isUntrusted) {
            refresh();
        }
    });
    connect(m_banner, &Banner::actionTriggered, this, &SessionNotice::act);
    connect(m_banner, &Banner::closed, this, [this] {
        const auto damage = m_session.storeDamage();
        m_isKeychainClosed = m_isKeychainClosed || damage == m_damageClosed;
        m_damageClosed = damage;
        refresh();
    });
}

bool SessionNotice::hasOtherRole() const
{
    const auto person = m_session.person();
    return person && person->role != m_role;
}

bool SessionNotice::isServerUntrusted() const
{
    const auto error = m_sync.lastError();
    return error && error->code == ErrorCode::UntrustedServer;
}

void SessionNotice::act()
{
    if (hasOtherRole()) {
        Q_EMIT roleChangeRequested();
    } else if (isServerUntrusted()) {
        Q_EMIT trustRequested();
    } else {
        Q_EMIT signInRequested();
    }
}

void SessionNotice::show(Tone tone, const QString &text, const QString &action)
{
    m_banner->showMessage(tone, text, action);
    m_banner->setClosable(false);
}

void SessionNotice::refresh()
{
    if (const auto person = m_session.person(); person && hasOtherRole()) {
        show(Tone::Warning,
             tr("An administrator gave you another role: %1. What you can see and do here changes "
                "with it.")
                 .arg(Wording::role(person->role)),
             tr("Change now"));
    } else if (isServerUntrusted()) {
        show(Tone::Warning,
             tr("The server shows a certificate that this computer does not know, so nothing is "
                "sent to it. You can go on working; what you record is kept here."),
             tr("Look at the certificate"));
    } else if (m_session.state() == SessionState::Expired) {
        show(Tone::Warning,
             tr("Your sign-in has expired. You can go on working; what you record is sent after "
                "you sign in again."),
             tr("Sign in"));
    } else if (const int aside = m_session.recordsAside(); aside > 0) {
        show(Tone::Warning,
             tr("%n record(s) of yours wait on this computer in a copy that cannot be opened: its "
                "key was not at hand when your password changed. They are kept, and EvalTrack "
                "tries again each time you sign in.",
                nullptr, aside));
    } else if (const auto damage = m_session.storeDamage(); damage && damage != m_damageClosed) {
        QString text = tr("The copy of your data on this computer was damaged and is made anew. "
                          "%n record(s) that had not been sent were found in it and are kept.",
                          nullptr, damage->takenOver);
        if (damage->unread > 0) {
            text += u' ' + tr("%n record(s) or more could not be read; the damaged file is kept "
                              "for your administrator.",
                              nullptr, damage->unread);
        }
        show(Tone::Warning, text);
        m_banner->setClosable(true);
    } else if (m_session.secretKeeping() == SecretKeeping::SessionOnly && !m_isKeychainClosed) {
        show(Tone::Info, tr("The keychain of this computer is not available, so EvalTrack will "
                            "ask for your password at the next start."));
        m_banner->setClosable(true);
    } else {
        m_banner->clear();
    }
}

} // namespace EvalTrack
