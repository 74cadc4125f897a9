// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/administratorpage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/errorpresenter.h"
#include "common/formbinder.h"
#include "common/formfield.h"
#include "common/tokens.h"
#include "domain/validation.h"
#include "start/passwordfield.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPushButton>

namespace EvalTrack {

namespace {

constexpr int AdministratorCardWidth = 440;

} // namespace

AdministratorPage::AdministratorPage(ServerConnection &connection, QWidget *parent)
    : CentredCard(AdministratorCardWidth, parent)
    , m_connection(connection)
    , m_binder(new FormBinder(this))
    , m_banner(new Banner(this))
    , m_name(new QLineEdit(this))
    , m_email(new QLineEdit(this))
    , m_password(new PasswordField(this))
    , m_repeat(new PasswordField(this))
    , m_nameField(new FormField(QString(), m_name, this))
    , m_emailField(new FormField(QString(), m_email, this))
    , m_passwordField(new FormField(QString(), m_password, this))
    , m_repeatField(new FormField(QString(), m_repeat, this))
    , m_create(new QPushButton(this))
{
    setObjectName(u"administratorPage"_qs);
    m_name->setObjectName(u"nameLineEdit"_qs);
    m_email->setObjectName(u"emailLineEdit"_qs);
    m_repeat->setObjectName(u"repeatLineEdit"_qs);
    m_create->setObjectName(u"createAdministratorButton"_qs);
    m_create->setProperty("kind", u"primary"_qs);
    m_create->setDefault(true);
    body()->addWidget(m_banner);
    connect(m_binder, &FormBinder::completeChanged, this,
            [this](bool isComplete) { m_create->setEnabled(isComplete && !m_isBusy); });
    for (FormField *field : {m_nameField, m_emailField, m_passwordField, m_repeatField}) {
        field->setRequired(true);
        body()->addWidget(field);
    }
    body()->addSpacing(Space::Half);
    body()->addWidget(m_create);

    m_binder->add(u"name"_qs, m_nameField, [this] {
        return ErrorPresenter::ruleText(checkName(m_name->text().trimmed()), Limits::NameMin,
                                        Limits::NameMax);
    });
    m_binder->add(u"email"_qs, m_emailField, [this] {
        return ErrorPresenter::ruleText(checkEmail(m_email->text().trimmed()), 0, Limits::EmailMax);
    });
    m_binder->add(u"password"_qs, m_passwordField, [this] {
        return ErrorPresenter::ruleText(checkNewPassword(m_password->text()), Limits::PasswordMin,
                                        Limits::PasswordMax);
    });
    m_binder->add(u"repeat"_qs, m_repeatField, [this] {
        return m_repeat->text() == m_password->text() ? QString() : tr("The two passwords differ.");
    });
    connect(m_create, &QPushButton::clicked, this, &AdministratorPage::submit);
    for (QLineEdit *edit :
         std::initializer_list<QLineEdit *>{m_name, m_email, m_password, m_repeat}) {
        connect(edit, &QLineEdit::returnPressed, this, &AdministratorPage::submit);
    }
    m_create->setEnabled(m_binder->isComplete());
    retranslate();
}

void AdministratorPage::activate()
{
    m_name->setFocus();
}

void AdministratorPage::changeEvent(QEvent *event)
{
    CentredCard::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void AdministratorPage::submit()
{
    if (m_isBusy || !m_binder->validate()) {
        return;
    }
    m_banner->clear();
    m_isBusy = true;
    m_create->setEnabled(false);
    deliver(m_connection.createFirstAdministrator(m_name->text().trimmed(),
                                                  m_email->text().trimmed(), m_password->text()),
            this, [this](const Result<void> &result) {
                m_isBusy = false;
                m_create->setEnabled(m_binder->isComplete());
                if (!result) {
                    m_binder->showErrors(result.error());
                    m_banner->showError(result.error());
                    return;
                }
                m_password->clear();
                m_repeat->clear();
                Q_EMIT administratorCreated();
            });
}

void AdministratorPage::retranslate()
{
    setHeading(tr("The first administrator"),
               tr("Nobody can sign in here yet. This account can create all the others."));
    m_nameField->setLabel(tr("Name"));
    m_emailField->setLabel(tr("E-mail"));
    m_passwordField->setLabel(tr("Password"));
    m_passwordField->setHint(tr("At least %n character(s).", nullptr, Limits::PasswordMin));
    m_repeatField->setLabel(tr("Repeat the password"));
    m_create->setText(tr("Create the administrator"));
}

} // namespace EvalTrack
