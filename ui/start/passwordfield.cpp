// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/passwordfield.h"

#include "common/icons.h"

#include <QAction>
#include <QEvent>

namespace EvalTrack {

PasswordField::PasswordField(QWidget *parent)
    : QLineEdit(parent)
    , m_eye(addAction(Icons::get(Icon::Eye, IconTone::Muted), QLineEdit::TrailingPosition))
{
    setObjectName(u"passwordLineEdit"_qs);
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_eye->setObjectName(u"showPasswordAction"_qs);
    // Only with the keyboard: the eye is no tab stop.
    m_eye->setShortcut(QKeySequence(Qt::ALT | Qt::Key_F8));
    m_eye->setShortcutContext(Qt::WidgetShortcut);
    connect(m_eye, &QAction::triggered, this, [this] { setShown(!isShown()); });
    showState();
}

void PasswordField::setShown(bool shown)
{
    setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    showState();
}

void PasswordField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        showState();
    }
}

void PasswordField::showState()
{
    const bool shown = isShown();
    m_eye->setIcon(Icons::get(shown ? Icon::EyeOff : Icon::Eye, IconTone::Muted));
    m_eye->setText(shown ? tr("Hide the password") : tr("Show the password"));
    m_eye->setToolTip(m_eye->text());
}

} // namespace EvalTrack
