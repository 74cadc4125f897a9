// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/serverconnection.h"
#include "ports/session.h"
#include "start/centredcard.h"

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class Banner;
class FormBinder;
class FormField;
class PasswordField;
class TextLabel;

/// E-mail and password. It hands them to the session and shows what came of it; where it leads to
/// is DesktopUi's matter. The password is wiped from the field after each attempt that worked.
class SignInPage final : public CentredCard
{
    Q_OBJECT
public:
    SignInPage(Session &session, const ServerConnection &connection, QWidget *parent = nullptr);

    /// Fills in what is remembered and puts the cursor where typing goes on.
    void activate();
    /// For when somebody's sign-in expired: the e-mail is given and stays.
    void setFixedEmail(const QString &email);

Q_SIGNALS:
    void signedIn();
    void changeServerRequested();
    /// This computer is to be a capture station.
    void stationRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void submit();
    void setBusy(bool busy);
    void retranslate();

    Session &m_session;
    const ServerConnection &m_connection;
    FormBinder *m_binder;
    Banner *m_banner;
    QLineEdit *m_email;
    PasswordField *m_password;
    FormField *m_emailField;
    FormField *m_passwordField;
    QPushButton *m_submit;
    TextLabel *m_server;
    QPushButton *m_change;
    QPushButton *m_station;
    TextLabel *m_notice;
    bool m_isBusy = false;
    int m_attempt = 0;
};

} // namespace EvalTrack
