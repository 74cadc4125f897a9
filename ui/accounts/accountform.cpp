// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/accountform.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/editorpanel.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/formbinder.h"
#include "common/formfield.h"
#include "common/prompter.h"
#include "common/statuschip.h"
#include "common/toaster.h"
#include "common/wording.h"
#include "domain/validation.h"

#include <QAction>
#include <QBoxLayout>
#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QPushButton>

namespace EvalTrack {

AccountForm::AccountForm(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_panel(new EditorPanel(this))
    , m_chip(new StatusChip(m_panel))
    , m_binder(new FormBinder(this))
    , m_name(new QLineEdit(m_panel))
    , m_email(new QLineEdit(m_panel))
    , m_role(new QComboBox(m_panel))
    , m_password(new QLineEdit(m_panel))
    , m_passwordField(new FormField({}, m_password, m_panel))
    , m_reveal(m_password->addAction(Icons::get(Icon::Eye, IconTone::Muted),
                                     QLineEdit::TrailingPosition))
    , m_save(m_panel->addButton(u"saveButton"_qs, u"primary"_qs))
    , m_cancel(m_panel->addButton(u"cancelButton"_qs))
    , m_toggle(m_panel->addLeftButton(u"toggleActiveButton"_qs, u"quiet"_qs))
    , m_remove(m_panel->addLeftButton(u"removeButton"_qs, u"quiet"_qs))
{
    build();
    connect(m_reveal, &QAction::triggered, this, [this] {
        const bool isHidden = m_password->echoMode() == QLineEdit::Password;
        m_password->setEchoMode(isHidden ? QLineEdit::Normal : QLineEdit::Password);
        m_reveal->setIcon(Icons::get(isHidden ? Icon::EyeOff : Icon::Eye, IconTone::Muted));
    });
    connect(m_binder, &FormBinder::completeChanged, this, &AccountForm::refresh);
    connect(m_binder, &FormBinder::dirtyChanged, this, [this] {
        refresh();
        Q_EMIT dirtyChanged();
    });
    connect(m_save, &QPushButton::clicked, this, &AccountForm::save);
    connect(m_cancel, &QPushButton::clicked, this, &AccountForm::closeRequested);
    connect(m_toggle, &QPushButton::clicked, this, &AccountForm::toggle);
    connect(m_remove, &QPushButton::clicked, this, &AccountForm::remove);
    connect(m_panel, &EditorPanel::closeRequested, this, &AccountForm::closeRequested);
    retranslate();
}

void AccountForm::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
    m_panel->setObjectName(u"accountPanel"_qs);
    m_panel->chips()->addWidget(m_chip);
    m_panel->chips()->addStretch(1);

    m_name->setObjectName(u"nameLineEdit"_qs);
    m_email->setObjectName(u"emailLineEdit"_qs);
    m_role->setObjectName(u"roleComboBox"_qs);
    m_role->addItems({{}, {}, {}});
    m_password->setObjectName(u"passwordLineEdit"_qs);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMaxLength(Limits::PasswordMax);

    const auto add = [this](const QString &name, QWidget *editor, FormField *field,
                            const FormBinder::Check &check) {
        auto *shown = field != nullptr ? field : new FormField({}, editor, m_panel);
        m_panel->body()->addWidget(shown);
        m_binder->add(name, shown, check);
        m_fields.append({name, shown});
        shown->setRequired(name == u"name" || name == u"email");
    };
    add(u"name"_qs, m_name, nullptr, [this] {
        const auto broken = checkName(m_name->text());
        return ErrorPresenter::ruleText(broken, Limits::NameMin, Limits::NameMax);
    });
    add(u"email"_qs, m_email, nullptr, [this] {
        return ErrorPresenter::ruleText(checkEmail(m_email->text().trimmed()), 0, Limits::EmailMax);
    });
    add(u"role"_qs, m_role, nullptr, {});
    add(u"password"_qs, m_password, m_passwordField, [this] {
        if (!m_isNew && m_password->text().isEmpty()) {
            return QString();
        }
        return ErrorPresenter::ruleText(checkNewPassword(m_password->text()), Limits::PasswordMin,
                                        Limits::PasswordMax);
    });
    m_panel->body()->addStretch(1);
}

void AccountForm::openNew()
{
    m_isNew = true;
    m_user = User();
    fill();
    m_name->setFocus(Qt::OtherFocusReason);
}

void AccountForm::open(const User &user)
{
    m_isNew = false;
    m_user = user;
    fill();
}

void AccountForm::fill()
{
    m_name->setText(m_user.name);
    m_email->setText(m_user.email);
    m_role->setCurrentIndex(static_cast<int>(m_user.role));
    m_password->clear();
    m_password->setEchoMode(QLineEdit::Password);
    m_binder->clearErrors();
    m_binder->markClean();
    m_panel->banner()->clear();
    m_panel->scrollToTop();
    refresh();
}

bool AccountForm::isDirty() const
{
    return m_binder->isDirty();
}

bool AccountForm::isOwn() const
{
    const auto self = m_context.desk.session.person();
    return self && self->id == m_user.id;
}

void AccountForm::save()
{
    m_panel->banner()->clear();
    if (!m_binder->validate()) {
        m_panel->showFocused();
        return;
    }
    if (m_isNew) {
        create();
        return;
    }
    AccountChange edit;
    const QString name = m_name->text().simplified();
    const QString email = m_email->text().trimmed();
    const auto role = static_cast<Role>(m_role->currentIndex());
    if (name != m_user.name) {
        edit.name = name;
    }
    if (email != m_user.email) {
        edit.email = email;
    }
    if (role != m_user.role) {
        edit.role = role;
    }
    if (!m_password->text().isEmpty()) {
        edit.password = Redacted(m_password->text());
    }
    change(edit, edit.password ? tr("%1 has a new password.").arg(name)
                               : tr("The account of %1 was changed.").arg(name));
}

void AccountForm::create()
{
    const NewAccount account{m_name->text().simplified(), m_email->text().trimmed(),
                             Redacted(m_password->text()),
                             static_cast<Role>(m_role->currentIndex())};
    setBusy(true);
    deliver(m_context.desk.accounts.create(account), this, [this](const Result<User> &user) {
        setBusy(false);
        if (!user) {
            takeFailure(user.error());
            return;
        }
        m_context.toaster.toast(tr("%1 can sign in now.").arg(user->name), Tone::Success);
        open(*user);
        Q_EMIT saved(*user);
    });
}

void AccountForm::change(const AccountChange &edit, const QString &done)
{
    setBusy(true);
    deliver(m_context.desk.accounts.change(m_user.id, m_user.revision, edit), this,
            [this, done](const Result<User> &user) {
                setBusy(false);
                if (!user) {
                    takeFailure(user.error());
                    return;
                }
                m_context.toaster.toast(done, Tone::Success);
                open(*user);
                Q_EMIT saved(*user);
            });
}

void AccountForm::toggle()
{
    AccountChange edit;
    edit.isActive = !m_user.isActive;
    if (*edit.isActive) {
        change(edit, tr("%1 can sign in again.").arg(m_user.name));
        return;
    }
    m_context.prompter.ask(
        this,
        {tr("Switch off this account?"),
         tr("%1 is signed out everywhere and cannot sign in until you switch the account on again. "
            "Nothing recorded is lost.")
             .arg(m_user.name),
         tr("Switch off"),
         {},
         true},
        [this, edit](bool accepted) {
            if (accepted) {
                change(edit, tr("%1 can no longer sign in.").arg(m_user.name));
            }
        });
}

void AccountForm::remove()
{
    m_context.prompter.ask(
        this,
        {tr("Remove this account?"),
         tr("%1 leaves every list and the e-mail is free again. What was recorded about the person "
            "stays. This cannot be undone.")
             .arg(m_user.name),
         tr("Remove"),
         {},
         true},
        [this](bool accepted) {
            if (!accepted) {
                return;
            }
            setBusy(true);
            deliver(m_context.desk.accounts.remove(m_user.id), this,
                    [this, user = m_user](const Result<void> &result) {
                        setBusy(false);
                        if (!result) {
                            takeFailure(result.error());
                            return;
                        }
                        m_binder->markClean();
                        m_context.toaster.toast(
                            tr("The account of %1 was removed.").arg(user.name));
                        Q_EMIT removed(user.id);
                    });
        });
}

void AccountForm::takeFailure(const Error &error)
{
    const QList<FieldError> homeless = m_binder->showErrors(error);
    m_panel->showFocused();
    if (error.code == ErrorCode::Network || error.code == ErrorCode::Timeout ||
        error.code == ErrorCode::Unavailable) {
        m_panel->banner()->showMessage(
            Tone::Warning,
            tr("Accounts are decided by the server, and it cannot be reached now. What you typed "
               "stays here; save again when you are online."));
        return;
    }
    if (error.code == ErrorCode::Stale) {
        m_panel->banner()->showError(error);
        Q_EMIT isStale();
        return;
    }
    if (error.code == ErrorCode::Conflict && error.fieldErrors.isEmpty()) {
        // What the server refuses about an account is an e-mail that somebody has.
        for (const auto &[name, field] : std::as_const(m_fields)) {
            if (name == u"email") {
                field->setError(tr("This e-mail is in use already."));
            }
        }
        m_email->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (error.fieldErrors.isEmpty() || !homeless.isEmpty()) {
        m_panel->banner()->showError(error);
    }
}

void AccountForm::setBusy(bool busy)
{
    m_isBusy = busy;
    refresh();
}

void AccountForm::refresh()
{
    const bool isDirty = m_binder->isDirty();
    m_panel->setTitle(m_isNew ? tr("New account") : m_user.name);
    m_panel->setSubtitle(m_isNew ? QString() : tr("Since %1").arg(Formats::date(m_user.createdAt)));
    m_chip->setVisible(!m_isNew);
    m_chip->setStatus(m_user.isActive ? tr("Active") : tr("Switched off"),
                      m_user.isActive ? Tone::Success : Tone::Neutral);
    m_passwordField->setRequired(m_isNew);
    m_passwordField->setLabel(m_isNew ? tr("Password") : tr("New password"));
    m_passwordField->setHint(m_isNew ? tr("At least %n character(s).", nullptr, Limits::PasswordMin)
                                     : tr("Leave it empty to keep the present one."));
    m_save->setText(m_isNew ? tr("&Create") : tr("&Save"));
    m_save->setEnabled((m_isNew ? m_binder->isComplete() : isDirty) && !m_isBusy);
    m_save->setToolTip(m_isNew ? m_binder->missingText() : QString());
    m_cancel->setText(m_isNew || isDirty ? tr("Cancel") : tr("Close"));
    m_toggle->setVisible(!m_isNew);
    m_remove->setVisible(!m_isNew);
    m_toggle->setText(m_user.isActive ? tr("S&witch off") : tr("S&witch on"));
    m_toggle->setEnabled(!m_isBusy && !isDirty && !isOwn());
    m_remove->setEnabled(!m_isBusy && !isDirty && !isOwn());
    m_role->setEnabled(!isOwn() || m_isNew);
    const QString why = isOwn() && !m_isNew ? tr("This is your own account.") : QString();
    for (QWidget *each : {static_cast<QWidget *>(m_toggle), static_cast<QWidget *>(m_remove),
                          static_cast<QWidget *>(m_role)}) {
        each->setToolTip(why);
    }
}

void AccountForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void AccountForm::retranslate()
{
    for (const auto &[name, field] : std::as_const(m_fields)) {
        field->setLabel(Wording::field(name));
    }
    for (const Role role : PersonRoles) {
        m_role->setItemText(static_cast<int>(role), Wording::role(role));
    }
    m_reveal->setToolTip(tr("Show or hide the password"));
    m_reveal->setText(tr("Show or hide the password"));
    m_remove->setText(tr("Re&move"));
    refresh();
}

} // namespace EvalTrack
