// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/signinpage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/errorpresenter.h"
#include "common/formbinder.h"
#include "common/formfield.h"
#include "common/textlabel.h"
#include "domain/validation.h"
#include "start/passwordfield.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPushButton>

namespace EvalTrack {

namespace {

constexpr int SignInCardWidth = 400;

} // namespace

SignInPage::SignInPage(Session &session, const ServerConnection &connection, QWidget *parent)
    : CentredCard(SignInCardWidth, parent)
    , m_session(session)
    , m_connection(connection)
    , m_binder(new FormBinder(this))
    , m_banner(new Banner(this))
    , m_email(new QLineEdit(this))
    , m_password(new PasswordField(this))
    , m_emailField(new FormField(QString(), m_email, this))
    , m_passwordField(new FormField(QString(), m_password, this))
    , m_submit(new QPushButton(this))
    , m_server(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, this))
    , m_change(new QPushButton(this))
    , m_station(new QPushButton(this))
    , m_notice(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, this))
{
    setObjectName(u"signInPage"_qs);
    m_email->setObjectName(u"emailLineEdit"_qs);
    m_email->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    m_submit->setObjectName(u"signInButton"_qs);
    m_submit->setProperty("kind", u"primary"_qs);
    m_submit->setDefault(true);
    m_change->setObjectName(u"changeServerButton"_qs);
    m_change->setProperty("kind", u"link"_qs);
    m_station->setObjectName(u"captureStationButton"_qs);
    m_station->setProperty("kind", u"link"_qs);
    m_server->setWordWrap(true);
    m_notice->setObjectName(u"keychainLabel"_qs);
    m_notice->setWordWrap(true);

    body()->addWidget(m_banner);
    body()->addWidget(m_emailField);
    body()->addWidget(m_passwordField);
    body()->addSpacing(Space::Half);
    body()->addWidget(m_submit);
    body()->addWidget(m_notice);
    auto *line = new QFrame(this);
    line->setProperty("kind", u"line"_qs);
    body()->addWidget(line);
    auto *row = new QHBoxLayout;
    row->addWidget(m_server, 1);
    row->addWidget(m_change);
    body()->addLayout(row);
    body()->addWidget(m_station, 0, Qt::AlignHCenter);

    m_binder->add(u"email"_qs, m_emailField, [this] {
        const auto broken = checkEmail(m_email->text().trimmed());
        return broken ? ErrorPresenter::ruleText(*broken, 0, Limits::EmailMax) : QString();
    });
    m_binder->add(u"password"_qs, m_passwordField, [this] {
        return m_password->text().isEmpty() ? ErrorPresenter::ruleText(RuleBroken::Required)
                                            : QString();
    });
    connect(m_submit, &QPushButton::clicked, this, &SignInPage::submit);
    connect(m_email, &QLineEdit::returnPressed, this, &SignInPage::submit);
    connect(m_password, &QLineEdit::returnPressed, this, &SignInPage::submit);
    connect(m_change, &QPushButton::clicked, this, &SignInPage::changeServerRequested);
    connect(m_station, &QPushButton::clicked, this, &SignInPage::stationRequested);
    retranslate();
}

void SignInPage::activate()
{
    m_banner->clear();
    m_password->clear();
    m_password->setShown(false);
    if (m_email->text().isEmpty()) {
        m_email->setText(m_session.lastEmail());
    }
    m_binder->clearErrors();
    m_binder->markClean();
    retranslate();
    if (m_email->text().isEmpty()) {
        m_email->setFocus();
    } else {
        m_password->setFocus();
    }
}

void SignInPage::setFixedEmail(const QString &email)
{
    m_email->setText(email);
    m_email->setReadOnly(true);
    m_change->hide();
    retranslate();
}

void SignInPage::changeEvent(QEvent *event)
{
    CentredCard::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void SignInPage::submit()
{
    if (m_isBusy || !m_binder->validate()) {
        return;
    }
    m_banner->clear();
    setBusy(true);
    const int attempt = ++m_attempt;
    deliver(m_session.signIn(m_email->text().trimmed(), Redacted<QString>(m_password->text())),
            this, [this, attempt](const Result<SignedInPerson> &person) {
                if (attempt != m_attempt) {
                    return;
                }
                setBusy(false);
                if (!person && person.error().code == ErrorCode::KeychainUnavailable) {
                    // Elsewhere it only means that nothing is remembered.
                    m_banner->showMessage(
                        Tone::Danger,
                        tr("The keychain of this computer does not answer. It has the key to "
                           "records that are not sent yet: unlock it and sign in again."));
                    return;
                }
                if (!person) {
                    m_banner->showError(person.error());
                    m_password->selectAll();
                    m_password->setFocus();
                    return;
                }
                m_password->clear();
                m_password->setShown(false);
                Q_EMIT signedIn();
            });
}

void SignInPage::setBusy(bool busy)
{
    m_isBusy = busy;
    m_emailField->setEnabled(!busy);
    m_passwordField->setEnabled(!busy);
    m_change->setEnabled(!busy);
    m_station->setEnabled(!busy);
    m_submit->setEnabled(!busy);
    retranslate();
}

void SignInPage::retranslate()
{
    setHeading(tr("Sign in to EvalTrack"), {});
    m_emailField->setLabel(tr("E-mail"));
    m_passwordField->setLabel(tr("Password"));
    m_submit->setText(m_isBusy ? tr("Signing in…") : tr("Sign in"));
    m_server->setText(m_connection.isThisComputer()
                          ? tr("Server: this computer")
                          : tr("Server: %1").arg(m_connection.url().authority()));
    m_change->setText(tr("Change"));
    m_change->setAccessibleName(tr("Work with another server"));
    m_station->setText(tr("Use this computer as a capture station"));
    // Nobody else connects to a server that is only here, and whoever signs in again is at work.
    m_station->setVisible(!m_connection.isThisComputer() && !m_email->isReadOnly());
    m_notice->setText(tr("The keychain of this computer is not available: EvalTrack will ask for "
                         "your password at each start. Nothing is kept in plain text."));
    m_notice->setVisible(m_session.secretKeeping() == SecretKeeping::SessionOnly);
}

} // namespace EvalTrack
